import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { Language, PublishedDeclaration, Words } from '../declaration/declaration.ts';
import type { Vault } from '../vault/vault.ts';
import type { Access, StaffActor } from './authorize.ts';
import type { RightsReader } from './read-rights.ts';

/** The confidentiality undertaking: nothing opens before its version in force is accepted. */
export interface Undertaking {
  /** The version in force and its text. */
  inForce(): { readonly version: number; readonly text: Words };
  hasAccepted(staffId: Id<'staff'>): Promise<boolean>;
  /**
   * Accepting again changes nothing.
   * @param language in which it was read
   * @throws Refusal 'changed-meanwhile' when another version is in force than the one that was read
   */
  accept(actor: StaffActor, version: number, language: Language): Promise<void>;
}

export function createUndertaking(deps: {
  db: Database;
  vault: Vault;
  access: Access;
  rights: RightsReader;
  clock: Clock;
  current(): PublishedDeclaration;
}): Undertaking {
  const inForce = () => deps.current().declaration.undertaking;

  return {
    inForce,

    async hasAccepted(staffId) {
      const { accepted } = await deps.rights.of(staffId);
      return accepted.includes(inForce().version);
    },

    async accept(actor, version, language) {
      if (version !== inForce().version) throw new Refusal('changed-meanwhile', { what: 'undertaking' });
      await deps.db.transaction(async (tx) => {
        const made = await tx.query(
          `INSERT INTO staff.undertaking_acceptance (staff_id, version, language, accepted_at)
           VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING version`,
          [actor.staffId, version, language, deps.clock.now()],
        );
        if (made.length === 0) return;
        await deps.vault.change(tx, deps.access.ownGrant(actor), 'make', {
          details: { change: 'undertaking', version, language },
        });
        tx.afterCommit(() => deps.rights.changed(actor.staffId));
      });
    },
  };
}
