import { createHmac, createSecretKey } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import { contactPeriod } from '../../register/contacts/contact-period.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import type { Period, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { sealedBytes } from '../../safeguards/vault/sealed.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { Db } from '../../storage/database.ts';
import { dateOfMail } from './date-of-mail.ts';
import { insertRaw, readKnown, readRawRow, takeDigests, type MailState, type RawRow } from './mail-store.ts';
import { type MailEnvelope, statedDate } from './mail-envelope.ts';
import type { KeptMail, MailIntake } from './receive-mail.ts';

export const rawColumn = sealedBytes('mail.raw', 'raw_sealed', 'messages');

/** A mail kept a moment ago is in the hands of who kept it; after this another may take it. */
const ownedMilliseconds = 15_000;
/** Raw mail up to this size stands in its row; larger is a sealed blob. */
const inlineBytes = 64 * 1024;

/** The envelope is as personal as the mail: both under one seal, the envelope first with its length. */
export function packRaw(envelope: MailEnvelope, raw: Uint8Array): Buffer {
  const head = Buffer.from(JSON.stringify(envelope));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(head.length);
  return Buffer.concat([length, head, raw]);
}

export function unpackRaw(bytes: Uint8Array): { envelope: MailEnvelope; raw: Uint8Array } {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = packed.readUInt32BE(0);
  return {
    envelope: JSON.parse(packed.toString('utf8', 4, 4 + length)) as MailEnvelope,
    raw: packed.subarray(4 + length),
  };
}

/**
 * Keeps a raw mail as a unit of its own, sealed, before anything is made of it. When it resolves the
 * mail is durable and may be acknowledged; the same mail again, by whatever way, changes nothing.
 */
export async function keepRaw(
  deps: ContactsDeps,
  digestKey: Buffer,
  mail: Parameters<MailIntake['keepRaw']>[0] & { source: RawRow['source'] },
): Promise<{ rawId: Id<'mail'>; state: 'new' | 'known' | 'done' }> {
  const published = deps.current();
  const found = periodFor(published.declaration, 'mail');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'mail' });
  const id = newId<'mail'>(mail.receivedAt);
  const digests = digestsOf(digestKey, mail.dedupeKeys);
  return deps.db.transaction(async (tx) => {
    const before = await takeDigests(tx, digests, id, deps.clock.now());
    if (before !== undefined) {
      const row = await readRawRow(tx, before);
      return { rawId: before, state: row?.state === 'kept' ? ('known' as const) : ('done' as const) };
    }
    const grant = deps.access.systemGrant('intake', { units: [id], categories: ['messages'] });
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [{ id, kind: 'mail' }],
      details: { bytes: mail.raw.length },
    });
    const sealed = sealer.seal(rawColumn, id, id, packRaw(mail.envelope, mail.raw));
    const inline = sealed.length <= inlineBytes;
    insertRaw(tx, {
      id,
      mailbox: mail.mailbox,
      source: mail.source,
      received_at: mail.receivedAt,
      size: mail.raw.length,
      raw_sealed: inline ? sealed : null,
      blob: inline ? null : await deps.blobs.put(sealed),
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
function goesAt(published: PublishedDeclaration, period: Period, mail: KeptMail): Date {
  const by = deleteAfter(period, mail.receivedAt, published.declaration.register.timeZone);
  const date = mail.imported ? dateOfMail(mail.raw, mail.receivedAt, statedDate(mail.envelope)) : undefined;
  if (date === undefined || !('at' in date)) return by;
  const asContact = contactPeriod(published, date.at).delete_after;
  return asContact < by ? asContact : by;
}

/** Opens a raw mail for the system's intake; undefined when it is gone or not in this state. */
export async function openRaw(
  deps: ContactsDeps,
  id: Id,
  state: MailState = 'kept',
): Promise<KeptMail | undefined> {
  const row = await readRawRow(deps.db, id);
  if (row?.state !== state) return undefined;
  const grant = deps.access.systemGrant('intake', { units: [row.id], categories: ['messages'] });
  const load = async () => row.raw_sealed ?? (await deps.blobs.get(row.blob!));
  return deps.vault.open(grant, 'view', load, (opener, sealed) => {
    if (!opener.holds(row.id)) return undefined;
    const { envelope, raw } = unpackRaw(opener.open(rawColumn, rawColumn.at(row.id, row.id, sealed)));
    const kept = { mailbox: row.mailbox, raw, envelope, receivedAt: row.received_at };
    return row.source === 'import' ? { ...kept, imported: true } : kept;
  });
}
