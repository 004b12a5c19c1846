import { IconAlertTriangle, IconCheck, IconLoader } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MailboxState } from '../../../contract/console/mailboxes.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatFull } from '../../ui/format-time.ts';
import { Section } from '../../ui/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { call } from '../api/call.ts';
import { ProblemNote } from '../parts/problem-note.tsx';
import './mailboxes.css';

const mailboxesQuery = queryOptions({ queryKey: ['mailboxes'], queryFn: () => call('mailboxes') });

/** Where mail comes from and whether it does. Read only: what is wrong is mended in the settings of the service. */
export function Mailboxes() {
  const { t } = useWords();
  const { data, error, refetch } = useQuery({ ...mailboxesQuery, refetchInterval: 15_000 });
  if (error) return <ProblemNote error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const { mailboxes, sending } = data;
  return (
    <>
      {mailboxes.length === 0 && <Empty title={t('mailboxes.empty')}>{t('mailboxes.empty-about')}</Empty>}
      <ul className="rows settings-rows">
        {mailboxes.map((mailbox) => (
          <li key={mailbox.mailbox} className="mailbox">
            <Mailbox mailbox={mailbox} />
          </li>
        ))}
      </ul>
      <Section title={t('mailboxes.sending')}>
        <p>
          {sending.host === null
            ? t('mailboxes.sending-none')
            : t('mailboxes.sending-by', { host: sending.host })}
        </p>
        {sending.host !== null && <Trouble code={sending.code} />}
      </Section>
    </>
  );
}

function Mailbox({ mailbox }: { readonly mailbox: MailboxState }) {
  const { t, own, intl } = useWords();
  const { fetching, way } = mailbox;
  const when = (at: string | null) => (at === null ? t('mailboxes.never') : formatFull(intl, at));
  const facts: [string, ReactNode][] = [
    [t('mailboxes.queue'), own(mailbox.queueName, mailbox.queue)],
    [t('mailboxes.language'), t(`language.${mailbox.language}`)],
    [
      t('mailboxes.way'),
      fetching
        ? t('mailboxes.way.imap', { host: fetching.host, folder: fetching.folder })
        : t(way === 'none' ? 'mailboxes.way.none' : 'mailboxes.way.handed-over'),
    ],
  ];
  if (fetching) {
    facts.push(
      [t('mailboxes.sign-in'), t(`mailboxes.sign-in.${fetching.signIn}`)],
      [t('mailboxes.after'), t(`mailboxes.after.${fetching.after}`)],
      [t('mailboxes.looked'), when(fetching.lookedAt)],
    );
  }
  const there = fetching?.backlog ?? 0;
  facts.push(
    [t('mailboxes.last-mail'), when(mailbox.lastMailAt)],
    [
      t('mailboxes.backlog'),
      there + mailbox.waiting === 0
        ? t('mailboxes.nothing-waits')
        : t('mailboxes.backlog-count', { there, here: mailbox.waiting }),
    ],
  );
  return (
    <>
      <div className="mailbox-head">
        <h3>{mailbox.address}</h3>
        <State mailbox={mailbox} />
      </div>
      {way === 'none' && (
        <p className="mailbox-problem quiet">
          {t('mailboxes.way.none-about', { name: mailbox.mailbox.toUpperCase().replaceAll('-', '_') })}
        </p>
      )}
      {fetching?.state === 'failing' && <Trouble code={fetching.code} since={fetching.since} />}
      <dl className="mailbox-facts">
        {facts.map(([name, value]) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </dl>
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function State({ mailbox: { fetching, way } }: { readonly mailbox: MailboxState }) {
  const { t } = useWords();
  const bad = way === 'none' || fetching?.state === 'failing' || fetching?.state === 'stopped';
  const Icon = bad ? IconAlertTriangle : fetching?.state === 'connecting' ? IconLoader : IconCheck;
  const words = fetching
    ? t(`mailboxes.state.${fetching.state}`)
    : t(way === 'none' ? 'mailboxes.state.failing' : 'mailboxes.state.listens');
  return (
    <span className="mailbox-state" data-bad={bad}>
      <Icon size={16} aria-hidden="true" />
      {words}
    </span>
  );
}

function Trouble({ code, since }: { readonly code: string | null; readonly since?: string }) {
  const { t, known, intl } = useWords();
  if (code === null) return null;
  const key = known(`mail-code.${code}`);
  return (
    <p className="mailbox-problem quiet">
      {key ? t(key) : t('mail-code.other', { code })}{' '}
      {since !== undefined && t('mailboxes.since', { at: formatFull(intl, since) })}
    </p>
  );
}
