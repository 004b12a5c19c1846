import type { Id } from '../../base/new-id.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Db } from '../../storage/database.ts';
import { findThreadIds } from './messages-store.ts';

/** Which contacts hold messages with these Message-IDs; those not known are left out. */
export async function findByMessageIds(
  deps: { db: Db; blindIndex: BlindIndex },
  ids: readonly string[],
): Promise<ReadonlyMap<string, Id<'contact'>>> {
  const found = new Map<string, Id<'contact'>>();
  if (ids.length === 0) return found;
  const byDigest = new Map(
    ids.map((id) => [deps.blindIndex.lastingDigest('message-id', id).toString('hex'), id]),
  );
  const rows = await findThreadIds(
    deps.db,
    [...byDigest.keys()].map((hex) => Buffer.from(hex, 'hex')),
  );
  for (const row of rows) {
    const id = byDigest.get(row.digest.toString('hex'));
    if (id !== undefined) found.set(id, row.contact_id);
  }
  return found;
}
