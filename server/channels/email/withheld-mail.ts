import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import {
  dropWithheld,
  hurryWithheld,
  moveWithheld,
  noteWithheld,
  readWithheld,
  readWithheldRow,
} from './withheld-store.ts';

/** What a server told of a mail that it will not give out; null for what it did not tell. */
export interface WithheldMail {
  readonly uid: number;
  /** When it reached its mailbox. */
  readonly cameAt: Date | null;
  /** Bytes. */
  readonly size: number | null;
}

/** Mail that the servers of the mailboxes will not give out. Each call is durable when it resolves, and may be repeated. */
export interface WithheldMails {
  /** Of a folder as it is now; `due`: it is to be asked for again. */
  list(mailbox: string, uidValidity: bigint): Promise<(WithheldMail & { readonly due: boolean })[]>;
  /** It was asked for once more, or is about to be. */
  note(mailbox: string, uidValidity: bigint, mail: WithheldMail): Promise<void>;
  /** It was given out, or is there no more. */
  drop(mailbox: string, uidValidity: bigint, uid: number): Promise<void>;
}

/** A quarter of a minute, one and a quarter, six, half an hour, two and a half hours, then twice a day. */
const pauses = { firstSeconds: 15, longestSeconds: 12 * 3600 };

export function createWithheldMails(
  deps: Pick<ContactsDeps, 'db' | 'clock' | 'live' | 'current'>,
): WithheldMails {
  const queueOf = (mailbox: string) => deps.current().declaration.mailboxes[mailbox]?.queue ?? null;
  return {
    async list(mailbox, uidValidity) {
      const now = deps.clock.now();
      return (await readWithheld(deps.db, mailbox, uidValidity)).map((row) => ({
        uid: row.uid,
        cameAt: row.came_at,
        size: row.size,
        due: !row.set_aside && row.next_try_at <= now,
      }));
    },
    note: (mailbox, uidValidity, mail) =>
      deps.db.transaction(async (tx) => {
        await noteWithheld(tx, mailbox, uidValidity, { ...mail, at: deps.clock.now() }, pauses);
        await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: queueOf(mailbox) });
      }),
    drop: (mailbox, uidValidity, uid) =>
      deps.db.transaction(async (tx) => {
        await dropWithheld(tx, mailbox, uidValidity, uid);
        await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: queueOf(mailbox) });
      }),
  };
}

const changes = {
  'try-again': 'mail-asked-for',
  'set-aside': 'mail-set-aside',
  'put-back': 'mail-put-back',
} as const;

/**
 * Has a withheld mail asked for again at once, or no more, or as before. There is nothing to open: we do not have it.
 * @returns whether it is one
 * @throws Refusal 'task-missing'; 'already-done' when it was set aside or back already; 'invalid-input' for making a
 *   contact of it
 */
export async function settleWithheld(
  deps: Pick<ContactsDeps, 'db' | 'clock' | 'live' | 'current' | 'access' | 'vault'>,
  actor: StaffActor,
  id: Id<'mail'>,
  act: 'try-again' | 'set-aside' | 'put-back' | 'make-contact',
): Promise<boolean> {
  const row = await readWithheldRow(deps.db, id);
  if (row === undefined) return false;
  const queue = deps.current().declaration.mailboxes[row.mailbox]?.queue;
  const grant = await deps.access.authorize(actor, {
    act: 'open-tray',
    units: [],
    ...(queue === undefined ? {} : { queue }),
  });
  if (act === 'make-contact') throw new Refusal('invalid-input', { field: 'act' });
  await deps.db.transaction(async (tx) => {
    if (act === 'try-again') await hurryWithheld(tx, id, deps.clock.now());
    else if (!(await moveWithheld(tx, id, act === 'set-aside')))
      throw new Refusal('already-done', { what: 'mail' });
    await deps.vault.change(tx, grant, 'change', {
      details: { change: changes[act], ...(queue === undefined ? {} : { queue }) },
    });
    await deps.live.announce(tx, { kind: 'tray-changed', contactId: null, queue: queue ?? null });
  });
  return true;
}
