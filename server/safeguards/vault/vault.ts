import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { AccessLog } from '../access-log/append-entries.ts';
import type { LogAction, LogDetails, NewLogEntry } from '../access-log/log-entry.ts';
import type { UnitKind } from '../declaration/declaration.ts';
import { type ChunkOpener, type ChunkSealer, openInChunks, sealInChunks } from './chunks.ts';
import { openBytes, sealBytes } from './envelope.ts';
import type { Grant } from './grant.ts';
import { wasIssued } from './issue-grant.ts';
import { firstVersion, type KeyRing, newKey, newSubject, type UnitKey, type WrappedKey } from './key-ring.ts';
import type { Place, Sealed, SealedColumn } from './sealed.ts';

/** Opens sealed values of the units and categories of one recorded grant. */
export interface Opener {
  /** False when the unit's key is destroyed: it is erased. */
  holds(unit: Id): boolean;
  open<T>(column: SealedColumn<T>, sealed: Sealed<T>): T;
  /** @param header the envelope's first bytes, `bytes` its length. `openBlob` does the reading. */
  openChunks(
    column: SealedColumn<Uint8Array>,
    unit: Id,
    row: Id,
    envelope: { readonly header: Uint8Array; readonly bytes: number },
  ): ChunkOpener;
}

/** Seals new values into units of one recorded grant, and opens what is there. */
export interface Sealer extends Opener {
  seal<T>(column: SealedColumn<T>, unit: Id, row: Id, value: T): Buffer;
  /**
   * For what is too large to be held: `writeBlob` does the writing.
   * @param power of two, the plain bytes of a chunk: small ones for what must be on disk as it grows
   */
  sealChunks(column: SealedColumn<Uint8Array>, unit: Id, row: Id, power?: number): ChunkSealer;
  /** The log pseudonym of the person a unit is about. */
  subjectOf(unit: Id): string;
  /** Whether the unit's key is still the one it had when this was handed out. The caller holds the unit's row. */
  isCurrent(tx: Tx, unit: Id): Promise<boolean>;
}

export interface Vault {
  /**
   * The door. Reads the keys and makes the log entry durable while `load` fetches ciphertext, and only
   * then hands out an opener. No record, no reading.
   * @param ahead the keys as they stand in the ring, where they came with the rows that named the units: one wait less.
   *   What the grant does not name is left alone; what it names and is not among them counts as erased
   * @throws Refusal 'log-unavailable' when the reading cannot be recorded
   */
  open<Rows, Result>(
    grant: Grant,
    action: LogAction,
    load: () => Promise<Rows>,
    use: (opener: Opener, rows: Rows) => Result,
    details?: LogDetails,
    ahead?: readonly WrappedKey[],
  ): Promise<Result>;
  /** A change: its log entry commits or fails with it. `make` units get their keys in the same transaction. */
  change(
    tx: Tx,
    grant: Grant,
    action: LogAction,
    options?: { make?: readonly UnitToMake[]; details?: LogDetails },
  ): Promise<Sealer>;
  /**
   * A unit that something is sealed for before it is made: what comes in large is written as it comes, and how long
   * that takes is its sender's to say. Its key is in memory only until a change makes the unit: a process that ends before leaves what nobody can read.
   */
  prepare(grant: Grant, unit: UnitToMake): PreparedUnit;
  /** Destroys keys, leaves tombstones, and records it without personal data. */
  destroy(tx: Tx, grant: Grant, rule: string): Promise<number>;
  /**
   * A fresh key for a unit; the old one is destroyed with the transaction, so all that the unit holds is to be sealed
   * anew in it. The caller holds the unit's row, as everybody does who seals. @param subject see `changeSubject`; left out: as it was
   * @returns what opens and seals by the keys as they are now
   */
  replaceKey(tx: Tx, grant: Grant, unit: Id, subject?: string): Promise<Sealer>;
  /** From now on the log names this person for these units. */
  changeSubject(tx: Tx, grant: Grant, units: readonly Id[], subject: string): Promise<void>;
}

/** A unit about to be made. `about`: the unit of the same person whose log pseudonym it shares. */
export interface UnitToMake {
  readonly id: Id;
  readonly kind: UnitKind;
  readonly about?: Id;
}

export interface PreparedUnit {
  /** To be handed to `change` as it is. */
  readonly unit: UnitToMake;
  sealChunks(column: SealedColumn<Uint8Array>, row: Id): ChunkSealer;
}

export function createVault(deps: {
  db: Db;
  keyRing: KeyRing;
  accessLog: AccessLog;
  isDeclared(category: string): boolean;
}): Vault {
  const { db, keyRing, accessLog } = deps;
  const prepared = new WeakMap<UnitToMake, Buffer>();

  function mustBeIssued(grant: Grant): void {
    if (!wasIssued(grant)) throw new Refusal('internal', { reason: 'grant-not-issued' });
  }

  function entryOf(
    grant: Grant,
    action: LogAction,
    keys: ReadonlyMap<Id, UnitKey>,
    details: LogDetails,
  ): NewLogEntry {
    const { actor } = grant;
    const subjects = new Set<string>();
    for (const key of keys.values()) if (key.kind !== 'staff') subjects.add(key.subject);
    return {
      action,
      actorKind: actor.kind,
      actor:
        actor.kind === 'staff'
          ? actor.staffId
          : actor.kind === 'system'
            ? actor.task
            : (keys.get(actor.personId)?.subject ?? 'erased'),
      act: grant.act,
      task: grant.task,
      purposes: grant.purposes,
      categories: grant.categories,
      units: grant.units,
      subjects: [...subjects],
      reason: grant.reason ?? null,
      refusal: null,
      declarationVersion: grant.declarationVersion,
      details: actor.kind === 'staff' && actor.token ? { ...details, token: actor.token.tokenId } : details,
    };
  }

  function mustBeDeclared({ category }: Place): void {
    if (!deps.isDeclared(category)) throw new Refusal('category-not-declared', { category });
  }

  function openerOf(grant: Grant, keys: ReadonlyMap<Id, UnitKey>): Sealer {
    const units = new Set(grant.units);
    const categories = new Set(grant.categories);
    function keyFor(unit: Id, category: string): UnitKey {
      if (!units.has(unit)) throw new Refusal('internal', { reason: 'unit-outside-grant' });
      if (!categories.has(category))
        throw new Refusal('internal', { reason: 'category-outside-grant', category });
      const held = keys.get(unit);
      if (held === undefined) throw new Refusal('unit-erased');
      return held;
    }
    return {
      holds: (unit) => keys.has(unit),
      open(column, sealed) {
        const { place, unit, row, envelope } = sealed;
        const { key, version } = keyFor(unit, place.category);
        return column.decode(openBytes(key, place, unit, row, envelope, version));
      },
      seal(column, unit, row, value) {
        mustBeDeclared(column);
        const { key, version } = keyFor(unit, column.category);
        return sealBytes(key, column, unit, row, column.encode(value), version);
      },
      openChunks(column, unit, row, { header, bytes }) {
        const { key, version } = keyFor(unit, column.category);
        return openInChunks(key, column, unit, row, header, bytes, version);
      },
      sealChunks(column, unit, row, power) {
        mustBeDeclared(column);
        const { key, version } = keyFor(unit, column.category);
        return sealInChunks(key, column, unit, row, {
          keyVersion: version,
          ...(power !== undefined && { power }),
        });
      },
      subjectOf(unit) {
        const held = keys.get(unit);
        if (held === undefined) throw new Refusal('unit-erased');
        return held.subject;
      },
      async isCurrent(tx, unit) {
        const now = (await keyRing.readKeys(tx, [unit])).get(unit);
        return now !== undefined && keys.get(unit)?.key.equals(now.key) === true;
      },
    };
  }

  return {
    async open(grant, action, load, use, details = {}, ahead) {
      mustBeIssued(grant);
      // Fetched beside the log's commit, not beside the keys that it waits for: there it would hold them up.
      const keys = ahead
        ? await keyRing.unwrapKeys(
            db,
            ahead.filter(({ unit_id }) => grant.units.includes(unit_id)),
          )
        : await keyRing.readKeys(db, grant.units);
      const [, rows] = await Promise.all([accessLog.record(entryOf(grant, action, keys, details)), load()]);
      return use(openerOf(grant, keys), rows);
    },

    async change(tx, grant, action, options = {}) {
      mustBeIssued(grant);
      const make = options.make ?? [];
      const fresh = new Set(make.map((unit) => unit.id));
      const keys = new Map(
        await keyRing.readKeys(
          tx,
          grant.units.filter((unit) => !fresh.has(unit)),
        ),
      );
      const subjects = new Map([...keys].map(([unit, key]) => [unit, key.subject]));
      const named = make.map((unit) => {
        const subject = (unit.about === undefined ? undefined : subjects.get(unit.about)) ?? newSubject();
        subjects.set(unit.id, subject);
        return { id: unit.id, kind: unit.kind, subject, key: prepared.get(unit) };
      });
      for (const [unit, key] of await keyRing.makeKeys(tx, named)) keys.set(unit, key);
      await accessLog.recordIn(tx, entryOf(grant, action, keys, options.details ?? {}));
      return openerOf(grant, keys);
    },

    prepare(grant, unit) {
      mustBeIssued(grant);
      const key = newKey();
      const keys = new Map([
        [unit.id, { unit: unit.id, kind: unit.kind, key, version: firstVersion, subject: '' }],
      ]);
      const { sealChunks } = openerOf(grant, keys);
      prepared.set(unit, key);
      return { unit, sealChunks: (column, row) => sealChunks(column, unit.id, row) };
    },

    async destroy(tx, grant, rule) {
      mustBeIssued(grant);
      // Nothing is opened, so no key is unwrapped: only somebody who acts for themselves is named by their own.
      const { actor } = grant;
      const keys =
        actor.kind === 'person' ? await keyRing.readKeys(tx, [actor.personId]) : new Map<Id, UnitKey>();
      const destroyed = await keyRing.destroyKeys(tx, grant.units, {
        rule,
        declarationVersion: grant.declarationVersion,
      });
      await accessLog.recordIn(tx, {
        ...entryOf(grant, 'erase', keys, { count: destroyed, rule }),
        subjects: [],
      });
      return destroyed;
    },

    async replaceKey(tx, grant, unit, subject) {
      mustBeIssued(grant);
      if (!grant.units.includes(unit)) throw new Refusal('internal', { reason: 'unit-outside-grant' });
      const fresh = await keyRing.replaceKey(tx, unit, subject);
      return openerOf(grant, new Map(await keyRing.readKeys(tx, grant.units)).set(unit, fresh));
    },

    async changeSubject(tx, grant, units, subject) {
      mustBeIssued(grant);
      await keyRing.changeSubject(tx, units, subject);
    },
  };
}
