import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { matchCodeOfPerson, mayTryCode, personOfCode } from '../people/match-identity-code.ts';
import { maskedCodeColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { notHere } from './find-heir.ts';
import { readContact } from './contacts-store.ts';
import { readMask } from './messages-store.ts';

/**
 * What staff may ask of a code that a customer wrote in the text, without ever seeing it: whose is it
 * (`look-up`), and is it the code on file of this contact's person (`match`)?
 */
async function withMaskedCode<Result>(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  maskId: Id<'mask'>,
  use: (code: string, personId: Id<'person'>) => Promise<Result>,
): Promise<Result> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  const grant = await deps.access.authorize(actor, {
    act: 'match-identity-code',
    queue: row.queue,
    units: [contactId],
    categories: ['identityCode'],
  });
  if (!grant.categories.includes('identityCode'))
    throw new Refusal('task-missing', { act: 'match-identity-code', category: 'identityCode' });
  await mayTryCode(deps, actor);
  const load = async () => {
    const mask = await readMask(deps.db, contactId, maskId);
    if (mask === undefined) throw new Refusal('not-found', { what: 'mask' });
    return mask;
  };
  const code = await rereadReplaced(() =>
    deps.vault.open(grant, 'match', load, (opener, mask) =>
      opener.open(maskedCodeColumn, maskedCodeColumn.at(contactId, maskId, mask.code_sealed)),
    ),
  );
  return use(code, row.person_id);
}

/** The person whose code it is, if that person is known. */
export function lookUpMaskedCode(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  maskId: Id<'mask'>,
): Promise<Id<'person'> | null> {
  return withMaskedCode(
    deps,
    actor,
    contactId,
    maskId,
    async (code) => (await personOfCode(deps, code)) ?? null,
  );
}

export function matchMaskedCode(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  maskId: Id<'mask'>,
): Promise<{ match: boolean; onFile: boolean }> {
  return withMaskedCode(deps, actor, contactId, maskId, (code, personId) =>
    matchCodeOfPerson(deps, personId, code),
  );
}
