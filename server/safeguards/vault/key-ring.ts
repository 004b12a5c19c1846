import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { idBytes, type Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { UnitKind } from '../declaration/declaration.ts';
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
  unwrapKeys(rows: readonly WrappedKey[]): Promise<Map<Id, UnitKey>>;
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

function wrapKey(epochKey: Buffer, epoch: number, { unit, kind, key, subject, version }: UnitKey): Buffer {
  const nonce = makeNonce();
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(epochKey), nonce);
  cipher.setAAD(context(unit, kind, epoch));
  const body = cipher.update(Buffer.concat([key, idBytes(subject), Buffer.from([version])]));
  cipher.final();
  return Buffer.concat([Buffer.from([format]), nonce, body, cipher.getAuthTag()]);
}

function unwrapKey(epochKey: Buffer, row: WrappedKey): UnitKey {
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
  let epoch: number | undefined;

  async function currentEpoch(db: Db): Promise<number> {
    if (epoch !== undefined) return epoch;
    const [row] = await db.query<{ current: number | null }>('SELECT ring.current_epoch() AS current');
    const found = row?.current ?? undefined;
    if (found === undefined) throw new Refusal('storage-unavailable', { reason: 'no-epoch' });
    epoch = found;
    return found;
  }

  function remember(wrapped: Buffer, key: UnitKey): UnitKey {
    if (unwrapped.size >= cacheLimit) {
      // A Map keeps insertion order: the first quarter is the oldest.
      let drop = cacheLimit / 4;
      for (const old of unwrapped.keys()) {
        if (drop-- <= 0) break;
        unwrapped.delete(old);
      }
    }
    unwrapped.set(wrapped.toString('latin1'), { at: Date.now(), key });
    return key;
  }

  async function open(row: WrappedKey): Promise<UnitKey> {
    const cached = unwrapped.get(row.wrapped.toString('latin1'));
    if (cached && Date.now() - cached.at < cacheMilliseconds && cached.key.unit === row.unit_id)
      return cached.key;
    return remember(row.wrapped, unwrapKey(await deps.keeper.epochKey(row.epoch), row));
  }

  async function readKeys(db: Db, units: readonly Id[]): Promise<Map<Id, UnitKey>> {
    if (units.length === 0) return new Map();
    return unwrapKeys(
      await db.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)', [units]),
    );
  }

  async function unwrapKeys(rows: readonly WrappedKey[]): Promise<Map<Id, UnitKey>> {
    const found = new Map<Id, UnitKey>();
    for (const row of rows) found.set(row.unit_id, await open(row));
    return found;
  }

  /**
   * Puts another row in the place of the unit's. Somebody else may do so at the same time (an epoch that turns, a person
   * merged); it is waited for, and their row is the one that is changed.
   * @returns undefined when the unit is erased
   */
  async function rewrap(tx: Tx, unit: Id, change: (held: UnitKey) => UnitKey): Promise<UnitKey | undefined> {
    for (let turn = 0; turn < mostRewraps; turn += 1) {
      const now = await currentEpoch(tx);
      const [row] = await tx.query<WrappedKey>(
        'SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)',
        [[unit]],
      );
      if (row === undefined) return undefined;
      const next = change(await open(row));
      const [changed] = await tx.query<{ done: boolean | null }>(
        'SELECT ring.rewrap_key($1, $2, $3, $4) AS done',
        [unit, row.wrapped, now, wrapKey(await deps.keeper.epochKey(now), now, next)],
      );
      if (changed?.done) return next;
    }
    throw new Refusal('changed-meanwhile', { what: 'key' });
  }

  return {
    readKeys,
    unwrapKeys,

    async makeKeys(tx, units) {
      const made = new Map<Id, UnitKey>();
      if (units.length === 0) return made;
      const now = await currentEpoch(tx);
      const epochKey = await deps.keeper.epochKey(now);
      const wraps: Buffer[] = [];
      for (const unit of units) {
        const key: UnitKey = {
          unit: unit.id,
          kind: unit.kind,
          key: unit.key ?? newKey(),
          version: firstVersion,
          subject: unit.subject,
        };
        wraps.push(wrapKey(epochKey, now, key));
        made.set(unit.id, key);
      }
      tx.send('SELECT ring.make_keys($1, $2, $3, $4)', [
        units.map((unit) => unit.id),
        units.map((unit) => unit.kind),
        units.map(() => now),
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

/** First start: the first epoch, and its key in the keeper. Safe to call by several processes. */
export async function beginFirstEpoch(db: Db, keeper: Keeper): Promise<void> {
  const [row] = await db.query<{ current: number | null }>('SELECT ring.current_epoch() AS current');
  if (row?.current != null) {
    await keeper.epochKey(row.current);
    return;
  }
  await keeper.epochKey(1, true);
  await db.query('SELECT ring.begin_epoch(1)');
}
