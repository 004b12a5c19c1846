import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { idBytes, type Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { UnitKind } from '../declaration/declaration.ts';
import { createEpochs } from './epochs.ts';
import type { Keeper } from './keeper.ts';
import { makeNonce } from './make-nonce.ts';

/** An unwrapped key of a unit, with the pseudonym under which the log names the person it is about. */
export interface UnitKey {
  readonly unit: Id;
  readonly kind: UnitKind;
  readonly key: Buffer;
  /** 1 to 255; each new key of the unit has the next. */
  readonly version: number;
  readonly subject: string;
}

export interface NewUnit {
  readonly id: Id;
  readonly kind: UnitKind;
  /** The person's log pseudonym. */
  readonly subject: string;
  /** Made already, for what had to be sealed before. */
  readonly key?: Buffer | undefined;
}

export interface KeyRing {
  makeKeys(tx: Tx, units: readonly NewUnit[]): Promise<Map<Id, UnitKey>>;
  /** Units without a key are absent from the answer: they are erased. */
  readKeys(db: Db, units: readonly Id[]): Promise<Map<Id, UnitKey>>;
  /** Of those that were read already. */
  unwrapKeys(db: Db, rows: readonly WrappedKey[]): Promise<Map<Id, UnitKey>>;
  /** Makes the units unreadable for every process once the transaction commits. @returns how many had a key */
  destroyKeys(
    tx: Tx,
    units: readonly Id[],
    why: { rule: string; declarationVersion: number },
  ): Promise<number>;
  /** Lets the log name another person for these units (identified later). */
  changeSubject(tx: Tx, units: readonly Id[], subject: string): Promise<void>;
  /**
   * Gives the unit a fresh key in place of the one it has, which is gone once the transaction commits. The caller seals
   * all that the unit holds anew in the same transaction. @param subject left out: the log goes on naming the same person
   */
  replaceKey(tx: Tx, unit: Id, subject?: string): Promise<UnitKey>;
  /** Looks which epochs there are, and forgets the keys of those that ended, and unit keys that are no longer remembered. */
  followEpochs(db: Db): Promise<void>;
}

// wrapped: format (1), nonce (12), AES-256-GCM(key 32 ‖ subject 16 ‖ key version 1), tag (16)
const format = 1;
export const firstVersion = 1;
// One byte in the seal. After so many the first comes again: it need only differ from the one before.
const mostVersions = 255;
const mostRewraps = 3;
const cacheLimit = 20_000;
const cacheMilliseconds = 60_000;

/** A unit's key as it stands in the ring: without its epoch's key it tells nothing. */
export interface WrappedKey {
  unit_id: Id;
  kind: UnitKind;
  epoch: number;
  wrapped: Buffer;
}

function context(unit: Id, kind: UnitKind, epoch: number): Buffer {
  return Buffer.from(`unit/${unit}/${kind}/${epoch}`);
}

function subjectOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A log pseudonym: a random UUIDv4, which tells neither time nor person. */
export function newSubject(): string {
  return randomUUID();
}

export function newKey(): Buffer {
  return randomBytes(32);
}

export function wrapKey(
  epochKey: Buffer,
  epoch: number,
  { unit, kind, key, subject, version }: UnitKey,
): Buffer {
  const nonce = makeNonce();
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(epochKey), nonce);
  cipher.setAAD(context(unit, kind, epoch));
  const body = cipher.update(Buffer.concat([key, idBytes(subject), Buffer.from([version])]));
  cipher.final();
  return Buffer.concat([Buffer.from([format]), nonce, body, cipher.getAuthTag()]);
}

/** @throws Refusal 'internal' (reason 'ring-row-broken') */
export function unwrapKey(epochKey: Buffer, row: WrappedKey): UnitKey {
  try {
    const decipher = createDecipheriv('aes-256-gcm', createSecretKey(epochKey), row.wrapped.subarray(1, 13), {
      authTagLength: 16,
    });
    decipher.setAAD(context(row.unit_id, row.kind, row.epoch));
    decipher.setAuthTag(row.wrapped.subarray(row.wrapped.length - 16));
    const body = decipher.update(row.wrapped.subarray(13, row.wrapped.length - 16));
    decipher.final();
    return {
      unit: row.unit_id,
      kind: row.kind,
      key: body.subarray(0, 32),
      // Rows made before keys could be replaced say none.
      version: body[48] ?? firstVersion,
      subject: subjectOf(body.subarray(32, 48)),
    };
  } catch {
    throw new Refusal('internal', { reason: 'ring-row-broken', epoch: row.epoch });
  }
}

/**
 * The ring asks the database on every reading, so that a destroyed key is gone for every process at
 * once; only the unwrapping is remembered, by the very bytes of the row, and briefly.
 */
export function createKeyRing(deps: { keeper: Keeper }): KeyRing {
  const unwrapped = new Map<string, { at: number; key: UnitKey }>();
  const epochs = createEpochs(deps.keeper);

  function remember(wrapped: Buffer, key: UnitKey): UnitKey {
    if (unwrapped.size >= cacheLimit) {
      // A Map keeps insertion order: the first quarter is the oldest.
      let drop = cacheLimit / 4;
      for (const old of unwrapped.keys()) {
        if (drop-- <= 0) break;
        unwrapped.delete(old);
      }
    }
    const name = wrapped.toString('latin1');
    // Else one that is remembered anew keeps its old place, and the order is no longer that of age.
    unwrapped.delete(name);
    unwrapped.set(name, { at: Date.now(), key });
    return key;
  }

  /** What is too old to be used must not lie in memory until its place is wanted. */
  function forgetOld(): void {
    const oldest = Date.now() - cacheMilliseconds;
    for (const [wrapped, { at }] of unwrapped) {
      // Oldest first.
      if (at > oldest) break;
      unwrapped.delete(wrapped);
    }
  }

  async function open(db: Db, row: WrappedKey): Promise<UnitKey> {
    const cached = unwrapped.get(row.wrapped.toString('latin1'));
    if (cached && Date.now() - cached.at < cacheMilliseconds && cached.key.unit === row.unit_id)
      return cached.key;
    return remember(row.wrapped, unwrapKey(await epochs.keyOf(db, row.epoch), row));
  }

  async function readKeys(db: Db, units: readonly Id[]): Promise<Map<Id, UnitKey>> {
    if (units.length === 0) return new Map();
    return unwrapKeys(
      db,
      await db.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)', [units]),
    );
  }

  async function unwrapKeys(db: Db, rows: readonly WrappedKey[]): Promise<Map<Id, UnitKey>> {
    const found = new Map<Id, UnitKey>();
    const late: WrappedKey[] = [];
    for (const row of rows) {
      try {
        found.set(row.unit_id, await open(db, row));
      } catch (error) {
        if (!isEpochGone(error)) throw error;
        late.push(row);
      }
    }
    if (late.length === 0) return found;
    // Read before the epoch turned and opened after: the rows lie under the next one by now.
    const anew = await db.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)', [
      late.map(({ unit_id }) => unit_id),
    ]);
    for (const row of anew) found.set(row.unit_id, await open(db, row));
    return found;
  }

  /**
   * Puts another row in the place of the unit's. Somebody else may do so at the same time (an epoch that turns, a person
   * merged); it is waited for, and their row is the one that is changed.
   * @returns undefined when the unit is erased
   */
  async function rewrap(tx: Tx, unit: Id, change: (held: UnitKey) => UnitKey): Promise<UnitKey | undefined> {
    for (let turn = 0; turn < mostRewraps; turn += 1) {
      const now = await epochs.current(tx);
      const [row] = await tx.query<WrappedKey>(
        'SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)',
        [[unit]],
      );
      if (row === undefined) return undefined;
      const next = change(await open(tx, row));
      const [changed] = await tx.query<{ done: boolean | null }>(
        'SELECT ring.rewrap_key($1, $2, $3, $4) AS done',
        [unit, row.wrapped, now.epoch, wrapKey(now.key, now.epoch, next)],
      );
      if (changed?.done) return next;
    }
    throw new Refusal('changed-meanwhile', { what: 'key' });
  }

  return {
    readKeys,
    unwrapKeys,
    async followEpochs(db) {
      forgetOld();
      await epochs.follow(db);
    },

    async makeKeys(tx, units) {
      const made = new Map<Id, UnitKey>();
      if (units.length === 0) return made;
      const now = await epochs.current(tx);
      const wraps: Buffer[] = [];
      for (const unit of units) {
        const key: UnitKey = {
          unit: unit.id,
          kind: unit.kind,
          key: unit.key ?? newKey(),
          version: firstVersion,
          subject: unit.subject,
        };
        wraps.push(wrapKey(now.key, now.epoch, key));
        made.set(unit.id, key);
      }
      tx.send('SELECT ring.make_keys($1, $2, $3, $4)', [
        units.map((unit) => unit.id),
        units.map((unit) => unit.kind),
        now.epoch,
        wraps,
      ]);
      return made;
    },

    async destroyKeys(tx, units, why) {
      if (units.length === 0) return 0;
      const [row] = await tx.query<{ destroyed: number }>(
        'SELECT ring.destroy_keys($1, $2, $3) AS destroyed',
        [units, why.rule, why.declarationVersion],
      );
      return row?.destroyed ?? 0;
    },

    async changeSubject(tx, units, subject) {
      for (const unit of units) await rewrap(tx, unit, (held) => ({ ...held, subject }));
    },

    async replaceKey(tx, unit, subject) {
      const fresh = await rewrap(tx, unit, (held) => ({
        ...held,
        key: newKey(),
        version: (held.version % mostVersions) + 1,
        subject: subject ?? held.subject,
      }));
      if (fresh === undefined) throw new Refusal('unit-erased');
      return fresh;
    },
  };
}

function isEpochGone(error: unknown): boolean {
  const reason = error instanceof Refusal ? error.details?.['reason'] : undefined;
  // Damaged: met while it was being overwritten.
  return reason === 'no-epoch-key' || reason === 'epoch-key-damaged';
}
