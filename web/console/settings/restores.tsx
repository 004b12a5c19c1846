import type { Restore } from '../../../contract/console/backups.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatShort } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';

/** What came of the last restores and rehearsals: what is there, what is gone, and what somebody has to look at. */
export function Restores({ restores }: { readonly restores: readonly Restore[] }) {
  const { t, intl } = useWords();
  return (
    <section className="backups-restores" aria-labelledby="backups-restores">
      <h2 id="backups-restores">{t('backups.restores')}</h2>
      {restores.length === 0 ? (
        <Empty title={t('backups.restores-none')}>{t('backups.restores-none-about')}</Empty>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('backups.restores')}>
          <table className="table table-stacked">
            <thead>
              <tr>
                <th scope="col">{t('backups.restore-when')}</th>
                <th scope="col">{t('backups.restore-what')}</th>
                <th scope="col">{t('backups.state')}</th>
                <th scope="col">{t('backups.restore-found')}</th>
              </tr>
            </thead>
            <tbody>
              {restores.map((restore) => (
                <tr key={restore.kind + restore.at}>
                  <td data-name={t('backups.restore-when')}>
                    <time dateTime={restore.at}>{formatShort(intl, restore.at)}</time>
                  </td>
                  <td data-name={t('backups.restore-what')}>
                    {t(`backups.restore-${restore.kind}`)}
                    {restore.dataOf && (
                      <> {t('backups.restore-data-of', { at: formatShort(intl, restore.dataOf) })}</>
                    )}
                  </td>
                  <td data-name={t('backups.state')}>
                    <Verdict restore={restore} />
                  </td>
                  <td data-name={t('backups.restore-found')}>
                    <Found restore={restore} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Verdict({ restore }: { readonly restore: Restore }) {
  const { t } = useWords();
  const { ok, alarms, lossAccepted } = restore;
  return (
    <>
      <span className="tag" data-tone={ok ? 'accent' : 'danger'}>
        {t(ok ? 'backups.restore-well' : 'backups.restore-not-well')}
      </span>
      {alarms > 0 && <> {t('backups.restore-alarms', { alarms })}</>}
      {lossAccepted !== null && <> {t('backups.restore-given-up', { because: lossAccepted })}</>}
    </>
  );
}

/** What there was none of is not said. */
function Found({ restore }: { readonly restore: Restore }) {
  const { t } = useWords();
  const { open, erased, lost, linesMissing, messages, letters, webHooks } = restore;
  return (
    <ul className="backups-found">
      <li>{t('backups.restore-open', { open })}</li>
      {erased > 0 && <li>{t('backups.restore-erased', { erased })}</li>}
      {lost > 0 && <li>{t('backups.restore-lost', { lost })}</li>}
      {linesMissing > 0 && <li>{t('backups.restore-lines', { lines: linesMissing })}</li>}
      {messages + letters + webHooks > 0 && (
        <li>{t('backups.restore-held-back', { messages, letters, hooks: webHooks })}</li>
      )}
    </ul>
  );
}
