import { normaliseEmail, normaliseName, normalisePhone } from '../../base/normalise-contact.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { collectedFor, mayBring, mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { deleteAfter } from '../../safeguards/declaration/period-for.ts';
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
import { personPeriod } from './touch-person.ts';
import { variantOf } from './identifier-variants.ts';
import { insertVariant } from './merging-store.ts';
import { identifierKinds, lengthClassOf, valueColumn } from './person-columns.ts';

/** What a channel tells about who makes contact; only what the declaration lets it collect is used. */
export interface Arrival {
  readonly channel: 'email' | 'phone' | 'chat';
  readonly emailAddress?: string;
  /** E.164, by which they are found where there is no e-mail address. */
  readonly phoneNumber?: string | undefined;
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
  readonly category: 'emailAddress' | 'phone' | 'name';
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
  const ruleFor = (category: string) => mayCollect(declaration, arrival.channel, category);
  const automatic = (category: string) =>
    ruleFor(category)?.when === 'automatic' &&
    (arrival.imported !== true || mayBring(declaration, 'old-mail', category));
  const found = identifierOf(arrival, automatic);
  const name = arrival.name?.trim() && automatic('name') ? arrival.name.trim().slice(0, 200) : undefined;

  const fresh = newId<'person'>(arrival.at);
  const wanted: Wanted[] = [];
  let known: LockedPerson | undefined;
  if (found !== undefined) {
    const field: Wanted = { category: found.category, fieldId: newId(), value: found.value };
    const kind = identifierKinds[found.category]!;
    const index = await deps.blindIndex.hold(tx);
    const owner = await takeOrLockOwner(tx, {
      kind,
      digests: index.digests(kind, found.identifier),
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

  const due = personPeriod(deps.published);

  return {
    personId,
    isNew,
    verified: known?.verified === true,
    async store(sealer) {
      if (isNew) {
        insertPerson(tx, {
          id: personId,
          provisional: found === undefined,
          language: arrival.language,
          since: arrival.at,
          last_contact_at: arrival.at,
          delete_after: deleteAfter(due.period, arrival.at, due.timeZone),
          delete_rule: due.rule,
          declaration_version: version,
        });
      } else {
        movePeriod(tx, personId, arrival.at, due);
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
          purposes: collectedFor(declaration, ruleFor(category)!, { asked: false }),
          reason: null,
          verified: false,
          declaration_version: version,
        })),
      );
      if (wanted.length === 0) return;
      const index = await deps.blindIndex.hold(tx);
      for (const { category, fieldId, value } of wanted) {
        const kind = category === found?.category ? identifierKinds[category] : undefined;
        const variant = kind && found && variantOf(kind, found.identifier);
        if (kind && variant) {
          const [digest] = index.digests(`${kind}/variant`, variant);
          insertVariant(tx, { kind, digest, personId, fieldId });
        }
        if (category === 'name') insertNameTokens(tx, personId, index, normaliseName(value));
      }
    },
  };
}

interface FoundBy {
  readonly category: 'emailAddress' | 'phone';
  /** As it is stored, and as it is found by. */
  readonly value: string;
  readonly identifier: string;
}

/** By what the channel may keep of them, and that is of its kind. */
function identifierOf(
  { emailAddress, phoneNumber }: Arrival,
  automatic: (category: string) => boolean,
): FoundBy | undefined {
  const address = emailAddress && automatic('emailAddress') ? normaliseEmail(emailAddress) : undefined;
  if (emailAddress && address !== undefined)
    return { category: 'emailAddress', value: emailAddress.trim(), identifier: address };
  const number = phoneNumber && automatic('phone') ? normalisePhone(phoneNumber) : undefined;
  return number === undefined ? undefined : { category: 'phone', value: number, identifier: number };
}

function sourceOf({ channel, writtenBy, imported }: Arrival): FieldRow['source'] {
  if (imported) return 'import';
  return writtenBy === undefined ? channel : 'staff';
}
