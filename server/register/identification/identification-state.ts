import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { CallDirection, IdentificationWay } from '../../safeguards/declaration/declaration.ts';
import { reachContact } from '../contacts/reach-contact.ts';
import {
  countTries,
  listRefused,
  type NewestTry,
  personIsIdentified,
  readCallGoingOn,
  readNewest,
} from './identification-store.ts';
import type { IdentificationDeps } from './identify-person.ts';

export interface IdentificationState {
  /** Those that can be used here now. */
  readonly ways: readonly (IdentificationWay & { readonly way: string })[];
  readonly validMinutes: number;
  readonly newest: NewestTry | undefined;
  readonly call: { readonly id: Id<'call'>; readonly direction: CallDirection } | undefined;
  readonly triesLeft: number;
  /** Until when it is refused; null while it is not. */
  readonly refusedUntil: Date | null;
}

/** How the person of a contact may be identified, and whether they are. Nothing is opened for it. @throws Refusal 'not-found', 'task-missing' */
export async function identificationState(
  deps: IdentificationDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
): Promise<IdentificationState> {
  const { personId } = await reachContact(deps, actor, contactId, 'match-identity-code');
  const { identification } = deps.current().declaration;
  if (identification === undefined)
    return {
      ways: [],
      validMinutes: 0,
      newest: undefined,
      call: undefined,
      triesLeft: 0,
      refusedUntil: null,
    };
  const { attempts, ways, validMinutes } = identification;
  const now = deps.clock.now();
  const window = attempts.withinMinutes * 60_000;
  const [newest, call, tries] = await Promise.all([
    readNewest(deps.db, contactId, now),
    readCallGoingOn(deps.db, contactId),
    countTries(deps.db, contactId, personId, new Date(now.getTime() - window)),
  ]);
  const triesLeft = Math.max(
    0,
    Math.min(attempts.ofContact - tries.ofContact, attempts.ofPerson - tries.ofPerson),
  );
  return {
    ways: Object.entries(ways)
      .filter(([, { kind }]) => kind !== 'customer-register' || deps.customerRegister !== undefined)
      .map(([way, declared]) => ({ ...declared, way })),
    validMinutes,
    newest,
    call,
    triesLeft,
    refusedUntil: triesLeft === 0 && tries.since ? new Date(tries.since.getTime() + window) : null,
  };
}

/** Whether the person is identified now: what they then say of themselves counts as verified. */
export function isIdentified(
  { db, clock }: Pick<IdentificationDeps, 'db' | 'clock'>,
  personId: Id<'person'>,
): Promise<boolean> {
  return personIsIdentified(db, personId, clock.now());
}

const mostRefused = 50;

/** Contacts of one's queues in which it is refused now: for who leads the work. */
export async function listRefusedContacts(deps: IdentificationDeps, actor: StaffActor) {
  const { identification } = deps.current().declaration;
  const queues = await deps.access.queuesFor(actor, 'read-reports');
  if (identification === undefined || queues.length === 0) return [];
  const { ofContact, ofPerson, withinMinutes } = identification.attempts;
  const since = new Date(deps.clock.now().getTime() - withinMinutes * 60_000);
  return listRefused(deps.db, { queues, since, ofContact, ofPerson, limit: mostRefused });
}
