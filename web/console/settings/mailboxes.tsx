import { IconAlertTriangle, IconCheck, IconLoader } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MailboxState } from '../../../contract/console/mailboxes.ts';
import { Empty } from '../../ui/empty.tsx';
import { formatFull } from '../../ui/format-time.ts';
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
  const { mailboxes } = data;
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
    </>
  );
}

function Mailbox({ mailbox }: { readonly mailbox: MailboxState }) {
  const { t, own, intl } = useWords();
  const { fetching, sending, way } = mailbox;
  const setting = mailbox.mailbox.toUpperCase().replaceAll('-', '_');
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
    [
      t('mailboxes.sending'),
      sending
        ? t(sending.own ? 'mailboxes.sending-own' : 'mailboxes.sending-common', { host: sending.host })
        : t('mailboxes.sending-none'),
    ],
  );
  if (sending && sending.signIn !== 'none')
    facts.push([t('mailboxes.sending-sign-in'), t(`mailboxes.sign-in.${sending.signIn}`)]);
  return (
    <>
      <div className="mailbox-head">
        <h2>{mailbox.address}</h2>
        <State mailbox={mailbox} />
      </div>
      {way === 'none' && (
        <p className="mailbox-problem quiet">{t('mailboxes.way.none-about', { name: setting })}</p>
      )}
      {fetching?.state === 'failing' && <Trouble code={fetching.code} since={fetching.since} />}
      {sending ? (
        <Trouble
          code={sending.code}
          since={sending.since ?? undefined}
          about={t('mailboxes.sending-trouble')}
        />
      ) : (
        <p className="mailbox-problem quiet">{t('mailboxes.sending-none-about', { name: setting })}</p>
      )}
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

function State({ mailbox: { fetching, sending, way } }: { readonly mailbox: MailboxState }) {
  const { t } = useWords();
  const sendingFails = sending === null || sending.code !== null;
  const bad =
    sendingFails || way === 'none' || fetching?.state === 'failing' || fetching?.state === 'stopped';
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

function Trouble({
  code,
  since,
  about,
}: {
  readonly code: string | null;
  readonly since?: string | undefined;
  readonly about?: string;
}) {
  const { t, known, intl } = useWords();
  if (code === null) return null;
  const key = known(`mail-code.${code}`);
  return (
    <p className="mailbox-problem quiet">
      {about} {key ? t(key) : t('mail-code.other', { code })}{' '}
      {since !== undefined && t('mailboxes.since', { at: formatFull(intl, since) })}
    </p>
  );
}
