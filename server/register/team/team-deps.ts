import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database } from '../../storage/database.ts';
import type { LiveEvents } from '../../storage/live-events.ts';
import type { TeamContacts } from './pick-assignee.ts';

export interface TeamDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly clock: Clock;
  readonly live: LiveEvents;
  readonly contacts: TeamContacts;
  current(): PublishedDeclaration;
  /** A colleague's display name; undefined once it is erased. */
  nameOf(staffId: Id<'staff'>): Promise<string | undefined>;
}
