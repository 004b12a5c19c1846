import {
  downloadTrayItem,
  listTray,
  listWithheld,
  moveTrayItem,
  openTrayItem,
  settleTrayItem,
} from '../../channels/email/tray.ts';
import type { House } from '../../compose.ts';
import type { Handlers } from './bind-routes.ts';
import { sendRawMail } from './send-raw-mail.ts';

type TrayHandlers = Pick<Handlers, 'listTray' | 'openTrayItem' | 'downloadTrayItem' | 'settleTrayItem'>;

/** Mail that could not be read, and what becomes of it. */
export function createTrayHandlers(house: House): TrayHandlers {
  const deps = house.contacts;

  return {
    async listTray({ query }, { actor }) {
      const aside = query.state === 'set-aside';
      const [{ rows, next }, withheld] = await Promise.all([
        listTray(deps, actor, {
          state: aside ? 'set-aside' : 'unreadable',
          cursor: query.cursor,
          limit: query.limit,
        }),
        query.cursor === undefined ? listWithheld(deps, actor, { aside }) : [],
      ]);
      const { mailboxes } = deps.current().declaration;
      return {
        withheld: withheld.map((row) => ({
          mailId: row.id,
          mailbox: mailboxes[row.mailbox]?.address ?? row.mailbox,
          uid: row.uid,
          cameAt: row.came_at?.toISOString() ?? null,
          size: row.size,
          tries: row.tries,
          triedAt: row.tried_at.toISOString(),
          nextTryAt: row.next_try_at.toISOString(),
        })),
        items: rows.map((row) => ({
          mailId: row.id,
          mailbox: mailboxes[row.mailbox]?.address ?? row.mailbox,
          receivedAt: row.received_at.toISOString(),
          size: row.size,
          problem: row.problem ?? 'malformed',
          kept: {
            deleteAfter: row.delete_after.toISOString(),
            rule: row.delete_rule,
            declarationVersion: row.declaration_version,
          },
        })),
        next,
      };
    },

    async openTrayItem({ params }, { actor }) {
      return { mailId: params.mailId, ...(await openTrayItem(deps, actor, params.mailId)) };
    },

    async downloadTrayItem({ params, reply }, { actor }) {
      return sendRawMail(reply, await downloadTrayItem(deps, actor, params.mailId));
    },

    async settleTrayItem({ params, body }, { actor }) {
      const { act, emailAddress = '', name = '', subject = '' } = body;
      if (act === 'set-aside' || act === 'put-back') {
        await moveTrayItem(deps, actor, params.mailId, act);
        return { contactId: null };
      }
      const settlement = act === 'make-contact' ? { act, emailAddress, name, subject } : { act };
      return { contactId: await settleTrayItem(deps, actor, params.mailId, settlement) };
    },
  };
}
