import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Identification } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import { changeContact } from '../contacts/change-contact.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { lockPeople } from '../people/lock-people.ts';
import { countTries } from './identification-store.ts';

export const identifying = 'match-identity-code';

/** What happens to a try: with the contact held, and a line of the log. */
export async function changeTry(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  { categories, code, item }: { categories: readonly string[]; code: string; item: Id },
  work: (tx: Tx, row: { person_id: Id<'person'>; status: string }) => Promise<void>,
): Promise<void> {
  const details = { change: code, item };
  const change = { act: identifying, contactId, version: undefined, categories, details } as const;
  await changeContact(deps, actor, change, async (tx, row) => {
    await work(tx, row);
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
    return undefined;
  });
}

/** Whether too many came to nothing, of the contact or of its person. Both are held from then on, so that of two at once neither is left out. */
export async function isOutOfTries(
  tx: Tx,
  { attempts }: Identification,
  contactId: Id<'contact'>,
  personId: Id<'person'>,
  now: Date,
): Promise<boolean> {
  await lockPeople(tx, [personId]);
  const since = new Date(now.getTime() - attempts.withinMinutes * 60_000);
  const tries = await countTries(tx, contactId, personId, since);
  return tries.ofContact >= attempts.ofContact || tries.ofPerson >= attempts.ofPerson;
}
