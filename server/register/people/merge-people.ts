import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { normaliseName } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Sealer, Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { jobQueue } from '../../storage/job-queue.ts';
import { removeGroundlessFields } from './grounds-store.ts';
import { lockPeople, personNotHere } from './lock-people.ts';
import {
  growPerson,
  insertPersonForward,
  lockContactsOf,
  moveFieldRow,
  readPersonForward,
  removeField,
  removeNameTokens,
  repointPerson,
} from './merging-store.ts';
import { type FieldRow, insertNameTokens, readFields, readPerson, removePeople } from './people-store.ts';
import { isSingle, personCategories, valueColumn } from './person-columns.ts';

/** The job that changes the log pseudonyms of a merged person's contacts, in batches. */
export const repointPersonJob = 'repoint-person';
export const repointKey = (personId: Id<'person'>) => `repoint:${personId}`;

export interface MergePeopleInput {
  readonly version: number;
  readonly otherId: Id<'person'>;
  readonly otherVersion: number;
  readonly reason: string;
  /** Of categories that a person has one of and both have: the field that stays. */
  readonly keep: readonly Id<'field'>[];
}

export interface PeopleMergingDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly blindIndex: BlindIndex;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}

/**
 * Merges another person's record into one: fields move with source, day and verified state and are sealed
 * anew under the kept person's key, the other's key is destroyed, contacts are the kept person's at once.
 * There is no way back: what was whose can be told from the log only.
 * @throws Refusal 'identity-codes-differ' (two codes are two people), 'fields-differ' until `keep` says which of two
 *   stays, 'unit-restricted', 'changed-meanwhile', 'merged', 'not-found', 'reason-needed', 'task-missing'
 */
export async function mergePeople(
  deps: PeopleMergingDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  input: MergePeopleInput,
): Promise<{ personId: Id<'person'>; version: number }> {
  const { otherId } = input;
  if (personId === otherId) throw new Refusal('invalid-input', { field: 'otherId' });
  const seen = await readPerson(deps.db, personId);
  if (seen === undefined) throw await personNotHere(deps.db, personId);
  if ((await readPersonForward(deps.db, otherId)) === personId) return { personId, version: seen.version };
  if ((await readPerson(deps.db, otherId)) === undefined) throw await personNotHere(deps.db, otherId);
  const grant = await deps.access.authorize(actor, {
    act: 'merge-people',
    units: [personId, otherId],
    categories: [],
    needsReason: true,
    reason: input.reason,
  });
  return deps.db.transaction(async (tx) => {
    const contacts = await lockContactsOf(tx, [personId, otherId]);
    const people = await lockPeople(tx, [personId, otherId]);
    const [kept, other] = [people.get(personId)!, people.get(otherId)!];
    if (kept.version !== input.version) throw new Refusal('changed-meanwhile', { version: kept.version });
    if (other.version !== input.otherVersion) throw new Refusal('changed-meanwhile', { personId: otherId });
    await deps.vault.change(tx, grant, 'change', { details: { change: 'people-merged', count: contacts } });
    const system = deps.access.systemGrant('reseal', {
      units: [personId, otherId],
      categories: [...personCategories],
    });
    const sealer = await deps.vault.change(tx, system, 'change', { details: { change: 'people-merged' } });
    if (!sealer.holds(personId) || !sealer.holds(otherId)) throw new Refusal('unit-erased');

    // What has lost its ground is not carried over: it goes with the record it stands in.
    await removeGroundlessFields(tx, otherId);
    await moveFields(tx, sealer, personId, otherId, new Set(input.keep));
    repointPerson(tx, otherId, personId);
    await renewNameTokens(deps, tx, sealer, personId);
    const version = await growPerson(tx, personId, other, deps.current().declaration.register.timeZone);
    const at = deps.clock.now();
    insertPersonForward(tx, { old_id: otherId, at, by: actor.staffId, reason: grant.reason! }, personId);
    await deps.vault.destroy(
      tx,
      deps.access.systemGrant('reseal', { units: [otherId], categories: [] }),
      'merged',
    );
    await removePeople(tx, [otherId]);
    await jobQueue.enqueue(tx, repointPersonJob, { personId }, { key: repointKey(personId) });
    return { personId, version };
  });
}

async function moveFields(
  tx: Tx,
  sealer: Sealer,
  personId: Id<'person'>,
  otherId: Id<'person'>,
  keep: ReadonlySet<Id>,
): Promise<void> {
  const fields = await readFields(tx, [personId, otherId]);
  const of = (id: Id) => fields.filter((field) => field.person_id === id);
  const [own, theirs] = [of(personId), of(otherId)];
  for (const field of theirs) {
    const twin = isSingle(field.category) ? own.find((each) => each.category === field.category) : undefined;
    if (twin === undefined) move(tx, sealer, field, personId);
    else if (field.category === 'identityCode') throw new Refusal('identity-codes-differ');
    else if (keep.has(field.id) === keep.has(twin.id))
      throw new Refusal('fields-differ', { category: field.category });
    else if (keep.has(field.id)) {
      removeField(tx, personId, twin.id);
      move(tx, sealer, field, personId);
    } else removeField(tx, otherId, field.id);
  }
}

/** A name that was not kept leaves no token behind. */
async function renewNameTokens(
  deps: PeopleMergingDeps,
  tx: Tx,
  sealer: Sealer,
  personId: Id<'person'>,
): Promise<void> {
  const column = valueColumn('name');
  removeNameTokens(tx, personId);
  for (const field of await readFields(tx, [personId], ['name'])) {
    const name = sealer.open(column, column.at(personId, field.id, field.value_sealed));
    insertNameTokens(tx, personId, await deps.blindIndex.hold(tx), normaliseName(name));
  }
}

function move(tx: Tx, sealer: Sealer, field: FieldRow, to: Id<'person'>): void {
  const column = valueColumn(field.category);
  const value = sealer.open(column, column.at(field.person_id, field.id, field.value_sealed));
  moveFieldRow(tx, field.person_id, field.id, to, sealer.seal(column, to, field.id, value));
}
