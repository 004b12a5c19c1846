import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { CategoryKind, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { type FieldRow, type PersonRow, readFields, readPerson } from './people-store.ts';
import { type Informed, readInformed } from './informed-store.ts';
import { personNotHere } from './lock-people.ts';
import { countToRepoint, type PersonForward, readForwardsTo } from './merging-store.ts';
import { isHeldAboutPerson, isSingle, personCategories, valueColumn } from './person-columns.ts';

export interface OpenedField extends Omit<FieldRow, 'value_sealed'> {
  readonly kind: CategoryKind;
  /** Null when the task may not see it. */
  readonly value: string | null;
}

export interface OpenedPerson {
  readonly row: PersonRow;
  readonly fields: readonly OpenedField[];
  /** Records that were merged into this one. */
  readonly merged: readonly PersonForward[];
  readonly told: readonly Informed[];
  /** Contacts for which the log still names the record they came from. */
  readonly toRepoint: number;
  /** Whether notes about the person may be held at all. */
  readonly notesDeclared: boolean;
  /** What may be asked for by staff, by the rules of any channel. */
  readonly mayCollect: readonly {
    readonly category: string;
    readonly kind: CategoryKind;
    readonly needsReason: boolean;
  }[];
}

interface PeopleDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly access: Access;
  current(): PublishedDeclaration;
}

/**
 * A person's profile. Fields of categories outside the task, and the identity code always, stay
 * sealed; their presence shows.
 * @throws Refusal 'not-found', 'reason-needed', 'unit-erased'
 */
export function openPerson(
  deps: PeopleDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  options: { inHand: boolean; reason?: string | undefined },
): Promise<OpenedPerson> {
  return rereadReplaced(() => openAsItIs(deps, actor, personId, options));
}

async function openAsItIs(
  deps: PeopleDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  options: { inHand: boolean; reason?: string | undefined },
): Promise<OpenedPerson> {
  const row = await readPerson(deps.db, personId);
  if (row === undefined) throw await personNotHere(deps.db, personId);
  const { declaration } = deps.current();
  const shown = personCategories.filter(
    (category) => isHeldAboutPerson(declaration, category) && category !== 'identityCode',
  );
  const grant = await deps.access.authorize(actor, {
    act: 'open-person',
    units: [personId],
    categories: shown,
    needsReason: true,
    inHand: options.inHand,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
  });
  const acts = await deps.access.actsOf(actor);
  return deps.vault.open(
    grant,
    'view',
    async () => {
      const [fields, merged, toRepoint, told] = await Promise.all([
        readFields(deps.db, [personId]),
        readForwardsTo(deps.db, personId),
        countToRepoint(deps.db, personId),
        readInformed(deps.db, personId),
      ]);
      return { fields, merged, toRepoint, told };
    },
    (opener, { fields, merged, toRepoint, told }) => {
      if (!opener.holds(personId)) throw new Refusal('unit-erased');
      return {
        row,
        merged,
        toRepoint,
        told,
        notesDeclared: isHeldAboutPerson(declaration, 'personNotes'),
        fields: fields.map(({ value_sealed, ...field }) => {
          const column = valueColumn(field.category);
          const sees = grant.categories.includes(field.category);
          return {
            ...field,
            kind: declaration.categories[field.category]?.kind ?? 'text',
            value: sees ? opener.open(column, column.at(personId, field.id, value_sealed)) : null,
          };
        }),
        mayCollect: acts.includes('collect-field')
          ? collectable(deps.current()).filter(
              ({ category }) => !isSingle(category) || fields.every((field) => field.category !== category),
            )
          : [],
      };
    },
  );
}

function collectable({ declaration }: PublishedDeclaration): OpenedPerson['mayCollect'] {
  const rules = Object.values(declaration.channels).flatMap((channel) => channel.collects);
  return personCategories.flatMap((category) => {
    const declared = declaration.categories[category];
    const found = rules.filter((rule) => rule.category === category);
    if (declared === undefined || found.length === 0 || !isHeldAboutPerson(declaration, category)) return [];
    return [
      {
        category,
        kind: declared.kind,
        needsReason: found.every((rule) => rule.when === 'on-request-with-reason'),
      },
    ];
  });
}
