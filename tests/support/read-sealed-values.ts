import type { Id } from '../../server/base/new-id.ts';
import type { House } from '../../server/compose.ts';
import { movedCategories, sealedParts } from '../../server/register/contacts/contact-parts.ts';
import { type ChunkOpener, chunksHeaderLength } from '../../server/safeguards/vault/chunks.ts';
import { type SealedColumn, sealedBytes } from '../../server/safeguards/vault/sealed.ts';

export interface SealedValue {
  readonly column: SealedColumn<Uint8Array>;
  readonly unit: Id<'contact'>;
  readonly row: Id;
  readonly envelope: Buffer;
}

const card = sealedBytes('register.contact', 'card_sealed', 'messages');

/** All ciphertext that stands under a contact, its blobs too. */
export async function readSealedValues(house: House, contact: Id<'contact'>): Promise<SealedValue[]> {
  const { db, blobs } = house.storage;
  const values: SealedValue[] = [];
  const add = (column: SealedColumn<Uint8Array>, row: Id, envelope: Buffer | null) => {
    if (envelope !== null) values.push({ column, unit: contact, row, envelope });
  };
  const [own] = await db.query<{ card_sealed: Buffer }>(
    'SELECT card_sealed FROM register.contact WHERE id = $1',
    [contact],
  );
  add(card, contact, own?.card_sealed ?? null);
  for (const part of sealedParts) {
    const names = part.columns.map(({ column }) => column).join(', ');
    const rows = await db.query<Record<string, Buffer | null> & { id: Id; named: Id<'blob'> | null }>(
      `SELECT id, ${names}, ${part.blobOf ? 'blob' : 'NULL::uuid'} AS named FROM ${part.table} WHERE contact_id = $1`,
      [contact],
    );
    for (const row of rows)
      for (const column of part.columns)
        add(
          column,
          row.id,
          column.column === part.blobOf && row.named !== null
            ? await blobs.read(row.named, 0, await blobs.size(row.named))
            : row[column.column]!,
        );
  }
  return values;
}

export function isInChunks(envelope: Buffer): boolean {
  return envelope[0] === 2;
}

/** Every chunk of an envelope. @throws Refusal at the first that does not open */
export function openEach(opener: ChunkOpener, envelope: Buffer): Buffer {
  const chunks = Array.from({ length: opener.chunks }, (_, index) => {
    const { from, length } = opener.place(index);
    return opener.open(index, envelope.subarray(from, from + length));
  });
  return Buffer.concat(chunks);
}

/** What of a contact does not open with the key it has: each would be lost for good. */
export async function findUnreadable(house: House, contact: Id<'contact'>): Promise<string[]> {
  const { access, vault } = house.contacts;
  const values = await readSealedValues(house, contact);
  const grant = access.systemGrant('reseal', { units: [contact], categories: movedCategories });
  return vault.open(
    grant,
    'view',
    () => Promise.resolve(values),
    (opener) =>
      values.flatMap(({ column, unit, row, envelope }) => {
        try {
          if (isInChunks(envelope)) {
            const header = envelope.subarray(0, chunksHeaderLength);
            openEach(opener.openChunks(column, unit, row, { header, bytes: envelope.length }), envelope);
          } else opener.open(column, column.at(unit, row, envelope));
          return [];
        } catch {
          return [`${column.table}.${column.column} of ${contact}`];
        }
      }),
  );
}
