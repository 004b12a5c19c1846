import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import type { LogLine as Line } from '../../../contract/console/access-log.ts';
import { formatFull } from '../../ui/format-time.ts';
import { useWords } from '../../words/use-words.ts';
import { colleaguesQuery } from '../api/queries.ts';
import { addressOf } from '../api/call.ts';
import { useMay, useMe } from '../api/use-me.ts';

/** One line of the log: who did what, to how much, for which task and why; the rest on demand. */
export function LogLine({ entry }: { readonly entry: Line }) {
  const { t, own, known, intl } = useWords();
  const me = useMe();
  const may = useMay();
  const { data } = useQuery(colleaguesQuery);
  const [open, setOpen] = useState(false);
  const who =
    data?.colleagues.find((each) => each.staffId === entry.actor)?.displayName ??
    (entry.actorKind === 'system'
      ? t('log.system', { task: t(known(`act-name.${entry.actor}`) ?? 'log.other', { name: entry.actor }) })
      : t(`actor.${entry.actorKind}`));
  const action = known(`action.${entry.action}`);
  const task = me.taskNames.find((each) => each.task === entry.task);
  const reason = me.reasons.find((each) => each.reason === entry.reason);
  const categories = entry.categories.map((key) =>
    own(
      me.categories.find((each) => each.category === key)?.name,
      // The register declares what it holds of customers; of its own people it holds a name.
      key === 'staff' ? t('log.category.staff') : key,
    ),
  );
  return (
    <li className="log-line" data-refused={entry.refusal !== null}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <time dateTime={entry.at} className="quiet">
          {intl.formatDate(entry.at, {
            day: 'numeric',
            month: 'numeric',
            hour: '2-digit',
            minute: '2-digit',
            second: '2-digit',
          })}
        </time>
        <span className="log-who">{who}</span>
        <span className="log-what">
          {action ? t(action) : entry.action}
          {entry.units.length > 1 && (
            <span className="quiet"> {t('log.units', { count: entry.units.length })}</span>
          )}
          {reason && <span className="tag">{own(reason.name, reason.reason)}</span>}
          {entry.refusal && (
            <span className="tag" data-tone="danger">
              {t(known(`refusal.${entry.refusal}`) ?? 'log.refused')}
            </span>
          )}
        </span>
        <span className="quiet log-task">{task ? own(task.name, task.task) : ''}</span>
      </button>
      {open && (
        <dl className="facts log-facts">
          <dt>{t('log.at')}</dt>
          <dd>{formatFull(intl, entry.at)}</dd>
          <dt>{t('log.act')}</dt>
          <dd>{t(known(`act-name.${entry.act}`) ?? 'log.other', { name: entry.act })}</dd>
          {categories.length > 0 && (
            <>
              <dt>{t('log.categories')}</dt>
              <dd>{categories.join(', ')}</dd>
            </>
          )}
          {entry.purposes.length > 0 && (
            <>
              <dt>{t('log.purposes')}</dt>
              <dd>
                {entry.purposes
                  .map((key) => own(me.purposes.find((each) => each.purpose === key)?.name, key))
                  .join(', ')}
              </dd>
            </>
          )}
          {entry.units.length > 0 && (
            <>
              <dt>{t('log.unit')}</dt>
              <dd className="log-units">
                {entry.units.slice(0, 50).map((unit) => (
                  <Link key={unit} to="/access-log" search={{ unit }}>
                    {unit}
                  </Link>
                ))}
              </dd>
            </>
          )}
          <dt>{t('log.declaration')}</dt>
          <dd>{entry.declarationVersion}</dd>
          {may('export-access-log') && (
            <>
              <dt>{t('log.proof')}</dt>
              <dd>
                <a
                  href={addressOf(consoleRoutes.proveLogEntry.path, { params: { entryId: entry.id } })}
                  download
                >
                  {t('log.proof-download')}
                </a>
              </dd>
            </>
          )}
          {Object.entries(entry.details).map(([name, value]) => (
            <div className="facts-row" key={name}>
              <dt>{t(known(`detail.${name}`) ?? 'log.other', { name })}</dt>
              <dd>{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
