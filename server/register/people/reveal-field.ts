import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { readFields } from './people-store.ts';
import { valueColumn } from './person-columns.ts';

/**
 * Shows one stored field that the profile keeps sealed. An identity code needs the task of its own.
 * @throws Refusal 'not-found', 'reason-needed', 'task-missing', 'unit-erased'
 */
export function revealField(
  deps: { db: Db; vault: Vault; access: Access },
  actor: StaffActor,
  personId: Id<'person'>,
  input: { fieldId: Id<'field'>; reason: string },
): Promise<string> {
  return rereadReplaced(() => revealAsItIs(deps, actor, personId, input));
}

async function revealAsItIs(
  deps: { db: Db; vault: Vault; access: Access },
  actor: StaffActor,
  personId: Id<'person'>,
  input: { fieldId: Id<'field'>; reason: string },
): Promise<string> {
  const field = (await readFields(deps.db, [personId])).find((row) => row.id === input.fieldId);
  if (field === undefined) throw new Refusal('not-found', { what: 'field' });
  const { category } = field;
  const grant = await deps.access.authorize(actor, {
    act: category === 'identityCode' ? 'reveal-identity-code' : 'open-person',
    units: [personId],
    categories: [category],
    needsReason: true,
    reason: input.reason,
  });
  if (!grant.categories.includes(category)) throw new Refusal('task-missing', { act: grant.act, category });
  const column = valueColumn(category);
  return deps.vault.open(
    grant,
    'reveal',
    () => Promise.resolve(field),
    (opener, row) => opener.open(column, column.at(personId, row.id, row.value_sealed)),
  );
}
