import type { Clock } from '../../base/clock.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Db, Tx } from '../../storage/database.ts';
import type { Language } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import { digestOf, newToken } from './one-time-token.ts';

export const idleMinutes = 60;
export const longestHours = 12;
const touchSeconds = 60;

export type Theme = 'system' | 'light' | 'dark';

export interface Session {
  readonly staffId: Id<'staff'>;
  readonly sessionId: Id<'session'>;
  readonly language: Language;
  readonly theme: Theme;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface Sessions {
  /** The token is handed out here and kept nowhere. */
  begin(tx: Tx, staffId: Id<'staff'>): Promise<{ token: string; sessionId: Id<'session'>; expiresAt: Date }>;
  /** Undefined for a token that is unknown, idle for 60 minutes, 12 hours old, or of a closed account. */
  readSession(token: string): Promise<Session | undefined>;
  listOwn(
    actor: StaffActor,
  ): Promise<{ sessionId: Id<'session'>; createdAt: Date; lastSeenAt: Date; current: boolean }[]>;
  signOut(actor: StaffActor): Promise<void>;
  /** Ends one of one's own sessions; one that has ended already changes nothing. */
  endOwn(actor: StaffActor, sessionId: Id<'session'>): Promise<void>;
  /** Deletes what has ended by itself. For the schedule; safe to run anywhere at any time. @returns how many */
  removeExpired(): Promise<number>;
}

interface SessionRow {
  id: Id<'session'>;
  staff_id: Id<'staff'>;
  created_at: Date;
  last_seen_at: Date;
  expires_at: Date;
  language: Language;
  theme: Theme;
}

const idleSince = (now: Date) => new Date(now.getTime() - idleMinutes * 60_000);

export function createSessions(deps: { db: Database; vault: Vault; access: Access; clock: Clock }): Sessions {
  const { db, clock } = deps;

  async function end(actor: StaffActor, sessionId: string): Promise<void> {
    await db.transaction(async (tx) => {
      const ended = await tx.query('DELETE FROM staff.session WHERE id = $1 AND staff_id = $2 RETURNING id', [
        sessionId,
        actor.staffId,
      ]);
      if (ended.length > 0)
        await deps.vault.change(tx, deps.access.ownGrant(actor), 'sign-out', {
          details: { session: sessionId },
        });
    });
  }

  return {
    async begin(tx, staffId) {
      const now = clock.now();
      const { token, digest } = newToken();
      const sessionId = newId<'session'>(now);
      const expiresAt = new Date(now.getTime() + longestHours * 3_600_000);
      await tx.query(
        `INSERT INTO staff.session (token_digest, id, staff_id, created_at, last_seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $4, $5)`,
        [digest, sessionId, staffId, now, expiresAt],
      );
      return { token, sessionId, expiresAt };
    },

    async readSession(token) {
      if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
      const now = clock.now();
      const digest = digestOf(token);
      const [row] = await db.query<SessionRow>(
        `SELECT s.id, s.staff_id, s.created_at, s.last_seen_at, s.expires_at, m.language, m.theme
         FROM staff.session s JOIN staff.member m ON m.id = s.staff_id
         WHERE s.token_digest = $1 AND m.state = 'active' AND s.expires_at > $2 AND s.last_seen_at > $3`,
        [digest, now, idleSince(now)],
      );
      if (row === undefined) return undefined;
      if (now.getTime() - row.last_seen_at.getTime() >= touchSeconds * 1_000) {
        await db.query(
          'UPDATE staff.session SET last_seen_at = $2 WHERE token_digest = $1 AND last_seen_at < $2',
          [digest, now],
        );
      }
      return {
        staffId: row.staff_id,
        sessionId: row.id,
        language: row.language,
        theme: row.theme,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
      };
    },

    async listOwn(actor) {
      const now = clock.now();
      const rows = await db.query<SessionRow>(
        `SELECT id, created_at, last_seen_at FROM staff.session
         WHERE staff_id = $1 AND expires_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id`,
        [actor.staffId, now, idleSince(now)],
      );
      return rows.map((row) => ({
        sessionId: row.id,
        createdAt: row.created_at,
        lastSeenAt: row.last_seen_at,
        current: row.id === actor.sessionId,
      }));
    },

    signOut: (actor) => end(actor, actor.sessionId),
    endOwn: end,

    async removeExpired() {
      const now = clock.now();
      const gone = await db.query(
        'DELETE FROM staff.session WHERE expires_at <= $1 OR last_seen_at <= $2 RETURNING id',
        [now, idleSince(now)],
      );
      return gone.length;
    },
  };
}

/** @returns how many ended */
export async function endSessions(
  db: Db,
  staffId: Id<'staff'>,
  options: { except?: string } = {},
): Promise<number> {
  const ended = await db.query(
    'DELETE FROM staff.session WHERE staff_id = $1 AND id IS DISTINCT FROM $2::uuid RETURNING id',
    [staffId, options.except ?? null],
  );
  return ended.length;
}
