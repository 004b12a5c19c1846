import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { TokenScope } from '../vault/grant.ts';
import type { Vault } from '../vault/vault.ts';
import {
  endToken,
  findToken,
  insertToken,
  listTokens,
  markUsed,
  removeEndedTokens,
  type TokenRow,
} from './access-token-store.ts';
import type { Access, StaffActor } from './authorize.ts';
import { type CalendarDay, dayOf } from './calendar-day.ts';
import { digestOf } from './one-time-token.ts';
import type { RightsReader } from './read-rights.ts';
import type { Session } from './sessions.ts';
import { tokenNameColumn } from './staff-columns.ts';
import { isTokenText, newTokenText } from './token-text.ts';

export const longestTokenDays = 365;
const keptDaysAfterEnd = 30;
const mostTokens = 50;

export interface ListedToken {
  readonly tokenId: Id<'access-token'>;
  readonly staffId: Id<'staff'>;
  readonly tasks: readonly string[];
  readonly mayWrite: boolean;
  readonly madeAt: Date;
  /** The last day. */
  readonly until: CalendarDay;
  readonly lastUsedOn: CalendarDay | null;
  readonly revokedAt: Date | null;
}

export interface AccessTokens {
  /**
   * A token for oneself, bound to some of one's own current tasks. The text is handed out here and kept nowhere.
   * @param given.days until its last day, 1 to 365
   * @throws Refusal 'undertaking-not-accepted', 'token-not-here' (asked with a token), 'task-missing' (a task that is
   *   not one's own now), 'invalid-input' (field `days`, `tasks` or `tokens`: 50 at once are enough)
   */
  make(
    actor: StaffActor,
    given: { name: string; tasks: readonly string[]; mayWrite: boolean; days: number },
  ): Promise<{ token: string; tokenId: Id<'access-token'>; until: CalendarDay }>;
  /** One's own, newest first, with the names given to them. */
  listOwn(actor: StaffActor): Promise<(ListedToken & { name: string })[]>;
  /** @throws Refusal 'not-found', 'already-done' */
  revokeOwn(actor: StaffActor, tokenId: Id<'access-token'>): Promise<void>;
  /** Everybody's, newest first, without the names: those are their makers' own. @throws Refusal as `authorize` (act 'manage-connections') */
  list(
    actor: StaffActor,
    page: { cursor?: Id<'access-token'>; limit: number },
  ): Promise<{ tokens: ListedToken[]; next: Id<'access-token'> | null }>;
  /** @throws Refusal as `authorize` (act 'manage-connections'), 'not-found', 'already-done' */
  revoke(actor: StaffActor, tokenId: Id<'access-token'>): Promise<void>;
  /**
   * Who asks with this token. Asked of the database at each use, so that one that is revoked ends at once everywhere.
   * Undefined for one that is unknown, mistyped, revoked, past its last day, or whose maker's account is closed.
   */
  read(text: string): Promise<{ actor: StaffActor; session: Session } | undefined>;
  /** Deletes what ended 30 days ago. For the schedule. @returns how many */
  removeEnded(): Promise<number>;
}

export function createAccessTokens(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  rights: RightsReader;
  clock: Clock;
  current(): PublishedDeclaration;
}): AccessTokens {
  const { db, vault, access, clock, current } = deps;
  const today = () => dayOf(clock.now(), current().declaration.register.timeZone);
  const daysFrom = (days: number) =>
    dayOf(new Date(clock.now().getTime() + days * 86_400_000), current().declaration.register.timeZone);

  async function end(
    actor: StaffActor,
    tokenId: Id<'access-token'>,
    grant: ReturnType<Access['ownGrant']>,
    owner: Id<'staff'> | null,
  ): Promise<void> {
    await db.transaction(async (tx) => {
      const ended = await endToken(tx, { tokenId, owner, at: clock.now(), by: actor.staffId });
      if (ended === undefined) throw new Refusal('not-found', { what: 'token' });
      if (!ended) throw new Refusal('already-done');
      await vault.change(tx, grant, 'administer', { details: { change: 'revoke-token', token: tokenId } });
    });
  }

  return {
    async make(actor, { name, tasks, mayWrite, days }) {
      if (actor.token) throw new Refusal('token-not-here');
      if (!Number.isInteger(days) || days < 1 || days > longestTokenDays)
        throw new Refusal('invalid-input', { field: 'days', last: longestTokenDays });
      const chosen = [...new Set(tasks)];
      if (chosen.length === 0) throw new Refusal('invalid-input', { field: 'tasks' });
      const held = await deps.rights.of(actor.staffId);
      if (!held.accepted.includes(current().declaration.undertaking.version))
        throw new Refusal('undertaking-not-accepted');
      const missing = chosen.find(
        (task) => !held.tasks.includes(task) || !Object.hasOwn(current().declaration.tasks, task),
      );
      if (missing !== undefined)
        return access.refuse(actor, { act: 'manage-connections', units: [] }, 'task-missing');
      const now = clock.now();
      const tokenId = newId<'access-token'>(now);
      const token = newTokenText();
      const until = daysFrom(days);
      await db.transaction(async (tx) => {
        const sealer = await vault.change(tx, access.ownGrant(actor), 'administer', {
          details: { change: 'make-token', token: tokenId, endsOn: until },
        });
        const made = await insertToken(
          tx,
          {
            id: tokenId,
            token_digest: digestOf(token),
            staff_id: actor.staffId,
            name_sealed: sealer.seal(tokenNameColumn, actor.staffId, tokenId, name),
            tasks: chosen,
            may_write: mayWrite,
            made_at: now,
            until,
          },
          { today: today(), most: mostTokens },
        );
        if (!made) throw new Refusal('invalid-input', { field: 'tokens', last: mostTokens });
      });
      return { token, tokenId, until };
    },

    async listOwn(actor) {
      const load = () => listTokens(db, { owner: actor.staffId, before: null, limit: 200 });
      return vault.open(access.ownGrant(actor), 'list', load, (opener, rows) =>
        rows.map((row) => ({
          ...listed(row),
          name: opener.open(tokenNameColumn, tokenNameColumn.at(row.staff_id, row.id, row.name_sealed)),
        })),
      );
    },

    revokeOwn: (actor, tokenId) => end(actor, tokenId, access.ownGrant(actor), actor.staffId),

    async list(actor, { cursor, limit }) {
      await access.authorize(actor, { act: 'manage-connections', units: [] });
      const rows = await listTokens(db, { owner: null, before: cursor ?? null, limit: limit + 1 });
      const tokens = rows.slice(0, limit).map(listed);
      return { tokens, next: rows.length > limit ? tokens.at(-1)!.tokenId : null };
    },

    async revoke(actor, tokenId) {
      await end(
        actor,
        tokenId,
        await access.authorize(actor, { act: 'manage-connections', units: [] }),
        null,
      );
    },

    async read(text) {
      if (!isTokenText(text)) return undefined;
      const digest = digestOf(text);
      const row = await findToken(db, digest, today());
      if (row === undefined || !timingSafeEqual(row.token_digest, digest)) return undefined;
      if (row.last_used_on !== today()) await markUsed(db, row.id, today());
      const token: TokenScope = Object.freeze({
        tokenId: row.id,
        tasks: Object.freeze([...row.tasks]),
        mayWrite: row.may_write,
      });
      return {
        actor: { kind: 'staff', staffId: row.staff_id, sessionId: row.id, token },
        session: {
          staffId: row.staff_id,
          sessionId: row.id as Id as Id<'session'>,
          language: row.language,
          theme: row.theme,
          createdAt: row.made_at,
          expiresAt: new Date(Date.parse(`${row.until}T23:59:59Z`)),
        },
      };
    },

    removeEnded: () => removeEndedTokens(db, clock.now(), keptDaysAfterEnd),
  };
}

function listed(row: TokenRow): ListedToken {
  return {
    tokenId: row.id,
    staffId: row.staff_id,
    tasks: row.tasks,
    mayWrite: row.may_write,
    madeAt: row.made_at,
    until: row.until,
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  };
}
