import { Button, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type Held, receiptFormats, receiptRoutes } from '../../../contract/console/receipts.ts';
import { formatDate, formatDay, formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { addressOf, call } from '../api/call.ts';
import { useMe } from '../api/use-me.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import './receipts.css';

/** What is held of oneself, and the notice for those who work here: they are data subjects too. */
export function HeldOfMe() {
  const { t } = useWords();
  const { language } = useMe();
  // Each look at it is a line of the log: not asked again by itself.
  const { data, error, refetch } = useQuery({
    queryKey: ['held', language],
    queryFn: () => call('held', { query: { language } }),
    staleTime: Infinity,
    gcTime: 0,
  });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={12} width="60%" mb={16} />
        <Skeleton height={12} width="80%" />
      </div>
    );
  }
  return (
    <>
      <div className="held-save">
        <p>{t('held.save-about')}</p>
        <div className="row-acts">
          {receiptFormats.map((format) => (
            <Button
              key={format}
              component="a"
              variant="default"
              leftSection={<IconDownload size={16} />}
              download={`my-data.${format === 'pdf' ? 'pdf' : 'haltija-receipt'}`}
              href={addressOf(receiptRoutes.ownReceipt.path, { query: { format, language } })}
            >
              {t(`receipt.${format}`)}
            </Button>
          ))}
          <a href="/access-log/verifier.html" download>
            {t('receipt.verifier')}
          </a>
        </div>
      </div>
      <Account held={data} />
      <Tasks held={data} />
      <Sheets held={data} />
      <More held={data} />
      <Section title={data.notice.title}>
        <div className="held-notice">
          {data.notice.sections.map(({ title, paragraphs }) => (
            <div key={title}>
              <h3>{title}</h3>
              {paragraphs.map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
            </div>
          ))}
        </div>
      </Section>
    </>
  );
}

function Account({ held: { account, attempts } }: { readonly held: Held }) {
  const { t, intl } = useWords();
  const facts = [
    [t('held.user-name'), account.userName],
    [t('held.display-name'), account.displayName],
    ...(account.extension === null ? [] : [[t('staff.extension'), account.extension] as const]),
    [t('held.created'), formatFull(intl, account.createdAt)],
    [t('settings.language'), t(`language.${account.language}`)],
    [t('held.attempts'), attempts ? String(attempts.attempts) : t('held.attempts-none')],
  ];
  return (
    <Section title={t('held.account')}>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div className="facts-row" key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

function Tasks({ held: { tasks } }: { readonly held: Held }) {
  const { t, own, intl } = useWords();
  if (tasks.length === 0) return null;
  const by = (code: string | null) =>
    code === null ? t('held.by-nobody') : code === 'self' ? t('held.by-self') : code;
  return (
    <Section title={t('held.tasks')} about={t('held.code-about')}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('held.tasks')}>
        <table className="table table-stacked">
          <thead>
            <tr>
              <th scope="col">{t('held.task')}</th>
              <th scope="col">{t('held.given')}</th>
              <th scope="col">{t('held.by')}</th>
              <th scope="col">{t('held.until')}</th>
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <tr key={`${task.task}${task.grantedAt}`}>
                <td data-name={t('held.task')}>{task.name ? own(task.name, task.task) : task.task}</td>
                <td data-name={t('held.given')}>{formatDay(intl, task.grantedAt)}</td>
                <td data-name={t('held.by')}>
                  <code>{by(task.grantedBy)}</code>
                </td>
                <td data-name={t('held.until')}>
                  {task.revokedAt
                    ? t('held.taken-back', { at: formatDay(intl, task.revokedAt) })
                    : formatDate(intl, task.until)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Sheets({ held: { sheets } }: { readonly held: Held }) {
  const { t, own, intl } = useWords();
  if (sheets.length === 0) return null;
  return (
    <Section title={t('held.sheets')} about={`${t('held.sheets-about')} ${t('held.code-about')}`}>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('held.sheets')}>
        <table className="table table-stacked">
          <thead>
            <tr>
              <th scope="col">{t('held.sheet-call')}</th>
              <th scope="col">{t('held.sheet-project')}</th>
              <th scope="col">{t('held.sheet-scores')}</th>
              <th scope="col">{t('held.sheet-remark')}</th>
              <th scope="col">{t('held.by')}</th>
            </tr>
          </thead>
          <tbody>
            {sheets.map((sheet) => (
              <tr key={`${sheet.callAt}${sheet.scoredAt}${sheet.scoredBy}`}>
                <td data-name={t('held.sheet-call')}>{formatFull(intl, sheet.callAt)}</td>
                <td data-name={t('held.sheet-project')}>{sheet.project}</td>
                <td data-name={t('held.sheet-scores')}>
                  {sheet.scores.map(({ name, score }) => (
                    <div key={name.en}>
                      {own(name, name.en)}: {score ?? '–'}
                    </div>
                  ))}
                </td>
                <td data-name={t('held.sheet-remark')}>{sheet.remark ?? t('held.sheet-silent')}</td>
                <td data-name={t('held.by')}>
                  <code>{sheet.scoredBy}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function More({ held }: { readonly held: Held }) {
  const { t, intl, known } = useWords();
  const named = Object.entries(held.named).filter(([, count]) => count > 0);
  const facts: [string, string][] = [
    [
      t('held.undertakings'),
      held.undertakings
        .map(({ version, acceptedAt }) => `${version} (${formatDay(intl, acceptedAt)})`)
        .join(', ') || '–',
    ],
    [t('held.sessions'), String(held.sessions.length)],
    [t('held.tokens'), held.tokens.map(({ name }) => name).join(', ') || '–'],
    [t('held.views'), String(held.settings.views.length)],
    [
      t('held.named'),
      named.map(([key, count]) => `${t(known(`held.named.${key}`) ?? 'held.named')}: ${count}`).join('; ') ||
        '–',
    ],
  ];
  return (
    <Section title={t('held.more')}>
      <dl className="facts">
        {facts.map(([term, value]) => (
          <div className="facts-row" key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
