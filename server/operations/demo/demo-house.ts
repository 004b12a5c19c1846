import type { Clock } from '../../base/clock.ts';
import type { Conditions } from '../../base/conditions.ts';
import type { Logger } from '../../base/logger.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { IdentificationDeps } from '../../register/identification/identify-person.ts';
import type { OrganiseDeps } from '../../register/contacts/organise-contact.ts';
import type { Team } from '../../register/team/create-team.ts';
import type { StaffMaking } from '../../safeguards/access/create-staff.ts';
import type { EnsureFirstAdministrator } from '../../safeguards/access/ensure-first-administrator.ts';
import type { TaskGrants } from '../../safeguards/access/grant-task.ts';
import type { Links } from '../../safeguards/access/redeem-link.ts';
import type { Sessions } from '../../safeguards/access/sessions.ts';
import type { SignIn } from '../../safeguards/access/sign-in.ts';
import type { StaffDirectory } from '../../safeguards/access/staff-directory.ts';
import type { Undertaking } from '../../safeguards/access/undertaking.ts';
import type { Declarations } from '../../safeguards/declaration/create-declarations.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';

/** The staff room, as far as the demo's staff go through it. */
export interface DemoStaffRoom {
  readonly directory: Pick<StaffDirectory, 'list'>;
  readonly signIn: SignIn;
  readonly sessions: Pick<Sessions, 'signOut'>;
  readonly undertaking: Undertaking;
  readonly taskGrants: TaskGrants;
  readonly making: StaffMaking;
  readonly links: Pick<Links, 'redeem'>;
  readonly ensureFirstAdministrator: EnsureFirstAdministrator;
}

/** What the demo needs of the house it lives in. */
export interface DemoHouse {
  readonly clock: Clock;
  readonly log: Logger;
  readonly conditions: Pick<Conditions, 'report'>;
  readonly contacts: ContactsDeps;
  readonly sharing: Pick<OrganiseDeps, 'mayWorkIn' | 'knownTags'>;
  readonly team: Pick<Team, 'entries' | 'save' | 'queueSettings' | 'own' | 'rules'>;
  readonly declarations: Pick<Declarations, 'versions'>;
  readonly staff: DemoStaffRoom;
  readonly storage: { readonly keeper: Pick<Keeper, 'derive'> };
  readonly connections: Pick<IdentificationDeps, 'gate'>;
  /** Where the house takes mail; port 0: nowhere. */
  readonly settings: Pick<IdentificationDeps, 'customerRegister'> & {
    readonly smtpHost: string;
    readonly smtpPort: number;
  };
}
