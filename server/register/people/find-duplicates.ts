import type { Clock } from '../../base/clock.ts';
import type { Id } from '../../base/new-id.ts';
import { normaliseName } from '../../base/normalise-contact.ts';
import { Refusal } from '../../base/errors.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Opener, Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Db } from '../../storage/database.ts';
import { lockPeople, personNotHere } from './lock-people.ts';
import { insertDistinct, type ProposedRow, readProposed } from './merging-store.ts';
import { type FieldRow, type PersonRow, readFields, readPerson } from './people-store.ts';
import { isSingle, personCategories, valueColumn } from './person-columns.ts';

interface DuplicateDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly clock: Clock;
}

const mostProposed = 50;

/** A record that may be of the same person. */
export interface Duplicate {
  readonly row: PersonRow;
  readonly grounds: readonly Pick<ProposedRow, 'ground' | 'what' | 'at'>[];
  /** Null without the task to merge people, or when none is held. */
  readonly name: string | null;
  /** A name of both is the same: it supports a ground and is never one. */
  readonly sameName: boolean;
}

/**
 * Records that may be the same person's, by identifiers only: a looser form of an address or number is the same, or an
 * identifier was given for one that is the other's. Of many the first; the others follow as these are settled. Names are opened for those who may merge, in one logged reading.
 */
export async function findDuplicates(
  deps: DuplicateDeps,
  actor: StaffActor,
  personId: Id<'person'>,
): Promise<{ duplicates: Duplicate[]; more: boolean }> {
  if ((await readPerson(deps.db, personId)) === undefined) throw await personNotHere(deps.db, personId);
  await deps.access.authorize(actor, { act: 'open-person', units: [personId], categories: [] });
  const found = await readProposed(deps.db, personId, mostProposed + 1);
  const proposed = found.slice(0, mostProposed);
  const ids = [...new Set(proposed.map((row) => row.person_id))];
  if (ids.length === 0) return { duplicates: [], more: false };
  const rows = (await Promise.all(ids.map((id) => readPerson(deps.db, id)))).filter(
    (row) => row !== undefined,
  );
  const names = await openNames(deps, actor, [personId, ...ids]);
  const own = new Set(normaliseName((names.get(personId) ?? []).join(' ')));
  const duplicates = rows.map((row) => {
    const name = names.get(row.id)?.at(-1) ?? null;
    const words = normaliseName(name ?? '');
    return {
      row,
      grounds: proposed
        .filter((each) => each.person_id === row.id)
        .map(({ ground, what, at }) => ({ ground, what, at })),
      name,
      sameName: words.length > 1 && words.every((word) => own.has(word)),
    };
  });
  return { duplicates, more: found.length > mostProposed };
}

/** How many other records may be the same person's, no further than 9. Opens nothing. */
export async function countAlike(db: Db, personId: Id<'person'>): Promise<number> {
  const found = await readProposed(db, personId, mostProposed);
  return Math.min(new Set(found.map((row) => row.person_id)).size, 9);
}

async function openNames(
  deps: DuplicateDeps,
  actor: StaffActor,
  people: readonly Id<'person'>[],
): Promise<Map<Id, string[]>> {
  const names = new Map<Id, string[]>();
  if (!(await deps.access.actsOf(actor)).includes('merge-people')) return names;
  const grant = await deps.access.authorize(actor, {
    act: 'merge-people',
    units: people,
    categories: ['name'],
  });
  if (!grant.categories.includes('name')) return names;
  await rereadReplaced(() =>
    deps.vault.open(
      grant,
      'list',
      () => readFields(deps.db, people, ['name']),
      (opener, fields) => {
        const column = valueColumn('name');
        for (const field of fields) {
          if (!opener.holds(field.person_id)) continue;
          const name = opener.open(column, column.at(field.person_id, field.id, field.value_sealed));
          names.set(field.person_id, [...(names.get(field.person_id) ?? []), name]);
        }
      },
      { shown: people.length },
    ),
  );
  return names;
}

/** They are two people: not proposed again. @throws Refusal 'not-found', 'merged', 'task-missing' */
export async function keepApart(
  deps: DuplicateDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  otherId: Id<'person'>,
): Promise<void> {
  if (personId === otherId) throw new Refusal('invalid-input', { field: 'otherId' });
  const grant = await deps.access.authorize(actor, {
    act: 'merge-people',
    units: [personId, otherId],
    categories: [],
  });
  await deps.db.transaction(async (tx) => {
    await lockPeople(tx, [personId, otherId]);
    await deps.vault.change(tx, grant, 'change', { details: { change: 'kept-apart' } });
    insertDistinct(tx, personId, otherId, deps.clock.now(), actor.staffId);
  });
}

/** A field as the one who merges compares it: null where the task may not see it. */
export interface ComparedField extends Omit<FieldRow, 'value_sealed'> {
  readonly value: string | null;
}

export interface Comparison {
  readonly people: readonly PersonRow[];
  readonly fields: readonly ComparedField[];
  /** Categories of which a person has one and both have it. */
  readonly conflicts: readonly string[];
}

/**
 * Both records side by side before they are merged, opened for a stated reason. Identity codes stay sealed.
 * @throws Refusal 'reason-needed', 'not-found', 'merged', 'task-missing', 'unit-erased'
 */
export async function comparePeople(
  deps: DuplicateDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  otherId: Id<'person'>,
  reason: string,
): Promise<Comparison> {
  const ids = [personId, otherId];
  const people: PersonRow[] = [];
  for (const id of ids) {
    const row = await readPerson(deps.db, id);
    if (row === undefined) throw await personNotHere(deps.db, id);
    people.push(row);
  }
  const grant = await deps.access.authorize(actor, {
    act: 'merge-people',
    units: ids,
    categories: personCategories.filter((category) => category !== 'identityCode'),
    needsReason: true,
    reason,
  });
  const open = (opener: Opener, field: FieldRow): ComparedField => {
    const { value_sealed, ...rest } = field;
    const sees = grant.categories.includes(field.category);
    const column = valueColumn(field.category);
    return {
      ...rest,
      value: sees ? opener.open(column, column.at(field.person_id, field.id, value_sealed)) : null,
    };
  };
  return rereadReplaced(() =>
    deps.vault.open(
      grant,
      'view',
      () => readFields(deps.db, ids),
      (opener, rows) => {
        if (!ids.every((id) => opener.holds(id))) throw new Refusal('unit-erased');
        const categoriesOf = (id: Id) =>
          new Set(rows.filter((row) => row.person_id === id).map((row) => row.category));
        const theirs = categoriesOf(otherId);
        return {
          people,
          fields: rows.map((row) => open(opener, row)),
          conflicts: [...categoriesOf(personId)].filter((each) => isSingle(each) && theirs.has(each)),
        };
      },
    ),
  );
}
