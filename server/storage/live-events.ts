import type { Logger } from '../base/logger.ts';
import type { Id } from '../base/new-id.ts';
import type { Database, Tx } from './database.ts';

export type LiveKind =
  | 'contact-new'
  | 'contact-changed'
  | 'contact-gone'
  | 'presence-changed'
  | 'drafts-changed'
  | 'todos-changed'
  | 'calls-changed'
  | 'for-you'
  | 'incidents-changed'
  | 'staff-changed'
  | 'register-published'
  | 'tray-changed'
  | 'settings-changed'
  | 'conditions-changed';

/** Something changed: ids and codes only. */
export interface LiveEvent {
  readonly kind: LiveKind;
  readonly contactId: Id<'contact'> | null;
  readonly queue: string | null;
  /** Told to this colleague alone. */
  readonly staffId?: Id<'staff'>;
  /** Why it is told to them. */
  readonly notice?: Notice;
  /** What happened, more closely: for the outbox of the web hooks, not for screens. */
  readonly facts?: readonly ContactFact[];
}

export type Notice =
  | 'assigned'
  | 'mentioned'
  | 'answered'
  | 'held'
  | 'not-delivered'
  | 'woken'
  | 'due-soon'
  | 'incident'
  | 'incident-due'
  | 'todo-given'
  | 'todos-due'
  | 'recording-due';

export type ContactFact =
  | 'contact.closed'
  | 'contact.reopened'
  | 'message.received'
  | 'message.sent'
  | 'message.failed';

export interface LiveEvents {
  /** Written with the change it tells of. */
  announce(tx: Tx, event: LiveEvent): Promise<void>;
  /** For what concerns this process alone and may happen while the database is away. */
  tellHere(event: LiveEvent): void;
  subscribe(listener: (event: LiveEvent) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const channel = 'haltija_live';
// Events are hints to read again; ten minutes outlast any pause of a process that is still alive.
const keepMinutes = 10;

interface EventRow {
  id: number;
  kind: LiveKind;
  contact_id: Id<'contact'> | null;
  queue: string | null;
  staff_id: Id<'staff'> | null;
  notice: Notice | null;
}

/**
 * A table, one listening connection a process, one coalesced wake-up outside the transaction and a
 * catch-up poll every second: NOTIFY inside the transaction halves insert rates (global commit lock).
 */
export function createLiveEvents(deps: { db: Database; log: Logger }): LiveEvents {
  const { db } = deps;
  const listeners = new Set<(event: LiveEvent) => void>();
  let seen = 0;
  let timer: NodeJS.Timeout | undefined;
  let wakeUp: NodeJS.Timeout | undefined;
  let stopListening: (() => Promise<void>) | undefined;
  let listening = false;
  let catching: Promise<void> | undefined;
  let again = false;
  let polls = 0;
  const told = new Set<number>();

  async function catchUp(): Promise<void> {
    // A transaction may commit a lower id later than a higher one: look back a little, remember what was told.
    const rows = await db.query<EventRow>(
      'SELECT id, kind, contact_id, queue, staff_id, notice FROM live.event WHERE id > $1 ORDER BY id LIMIT 1000',
      [Math.max(0, seen - 200)],
    );
    for (const row of rows) {
      if (told.has(row.id)) continue;
      told.add(row.id);
      seen = Math.max(seen, row.id);
      for (const listener of listeners)
        listener({
          kind: row.kind,
          contactId: row.contact_id,
          queue: row.queue,
          ...(row.staff_id === null ? {} : { staffId: row.staff_id }),
          ...(row.notice === null ? {} : { notice: row.notice }),
        });
    }
    if (told.size > 4000) for (const id of told) if (id < seen - 400) told.delete(id);
    if (rows.length === 1000) again = true;
    polls += 1;
    if (polls % 300 === 1) {
      await db.query('DELETE FROM live.event WHERE at < now() - make_interval(mins => $1)', [keepMinutes]);
    }
  }

  function look(): void {
    if (catching) {
      again = true;
      return;
    }
    catching = catchUp()
      .catch(() => undefined)
      .finally(() => {
        catching = undefined;
        if (again) {
          again = false;
          look();
        }
      });
  }

  async function listen(): Promise<void> {
    if (listening) return;
    listening = true;
    try {
      stopListening = await db.listen(channel, look, () => {
        stopListening = undefined;
      });
    } catch {
      stopListening = undefined;
    } finally {
      listening = false;
    }
  }

  return {
    async announce(tx, event) {
      tx.send(
        'INSERT INTO live.event (kind, contact_id, queue, staff_id, notice) VALUES ($1, $2, $3, $4, $5)',
        [event.kind, event.contactId, event.queue, event.staffId ?? null, event.notice ?? null],
      );
      tx.afterCommit(() => {
        // Hundreds of commits a second are one look.
        wakeUp ??= setTimeout(() => {
          wakeUp = undefined;
          look();
          db.query(`SELECT pg_notify('${channel}', '')`).catch(() => undefined);
        }, 50).unref();
      });
    },
    tellHere(event) {
      for (const listener of listeners) listener(event);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async start() {
      const [row] = await db.query<{ newest: number | null }>('SELECT max(id) AS newest FROM live.event');
      seen = row?.newest ?? 0;
      for (let id = Math.max(0, seen - 200); id <= seen; id += 1) told.add(id);
      await listen();
      timer = setInterval(() => {
        look();
        if (!stopListening) void listen();
      }, 1000);
    },
    async stop() {
      clearInterval(timer);
      clearTimeout(wakeUp);
      await catching;
      await stopListening?.();
    },
  };
}
