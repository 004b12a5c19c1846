import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { mustBeMasked, openMaskedCode } from '../contacts/open-masked-code.ts';
import { personOfCode } from '../people/person-of-code.ts';
import { changeTry, identifying, isOutOfTries } from './count-try.ts';
import { countLooks, insertLook, readIdentification } from './identification-store.ts';

const categories = ['identityCode'];
/** A colleague who looks for more codes than this in so short a time is not serving customers, however many contacts it is in. */
const mostLooks = 20;
const looksWithinMinutes = 10;

/**
 * Whose an identity code is that a customer wrote in the text, without anybody seeing it: to find the person's record. It identifies
 * nobody, and is counted as a try that came to nothing, before it is looked for. The same code of the same message again is the same try.
 * @returns null when nobody in the register has it
 * @throws Refusal 'not-found', 'task-missing', 'identification-not-declared', 'identification-refused',
 *   'too-many-requests', 'unit-restricted'
 */
export async function whoseMaskedCode(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  maskId: Id<'mask'>,
): Promise<Id<'person'> | null> {
  const { declaration, version } = deps.current();
  const { identification } = declaration;
  // Their number is declared with it: without it there are none.
  if (identification === undefined) throw new Refusal('identification-not-declared');
  let refusedFor: Id<'person'> | undefined;
  const asked = { categories, code: 'identify-asked', item: maskId };
  await changeTry(deps, actor, contactId, asked, async (tx, { person_id }) => {
    if (await readIdentification(tx, contactId, maskId)) return;
    await mustBeMasked(tx, contactId, maskId);
    const now = deps.clock.now();
    const lately = new Date(now.getTime() - looksWithinMinutes * 60_000);
    if ((await countLooks(tx, actor.staffId, lately)) >= mostLooks)
      throw new Refusal('too-many-requests', { act: identifying, seconds: looksWithinMinutes * 60 });
    if (await isOutOfTries(tx, identification, contactId, person_id, now)) {
      refusedFor = person_id;
      return;
    }
    insertLook(tx, {
      contact_id: contactId,
      id: maskId,
      person_id,
      begun_at: now,
      begun_by: actor.staffId,
      declaration_version: version,
    });
  });
  if (refusedFor !== undefined)
    return deps.access.refuse(
      actor,
      { act: identifying, units: [contactId, refusedFor], categories },
      'identification-refused',
    );
  const grant = await deps.access.authorize(actor, { act: identifying, units: [contactId], categories });
  const code = await openMaskedCode(deps, grant, contactId, maskId);
  return (await personOfCode(deps, code)) ?? null;
}
