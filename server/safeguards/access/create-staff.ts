import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { BlindIndex } from '../vault/blind-index.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import { insertStaff, type NewStaff, parseProfile } from './insert-staff.ts';
import { newToken } from './one-time-token.ts';
import type { StaffDirectory } from './staff-directory.ts';
import { userNameIndex } from './staff-columns.ts';

export const invitationHours = 72;

export interface Invitation {
  readonly staffId: Id<'staff'>;
  /** To be handed over once; kept only as its digest. */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface StaffMaking {
  /**
   * Makes an account without a password and a one-time link with which its owner sets one.
   * @throws Refusal as `authorize` (act 'manage-staff'), 'user-name-not-personal', 'user-name-taken', 'invalid-input'
   */
  invite(actor: StaffActor, given: NewStaff): Promise<Invitation>;
  /**
   * A new link for someone who lost theirs, or their password; earlier ones stop working.
   * @throws Refusal as `authorize`, 'not-found'
   */
  renewInvitation(actor: StaffActor, staffId: Id<'staff'>): Promise<Invitation>;
}

export function createStaffMaking(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  index: BlindIndex;
  directory: Pick<StaffDirectory, 'changed'>;
  clock: Clock;
}): StaffMaking {
  const { db, vault, access, clock } = deps;

  async function makeLink(tx: Tx, staffId: Id<'staff'>): Promise<Invitation> {
    const now = clock.now();
    const { token, digest } = newToken();
    const expiresAt = new Date(now.getTime() + invitationHours * 3_600_000);
    await tx.query(
      'UPDATE staff.link SET expires_at = $2 WHERE staff_id = $1 AND used_at IS NULL AND expires_at > $2',
      [staffId, now],
    );
    await tx.query(
      `INSERT INTO staff.link (token_digest, purpose, staff_id, made_at, expires_at) VALUES ($1, 'invitation', $2, $3, $4)`,
      [digest, staffId, now, expiresAt],
    );
    return { staffId, token, expiresAt };
  }

  return {
    async invite(actor, given) {
      const now = clock.now();
      const id = newId<'staff'>(now);
      const grant = await access.authorize(actor, { act: 'manage-staff', units: [id] });
      const profile = parseProfile(given);
      return db.transaction(async (tx) => {
        const sealer = await vault.change(tx, grant, 'make', {
          make: [{ id, kind: 'staff' }],
          details: { change: 'staff' },
        });
        const userNameDigests = (await deps.index.hold(tx)).digests(userNameIndex, profile.userName);
        await insertStaff(tx, sealer, { id, profile, userNameDigests, language: given.language, now });
        tx.afterCommit(() => deps.directory.changed());
        return makeLink(tx, id);
      });
    },

    async renewInvitation(actor, staffId) {
      const grant = await access.authorize(actor, { act: 'manage-staff', units: [staffId] });
      return db.transaction(async (tx) => {
        const [member] = await tx.query(
          `SELECT id FROM staff.member WHERE id = $1 AND state = 'active' FOR UPDATE`,
          [staffId],
        );
        if (member === undefined) throw new Refusal('not-found');
        await vault.change(tx, grant, 'administer', { details: { change: 'invitation' } });
        return makeLink(tx, staffId);
      });
    },
  };
}
