import { normaliseEmail, normaliseName } from '../../base/normalise-contact.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import { Refusal } from '../../base/errors.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import {
  type FieldRow,
  insertFields,
  insertNameTokens,
  insertPerson,
  type LockedPerson,
  movePeriod,
  takeOrLockOwner,
} from './people-store.ts';
import { variantOf } from './identifier-variants.ts';
import { insertVariant } from './merging-store.ts';
import { identifierKinds, lengthClassOf, valueColumn } from './person-columns.ts';

/** What a channel tells about who makes contact; only what the declaration lets it collect is used. */
export interface Arrival {
  readonly channel: 'email' | 'phone' | 'chat';
  readonly emailAddress?: string;
  readonly name?: string;
  readonly language: Language | null;
  readonly at: Date;
  /** The colleague who writes first and so gives the address; undefined when the person made contact themselves. */
  readonly writtenBy?: Id<'staff'>;
  /** It comes from an older system, not from the person by this channel (GDPR Art. 14). */
  readonly imported?: boolean;
}

export interface PlacedPerson {
  readonly personId: Id<'person'>;
  readonly isNew: boolean;
  /** The address by which they were found is verified. */
  readonly verified: boolean;
  /** Stores the person's rows once the unit has its key. */
  store(sealer: Sealer): Promise<void>;
}

interface Wanted {
  readonly category: 'emailAddress' | 'name';
  readonly fieldId: Id<'field'>;
  readonly value: string;
}

/**
 * Finds the person an identifier belongs to, or takes the identifier for a new one: the table of
 * identifiers decides between two that arrive at once. Somebody without an identifier that may be
 * kept becomes a provisional person.
 */
export async function findOrMakePerson(
  tx: Tx,
  deps: { blindIndex: BlindIndex; published: PublishedDeclaration },
  arrival: Arrival,
): Promise<PlacedPerson> {
  const { declaration, version } = deps.published;
  const automatic = (category: string) =>
    mayCollect(declaration, arrival.channel, category)?.when === 'automatic';
  const address =
    arrival.emailAddress && automatic('emailAddress') ? normaliseEmail(arrival.emailAddress) : undefined;
  const name = arrival.name?.trim() && automatic('name') ? arrival.name.trim().slice(0, 200) : undefined;

  const fresh = newId<'person'>(arrival.at);
  const wanted: Wanted[] = [];
  let known: LockedPerson | undefined;
  if (address !== undefined && arrival.emailAddress !== undefined) {
    const field: Wanted = { category: 'emailAddress', fieldId: newId(), value: arrival.emailAddress.trim() };
    const owner = await takeOrLockOwner(tx, {
      kind: identifierKinds.emailAddress!,
      digest: deps.blindIndex.digest(identifierKinds.emailAddress!, address),
      personId: fresh,
      fieldId: field.fieldId,
    });
    // The identifier outlived its person by a moment: the sweep commits both, so asking again finds neither.
    if (owner === 'gone') throw new Refusal('changed-meanwhile', { what: 'person' });
    if (owner === undefined) wanted.push(field);
    known = owner;
  }
  const isNew = known === undefined;
  const personId = known?.id ?? fresh;
  if (name !== undefined && known?.named !== true)
    wanted.push({ category: 'name', fieldId: newId(), value: name });

  const due = periodFor(declaration, 'person');
  if (due === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'person' });
  const goesAt = deleteAfter(due.period, arrival.at, declaration.register.timeZone);

  return {
    personId,
    isNew,
    verified: known?.verified === true,
    async store(sealer) {
      if (isNew) {
        insertPerson(tx, {
          id: personId,
          provisional: address === undefined,
          language: arrival.language,
          since: arrival.at,
          last_contact_at: arrival.at,
          delete_after: goesAt,
          delete_rule: due.rule,
          declaration_version: version,
        });
      } else {
        movePeriod(tx, personId, arrival.at, goesAt, due.rule, version);
      }
      insertFields(
        tx,
        wanted.map(({ category, fieldId, value }) => ({
          person_id: personId,
          id: fieldId,
          category,
          value_sealed: sealer.seal(valueColumn(category), personId, fieldId, value),
          length_class: lengthClassOf(value),
          source: sourceOf(arrival),
          collected_at: arrival.at,
          collected_by: arrival.writtenBy ?? null,
          purposes: [...(mayCollect(declaration, arrival.channel, category)?.purposes ?? [])],
          reason: null,
          verified: false,
          declaration_version: version,
        })),
      );
      for (const { category, fieldId, value } of wanted) {
        const variant = category === 'emailAddress' && address && variantOf('email-address', address);
        if (variant) {
          const digest = deps.blindIndex.digest('email-address/variant', variant);
          insertVariant(tx, { kind: 'email-address', digest, personId, fieldId });
        }
        if (category === 'name')
          insertNameTokens(tx, personId, deps.blindIndex.tokens('name', normaliseName(value)));
      }
    },
  };
}

function sourceOf({ channel, writtenBy, imported }: Arrival): FieldRow['source'] {
  if (imported) return 'import';
  return writtenBy === undefined ? channel : 'staff';
}
