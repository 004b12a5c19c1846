import type { MailboxState, mailboxRoutes } from '../../../contract/console/mailboxes.ts';
import type { ImapSetting } from '../../base/mail-settings.ts';
import { lookAtMailboxes } from '../../channels/email/look-at-mailboxes.ts';
import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';

export function createMailboxHandlers(house: House): Pick<Handlers, keyof typeof mailboxRoutes> {
  const { settings } = house;
  const listens = settings.smtpPort !== 0 || settings.lmtpPort !== 0;

  return {
    async mailboxes() {
      const { declaration } = house.declarations.current();
      const looks = await lookAtMailboxes(house.contacts.db, Object.keys(declaration.mailboxes));
      const watched = house.mail.watched();
      return {
        mailboxes: Object.entries(declaration.mailboxes).map(([mailbox, each]): MailboxState => {
          const setting = settings.imap.find((one) => one.mailbox === mailbox);
          const look = looks.get(mailbox);
          return {
            mailbox,
            address: each.address,
            name: each.name,
            queue: each.queue,
            queueName: declaration.queues[each.queue]?.name ?? each.name,
            language: each.language,
            way: setting !== undefined ? 'imap' : listens ? 'handed-over' : 'none',
            fetching: presentFetching(setting, watched.get(mailbox)),
            sending: presentSending(house, mailbox),
            lastMailAt: look?.lastMailAt?.toISOString() ?? null,
            waiting: look?.waiting ?? 0,
          };
        }),
      };
    },
  };
}

function presentSending(house: House, mailbox: string): MailboxState['sending'] {
  const account = house.mail.accounts.of(mailbox);
  if (account === undefined) return null;
  const looked = house.conditions
    .list()
    .find(({ part, about }) => part === 'mail-out' && about === account.mailbox);
  return {
    host: account.host,
    own: account.mailbox !== null,
    signIn: account.signIn,
    code: looked?.code ?? null,
    since: looked?.since.toISOString() ?? null,
  };
}

type Watched = ReturnType<House['mail']['watched']> extends ReadonlyMap<string, infer Each> ? Each : never;

function presentFetching(
  setting: ImapSetting | undefined,
  watched: Watched | undefined,
): MailboxState['fetching'] {
  if (setting === undefined || watched === undefined) return null;
  const { state, progress } = watched;
  return {
    host: setting.host,
    folder: setting.folder,
    signIn: setting.signIn.kind === 'oauth' ? 'oauth2' : 'password',
    after: setting.after.act,
    state: state.state,
    code: state.state === 'failing' ? state.code : null,
    since: state.since.toISOString(),
    lookedAt: progress.lookedAt?.toISOString() ?? null,
    backlog: progress.backlog,
  };
}
