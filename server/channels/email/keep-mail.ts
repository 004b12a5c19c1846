import { createHmac, createSecretKey } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import { contactPeriod } from '../../register/contacts/contact-period.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import type { Period, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { sealedBytes } from '../../safeguards/vault/sealed.ts';
import {
  beginBlob,
  findBlob,
  type FoundBlob,
  openBlob,
  readWhole,
} from '../../safeguards/vault/sealed-blob.ts';
import type { Opener, Sealer, UnitToMake } from '../../safeguards/vault/vault.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Db } from '../../storage/database.ts';
import { dateOfMail } from './date-of-mail.ts';
import { ordinaryBytes } from './limit-huge-mail.ts';
import type { MailInPieces } from './mail-in-pieces.ts';
import { insertRaw, readKnown, readRawRow, takeDigests, type MailState, type RawRow } from './mail-store.ts';
import { type MailEnvelope, statedDate } from './mail-envelope.ts';
import type { Kept, KeptMail, MailIntake, OpenedMail, RawInWriting } from './receive-mail.ts';

export const rawColumn = sealedBytes('mail.raw', 'raw_sealed', 'messages');

/** A mail kept a moment ago is in the hands of who kept it; after this another may take it. */
const ownedMilliseconds = 15_000;
/** Raw mail up to this size stands in its row, under one seal; larger is a blob, sealed in chunks. */
const inlineBytes = 64 * 1024;

/** The envelope is as personal as the mail: both under one seal, the envelope first with its length. */
function packEnvelope(envelope: MailEnvelope): Buffer {
  const head = Buffer.from(JSON.stringify(envelope));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head]);
}

/**
 * Keeps a raw mail as a unit of its own, sealed, before anything is made of it. When it resolves the
 * mail is durable and may be acknowledged; the same mail again, by whatever way, changes nothing.
 */
export async function keepRaw(
  deps: ContactsDeps,
  digestKey: Buffer,
  mail: Parameters<MailIntake['keepRaw']>[0] & { source: RawRow['source'] },
): Promise<Kept> {
  if (mail.raw.length > inlineBytes) return keepInBlob(deps, digestKey, mail);
  const id = newId<'mail'>(mail.receivedAt);
  const unit = { id, kind: 'mail' as const };
  const packed = Buffer.concat([packEnvelope(mail.envelope), mail.raw]);
  return makeUnit(deps, digestKey, mail, { id, unit, size: mail.raw.length }, (sealer) => ({
    raw_sealed: sealer.seal(rawColumn, id, id, packed),
    blob: null,
  }));
}

/** Before the transaction: a place of the blobs that is slow holds up no connection of the database. */
async function keepInBlob(
  deps: ContactsDeps,
  digestKey: Buffer,
  mail: Parameters<typeof keepRaw>[2],
): Promise<Kept> {
  const writing = await beginRaw(deps, digestKey, mail);
  try {
    await writing.write(mail.raw);
  } catch (error) {
    await writing.abandon();
    throw error;
  }
  return writing.finish(mail.dedupeKeys);
}

/**
 * The same for a mail that comes in pieces: sealed and written as it comes, before any transaction. Only `finish` makes
 * the unit; until then there is nothing but a blob that nobody names and whose key is in memory alone.
 */
export async function beginRaw(
  deps: ContactsDeps,
  digestKey: Buffer,
  mail: Parameters<MailIntake['beginRaw']>[0] & { source: RawRow['source'] },
): Promise<RawInWriting> {
  const id = newId<'mail'>(mail.receivedAt);
  const grant = deps.access.systemGrant('intake', { units: [id], categories: ['messages'] });
  const { unit, sealChunks } = deps.vault.prepare(grant, { id, kind: 'mail' });
  const writing = await beginBlob(deps.blobs, sealChunks(rawColumn, id));
  let size = 0;
  try {
    await writing.write(packEnvelope(mail.envelope));
  } catch (error) {
    await writing.abandon();
    throw error;
  }
  return {
    async write(piece) {
      await writing.write(piece);
      size += piece.length;
    },
    abandon: () => writing.abandon(),
    async finish(dedupeKeys) {
      const blob = await writing.finish();
      const whole = { ...mail, dedupeKeys: [...dedupeKeys] };
      // When this fails the row may be there all the same: what nobody names goes as a stray.
      const kept = await makeUnit(deps, digestKey, whole, { id, unit, size }, () => ({
        raw_sealed: null,
        blob,
      }));
      if (kept.state !== 'new') await deps.blobs.remove(blob);
      return kept;
    },
  };
}

/** Takes the digests, and unless one was taken before makes the unit: key, log line and row, in one transaction. */
async function makeUnit(
  deps: ContactsDeps,
  digestKey: Buffer,
  mail: Omit<KeptMail, 'raw'> & { raw?: Uint8Array; dedupeKeys: readonly string[]; source: RawRow['source'] },
  { id, unit, size }: { id: Id<'mail'>; unit: UnitToMake; size: number },
  seal: (sealer: Sealer) => Pick<RawRow, 'raw_sealed' | 'blob'>,
): Promise<Kept> {
  const published = deps.current();
  const found = periodFor(published.declaration, 'mail');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'mail' });
  const digests = digestsOf(digestKey, mail.dedupeKeys);
  return deps.db.transaction(async (tx) => {
    const before = await takeDigests(tx, digests, id, deps.clock.now());
    if (before !== undefined) {
      const row = await readRawRow(tx, before);
      return { rawId: before, state: row?.state === 'kept' ? ('known' as const) : ('done' as const) };
    }
    const grant = deps.access.systemGrant('intake', { units: [id], categories: ['messages'] });
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [unit],
      details: { kibibytes: Math.ceil(size / 1024) },
    });
    insertRaw(tx, {
      id,
      mailbox: mail.mailbox,
      source: mail.source,
      received_at: mail.receivedAt,
      size,
      ...seal(sealer),
      delete_after: goesAt(published, found.period, mail),
      delete_rule: found.rule,
      declaration_version: published.version,
      next_try_at: new Date(deps.clock.now().getTime() + ownedMilliseconds),
    });
    return { rawId: id, state: 'new' as const };
  });
}

function digestsOf(digestKey: Buffer, keys: readonly string[]): Buffer[] {
  return keys.map((key) => createHmac('sha256', createSecretKey(digestKey)).update(key).digest());
}

export function isKnown(db: Db, digestKey: Buffer, keys: readonly string[]): Promise<boolean> {
  return readKnown(db, digestsOf(digestKey, keys));
}

/** Old mail goes no later than what would be made of it. */
function goesAt(
  published: PublishedDeclaration,
  period: Period,
  mail: Omit<KeptMail, 'raw'> & { raw?: Uint8Array },
): Date {
  const by = deleteAfter(period, mail.receivedAt, published.declaration.register.timeZone);
  const date =
    mail.imported && mail.raw ? dateOfMail(mail.raw, mail.receivedAt, statedDate(mail.envelope)) : undefined;
  if (date === undefined || !('at' in date)) return by;
  const asContact = contactPeriod(published, { openedAt: date.at, at: date.at }).delete_after;
  return asContact < by ? asContact : by;
}

/** Opens a raw mail for the system's intake; undefined when it is gone or not in this state. */
export async function openRaw(
  deps: ContactsDeps,
  id: Id,
  state: MailState = 'kept',
): Promise<OpenedMail | undefined> {
  const row = await readRawRow(deps.db, id);
  if (row?.state !== state) return undefined;
  const grant = deps.access.systemGrant('intake', { units: [row.id], categories: ['messages'] });
  return deps.vault.open(
    grant,
    'view',
    () => findRaw(deps.blobs, row),
    async (opener, found) => {
      if (!opener.holds(row.id)) return undefined;
      const { envelope, raw } = await unpackRaw(deps.blobs, opener, row.id, found);
      const held = raw.size <= ordinaryBytes ? await readWhole(raw.read()) : raw;
      const kept = { mailbox: row.mailbox, raw: held, envelope, receivedAt: row.received_at };
      return row.source === 'import' ? { ...kept, imported: true as const } : kept;
    },
  );
}

/** A raw mail as it is found, not opened yet. */
export type FoundRaw = Buffer | FoundBlob;

export async function findRaw(blobs: Blobs, row: Pick<RawRow, 'raw_sealed' | 'blob'>): Promise<FoundRaw> {
  return row.raw_sealed ?? findBlob(blobs, row.blob!);
}

export async function unpackRaw(
  blobs: Blobs,
  opener: Opener,
  id: Id<'mail'>,
  found: FoundRaw,
): Promise<{ envelope: MailEnvelope; raw: MailInPieces }> {
  if (Buffer.isBuffer(found)) {
    const packed = Buffer.from(opener.open(rawColumn, rawColumn.at(id, id, found)));
    const begin = 4 + packed.readUInt32BE(0);
    const raw = packed.subarray(begin);
    return {
      envelope: JSON.parse(packed.toString('utf8', 4, begin)) as MailEnvelope,
      raw: {
        size: raw.length,
        read: async function* read(from, to) {
          yield raw.subarray(from, to);
        },
      },
    };
  }
  const packed = await openBlob(blobs, opener, rawColumn, id, id, found);
  const begin = 4 + (await readWhole(packed.read(0, 4))).readUInt32BE(0);
  const head = await readWhole(packed.read(4, begin));
  return {
    envelope: JSON.parse(head.toString('utf8')) as MailEnvelope,
    raw: {
      size: packed.size - begin,
      read: (from = 0, to) => packed.read(begin + from, to === undefined ? undefined : begin + to),
    },
  };
}
