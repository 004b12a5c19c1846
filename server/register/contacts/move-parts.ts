import type { Id } from '../../base/new-id.ts';
import { removeBlobJob } from '../../safeguards/retention/remove-units.ts';
import { findBlob, openBlob, writeBlob } from '../../safeguards/vault/sealed-blob.ts';
import type { Opener, Sealer } from '../../safeguards/vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';
import type { Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { type SealedPart, sealedParts } from './contact-parts.ts';
import { lockPartRows, type PartRow, movePartRow } from './merging-store.ts';

export interface PartsToMove {
  readonly from: Id<'contact'>;
  readonly opener: Opener;
  /** May be the same contact, for a sealer with its new key. */
  readonly to: Id<'contact'>;
  readonly sealer: Sealer;
  /** Left out: everything. */
  readonly only?: {
    readonly messages: readonly Id<'message'>[];
    readonly notes: readonly Id<'note'>[];
    readonly calls?: readonly Id<'call'>[];
  };
}

/**
 * Opens what is sealed under one key and seals it under another, of another contact or the same one's next; a seal is bound to its
 * unit, so no row can change contact in any other way. A blob is written anew before its row names it; the
 * old one is removed by a job and unreadable once the old key is gone.
 */
export async function moveParts(deps: { blobs: Blobs }, tx: Tx, move: PartsToMove): Promise<void> {
  for (const part of sealedParts) {
    const ids = idsOf(part, move);
    if (ids?.length === 0) continue;
    for (const row of await lockPartRows(tx, part, move.from, ids)) {
      await moveRow(deps, tx, part, row, move);
    }
  }
}

function idsOf(part: SealedPart, { only }: PartsToMove): readonly Id[] | null {
  if (only === undefined) return null;
  if (part.table === 'register.contact_note') return only.notes;
  if (part.table === 'register.contact_call') return only.calls ?? [];
  return part.messageIn === undefined ? [] : only.messages;
}

async function moveRow(
  deps: { blobs: Blobs },
  tx: Tx,
  part: SealedPart,
  row: PartRow,
  { from, opener, to, sealer }: PartsToMove,
): Promise<void> {
  const again = (column: SealedPart['columns'][number], envelope: Uint8Array) =>
    sealer.seal(column, to, row.id, opener.open(column, column.at(from, row.id, envelope)));
  const sealed = part.columns.map((column) => {
    const envelope = row[column.column] as Buffer | null;
    return envelope === null ? null : again(column, envelope);
  });
  let blob: Id<'blob'> | null = null;
  if (row.blob) {
    const column = part.columns.find((each) => each.column === part.blobOf)!;
    const found = await findBlob(deps.blobs, row.blob);
    const old = await openBlob(deps.blobs, opener, column, from, row.id, found);
    ({ blob } = await writeBlob(deps.blobs, sealer.sealChunks(column, to, row.id), old.read()));
    await jobQueue.enqueue(tx, removeBlobJob, { blob: row.blob }, { key: `blob:${row.blob}` });
  }
  movePartRow(tx, part, { from, to, id: row.id, sealed, blob });
}
