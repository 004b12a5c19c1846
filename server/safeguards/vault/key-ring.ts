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
  readonly subject: string;
}

export interface NewUnit {
  readonly id: Id;
  readonly kind: UnitKind;
  /** The person's log pseudonym. */
  readonly subject: string;
}

export interface KeyRing {
  makeKeys(tx: Tx, units: readonly NewUnit[]): Promise<Map<Id, UnitKey>>;
  /** Units without a key are absent from the answer: they are erased. */
  readKeys(db: Db, units: readonly Id[]): Promise<Map<Id, UnitKey>>;
  /** Makes the units unreadable for every process once the transaction commits. @returns how many had a key */
  destroyKeys(
    tx: Tx,
    units: readonly Id[],
    why: { rule: string; declarationVersion: number },
  ): Promise<number>;
  /** Lets the log name another person for these units (identified later). */
  changeSubject(tx: Tx, units: readonly Id[], subject: string): Promise<void>;
}

// wrapped: format (1), nonce (12), AES-256-GCM(key 32 ‖ subject 16), tag (16)
const format = 1;
const cacheLimit = 20_000;
const cacheMilliseconds = 60_000;

interface RingRow {
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

function wrapKey(
  epochKey: Buffer,
  row: { unit: Id; kind: UnitKind; epoch: number },
  key: Buffer,
  subject: Buffer,
): Buffer {
  const nonce = makeNonce();
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(epochKey), nonce);
  cipher.setAAD(context(row.unit, row.kind, row.epoch));
  const body = cipher.update(Buffer.concat([key, subject]));
  cipher.final();
  return Buffer.concat([Buffer.from([format]), nonce, body, cipher.getAuthTag()]);
}

function unwrapKey(epochKey: Buffer, row: RingRow): UnitKey {
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

  async function open(row: RingRow): Promise<UnitKey> {
    const cached = unwrapped.get(row.wrapped.toString('latin1'));
    if (cached && Date.now() - cached.at < cacheMilliseconds && cached.key.unit === row.unit_id)
      return cached.key;
    return remember(row.wrapped, unwrapKey(await deps.keeper.epochKey(row.epoch), row));
  }

  async function readKeys(db: Db, units: readonly Id[]): Promise<Map<Id, UnitKey>> {
    const found = new Map<Id, UnitKey>();
    if (units.length === 0) return found;
    const rows = await db.query<RingRow>('SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)', [
      units,
    ]);
    for (const row of rows) found.set(row.unit_id, await open(row));
    return found;
  }

  return {
    readKeys,

    async makeKeys(tx, units) {
      const made = new Map<Id, UnitKey>();
      if (units.length === 0) return made;
      const now = await currentEpoch(tx);
      const epochKey = await deps.keeper.epochKey(now);
      const wraps: Buffer[] = [];
      for (const unit of units) {
        const key = randomBytes(32);
        wraps.push(
          wrapKey(epochKey, { unit: unit.id, kind: unit.kind, epoch: now }, key, idBytes(unit.subject)),
        );
        made.set(unit.id, { unit: unit.id, kind: unit.kind, key, subject: unit.subject });
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
      const now = await currentEpoch(tx);
      const epochKey = await deps.keeper.epochKey(now);
      const rows = await tx.query<RingRow>('SELECT unit_id, kind, epoch, wrapped FROM ring.read_keys($1)', [
        units,
      ]);
      for (const row of rows) {
        const held = await open(row);
        const wrapped = wrapKey(
          epochKey,
          { unit: row.unit_id, kind: row.kind, epoch: now },
          held.key,
          idBytes(subject),
        );
        const [changed] = await tx.query<{ done: boolean | null }>(
          'SELECT ring.rewrap_key($1, $2, $3, $4) AS done',
          [row.unit_id, row.wrapped, now, wrapped],
        );
        if (!changed?.done) throw new Refusal('changed-meanwhile', { what: 'key' });
      }
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
