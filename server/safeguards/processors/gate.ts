import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import type { Access } from '../access/authorize.ts';
import { dayOf } from '../access/calendar-day.ts';
import type { PublishedDeclaration } from '../declaration/declaration.ts';
import type { Opener, Vault } from '../vault/vault.ts';
import {
  type DisclosureRow,
  insertDisclosure,
  listDisclosures,
  removeDisclosuresBefore,
  sendDisclosure,
  settleDisclosure,
} from './disclosures-store.ts';
import type { Leave } from './leave.ts';
import { type Disclosing, refuseDisclosure } from './may-disclose.ts';
import { createWaysOut, type Refused, type WaysOut } from './ways-out.ts';

/** One thing that leaves the house, or wants to. */
export interface Passing extends Disclosing {
  /** How it leaves. */
  readonly way: 'web-hook' | 'identification';
  readonly endpointId: Id<'endpoint'> | null;
  /** What happened, in a code. */
  readonly what: string;
  readonly contactId: Id<'contact'> | null;
}

/** What leaves beside ids: opened for the system under the disclosure's own grant and line of the log, and kept nowhere. */
export interface Content {
  readonly personId: Id<'person'>;
  /**
   * Fetches ciphertext; what it gives opens it. Undefined: what may leave is no longer as it was when it was asked for.
   */
  load(): Promise<(opener: Opener) => Readonly<Record<string, unknown>> | undefined>;
}

export interface Outcome {
  readonly ok: boolean;
  /** Closed, of ours. */
  readonly code: string | null;
}

export type Passed<Result extends Outcome> =
  /** `unit-erased`: nothing of the contact leaves any more, its number included. `changed-meanwhile`: to be asked again. */
  | { readonly left: false; readonly code: 'unit-erased' | 'changed-meanwhile' }
  | { readonly left: true; readonly result: Result };

export interface DisclosurePage {
  readonly disclosures: readonly DisclosureRow[];
  readonly next: Id | null;
}

/** A mail of a contact that its server has taken, or may have. */
export interface CarriedMail {
  /** Null: a letter about no contact. */
  readonly contactId: Id<'contact'> | null;
  readonly personId: Id<'person'> | null;
  /** Of the declaration: what was in it. */
  readonly categories: readonly string[];
  readonly outcome: 'done' | 'failed';
  readonly code: string | null;
}

export interface Gate extends WaysOut, Refused {
  /** @throws Refusal 'recipient-…' for what the declaration in force does not let leave */
  check(what: Disclosing): void;
  /** Of the categories those that may leave now; none where the recipient may be told nothing. */
  permitted(what: Disclosing): string[];
  /**
   * The one way out: checked against the declaration in force, recorded as a disclosure and in the access log,
   * both durable before `send` runs, and its outcome after. One that is refused is recorded too. Categories need a
   * `content` to open them from.
   * @throws Refusal 'recipient-…', 'log-unavailable', 'storage-unavailable'; nothing has left then
   */
  pass<Result extends Outcome>(
    what: Passing,
    send: (opened: Readonly<Record<string, unknown>> | undefined) => Promise<Result>,
    content?: Content,
  ): Promise<Passed<Result>>;
  /**
   * Records that whoever keeps the mail server was given a mail, in the transaction that notes its going; nothing where
   * the server is the controller's own. One statement that nobody waits for.
   */
  noteCarried(tx: Tx, leave: Leave, mail: CarriedMail): void;
  /** Newest first. */
  list(page: {
    cursor?: Id;
    limit: number;
    contactId?: Id;
    /** Somebody, by every id they had. */
    people?: readonly Id[];
  }): Promise<DisclosurePage>;
  /** As long as the access log is kept. For the schedule. */
  removeOld(): Promise<number>;
}

export function createGate(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  accessLog: AccessLog;
  clock: Clock;
  log: Logger;
  current(): PublishedDeclaration;
}): Gate {
  const { db, vault, access, clock, current } = deps;
  const { removeRefused, ...waysOut } = createWaysOut(deps);

  function refusalOf(what: Disclosing) {
    const { declaration } = current();
    return refuseDisclosure(declaration, dayOf(clock.now(), declaration.register.timeZone), what);
  }

  const rowOf = (
    what: Passing,
    content: Content | undefined,
    outcome: 'begun' | 'refused',
    code: string | null,
  ): DisclosureRow => {
    const at = clock.now();
    return {
      id: newId<'disclosure'>(at),
      at,
      recipient: what.recipient,
      purpose: what.purpose,
      categories: what.categories,
      way: what.way,
      endpoint_id: what.endpointId,
      what: what.what,
      contact_id: what.contactId,
      person_id: content?.personId ?? null,
      declaration_version: current().version,
      outcome,
      code,
    };
  };

  /** The first that fits: for a declaration that was published there is one. */
  function purposeOf(recipient: string, categories: readonly string[]): string {
    const { purposes = [] } = current().declaration.processors?.[recipient] ?? {};
    const fits = (purpose: string) => refusalOf({ recipient, purpose, categories }) === undefined;
    return purposes.find(fits) ?? purposes[0] ?? 'unknown';
  }

  return {
    ...waysOut,

    noteCarried(tx, { owner, way }, { contactId, personId, categories, outcome, code }) {
      if (owner.kind !== 'recipient') return;
      const at = clock.now();
      sendDisclosure(tx, {
        id: newId<'disclosure'>(at),
        at,
        recipient: owner.key,
        purpose: purposeOf(owner.key, categories),
        categories,
        way,
        endpoint_id: null,
        what: outcome === 'done' ? 'message-sent' : 'message-failed',
        contact_id: contactId,
        person_id: personId,
        declaration_version: current().version,
        outcome,
        code,
      });
    },

    check(what) {
      const refusal = refusalOf(what);
      // A recipient that the declaration does not know is a caller's text.
      if (refusal === 'recipient-not-declared') throw new Refusal(refusal);
      if (refusal !== undefined) throw new Refusal(refusal, { recipient: what.recipient });
    },

    permitted: (what) =>
      what.categories.filter((category) => refusalOf({ ...what, categories: [category] }) === undefined),

    async pass(what, send, content) {
      if (content === undefined && what.categories.length > 0)
        throw new Refusal('internal', { reason: 'nothing-to-open' });
      const refusal = refusalOf(what);
      if (refusal !== undefined) {
        await insertDisclosure(db, rowOf(what, content, 'refused', refusal));
        throw new Refusal(refusal, { recipient: what.recipient });
      }
      const row = rowOf(what, content, 'begun', null);
      const contact = what.contactId === null ? [] : [what.contactId];
      const units = content === undefined ? contact : [...contact, content.personId];
      const grant = access.systemGrant('disclose', {
        units,
        categories: what.categories,
        purposes: [what.purpose],
      });
      // The door writes the line of the log and says whether the contact is still there.
      const opened = await vault.open(
        grant,
        'disclose',
        async () => {
          const [open] = await Promise.all([content?.load(), insertDisclosure(db, row)]);
          return open;
        },
        (opener, open) => {
          if (!contact.every((unit) => opener.holds(unit))) return 'unit-erased';
          if (open === undefined) return undefined;
          return (units.every((unit) => opener.holds(unit)) && open(opener)) || 'changed-meanwhile';
        },
        {
          recipient: what.recipient,
          change: what.what,
          ...(what.endpointId === null ? {} : { endpoint: what.endpointId }),
        },
      );
      if (opened === 'unit-erased' || opened === 'changed-meanwhile') {
        await settleDisclosure(db, row.id, 'refused', opened);
        return { left: false, code: opened };
      }
      const result = await send(opened);
      await settleDisclosure(db, row.id, result.ok ? 'done' : 'failed', result.code);
      return { left: true, result };
    },

    async list({ cursor, limit, contactId, people }) {
      const rows = await listDisclosures(db, {
        before: cursor ?? null,
        contactId: contactId ?? null,
        people: people ?? null,
        limit: limit + 1,
      });
      const disclosures = rows.slice(0, limit);
      return { disclosures, next: rows.length > limit ? disclosures.at(-1)!.id : null };
    },

    async removeOld() {
      const { periods } = current().declaration;
      const months = Object.values(periods).find((period) => period.unit === 'access-log')?.months;
      if (months === undefined) return 0;
      await removeRefused(months);
      return removeDisclosuresBefore(db, clock.now(), months);
    },
  };
}
