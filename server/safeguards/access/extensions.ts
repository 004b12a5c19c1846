import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { normalisePhone } from '../../base/normalise-contact.ts';
import { type Database, DatabaseError } from '../../storage/database.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import { extensionColumn, extensionIndex } from './staff-columns.ts';
import type { StaffDirectory } from './staff-directory.ts';

export interface Extensions {
  /**
   * Says which telephone is a colleague's, so that a call at it is theirs; null: none.
   * @param number an extension (7301), the name before the @ of a SIP address, or a telephone number
   * @throws Refusal as `authorize` (act 'manage-staff'), 'not-found' (no such colleague, or closed), 'value-not-valid', 'value-taken' (a colleague's; both with field `extension`)
   */
  set(actor: StaffActor, staffId: Id<'staff'>, number: string | null): Promise<void>;
  /** Whose telephone is one of these, as an exchange writes them: the first that is somebody's. Opens nothing. */
  ownerOf(numbers: readonly string[]): Promise<Id<'staff'> | undefined>;
}

/** As it is found: in E.164 if it is a whole telephone number, else without the marks between figures and in small letters. */
export function normaliseExtension(text: string): string | undefined {
  const short = text.normalize('NFKC').trim().toLowerCase();
  const plain = /^\+?[\d\s().-]+$/.test(short) ? short.replaceAll(/[\s().-]/g, '') : short;
  if (!/^\+?[a-z0-9_.*#-]{2,40}$/.test(plain)) return undefined;
  return /^[+0]/.test(plain) ? (normalisePhone(plain) ?? plain) : plain;
}

export function createExtensions(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
  directory: Pick<StaffDirectory, 'changed'>;
}): Extensions {
  const { db, vault, access } = deps;
  return {
    async set(actor, staffId, given) {
      const grant = await access.authorize(actor, { act: 'manage-staff', units: [staffId] });
      const number = given === null ? null : normaliseExtension(given);
      if (number === undefined) throw new Refusal('value-not-valid', { field: 'extension' });
      const done = db.transaction(async (tx) => {
        const [member] = await tx.query(
          `SELECT id FROM staff.member WHERE id = $1 AND state = 'active' FOR UPDATE`,
          [staffId],
        );
        if (member === undefined) throw new Refusal('not-found');
        const sealer = await vault.change(tx, grant, 'administer', {
          details: { change: number === null ? 'no-extension' : 'extension', staff: staffId },
        });
        await tx.query('DELETE FROM staff.extension WHERE staff_id = $1', [staffId]);
        if (number === null) return;
        const [digest, ...others] = (await deps.index.hold(tx)).digests(extensionIndex, number);
        const taken = await tx.query('SELECT 1 FROM staff.extension WHERE digest = ANY ($1::bytea[])', [
          others,
        ]);
        if (taken.length > 0) throw new Refusal('value-taken', { field: 'extension' });
        await tx.query('INSERT INTO staff.extension (staff_id, digest, number_sealed) VALUES ($1, $2, $3)', [
          staffId,
          digest,
          sealer.seal(extensionColumn, staffId, staffId, number),
        ]);
      });
      await done.catch((error: unknown) => {
        if (error instanceof DatabaseError && error.constraint === 'extension_digest_key')
          throw new Refusal('value-taken', { field: 'extension' });
        throw error;
      });
    },

    async ownerOf(numbers) {
      for (const number of numbers.slice(0, 10)) {
        const normal = normaliseExtension(number);
        if (normal === undefined) continue;
        const [row] = await db.query<{ staff_id: Id<'staff'> }>(
          'SELECT staff_id FROM staff.extension WHERE digest = ANY ($1::bytea[])',
          [deps.index.digests(extensionIndex, normal)],
        );
        if (row !== undefined) return row.staff_id;
      }
      return undefined;
    },
  };
}
