import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access } from './authorize.ts';
import {
  extensionColumn,
  extensionIndex,
  profileColumn,
  staffCategory,
  userNameIndex,
} from './staff-columns.ts';

/**
 * Makes the digests of user names and extensions anew, from what is sealed: for a register that was put back from a copy whose cover is
 * gone. Opens as system, one line of the log. May be said again.
 */
export async function remakeStaffIndex(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
}): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const index = await deps.index.hold(tx);
    const staff = await tx.query<{ id: Id<'staff'>; profile_sealed: Buffer; number_sealed: Buffer | null }>(
      `SELECT m.id, m.profile_sealed, x.number_sealed FROM staff.member m LEFT JOIN staff.extension x ON x.staff_id = m.id
       WHERE m.profile_sealed IS NOT NULL ORDER BY m.id FOR UPDATE OF m`,
    );
    if (staff.length === 0) return;
    const units = staff.map(({ id }) => id);
    await deps.vault.open(
      deps.access.systemGrant('rebuild', { units, categories: [staffCategory] }),
      'view',
      () => Promise.resolve(),
      (opener) => {
        for (const { id, profile_sealed, number_sealed } of staff) {
          if (!opener.holds(id)) continue;
          const { userName } = opener.open(profileColumn, profileColumn.at(id, id, profile_sealed));
          const [digest] = index.digests(userNameIndex, userName);
          tx.send('UPDATE staff.member SET user_name_digest = $2 WHERE id = $1', [id, digest]);
          if (number_sealed === null) continue;
          const number = opener.open(extensionColumn, extensionColumn.at(id, id, number_sealed));
          const [found] = index.digests(extensionIndex, number);
          tx.send('UPDATE staff.extension SET digest = $2 WHERE staff_id = $1', [id, found]);
        }
      },
      { count: units.length },
    );
  });
}
