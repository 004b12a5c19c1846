import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { parseIdentityCode } from '../../base/identity-code.ts';
import type { Id } from '../../base/new-id.ts';
import {
  normaliseEmail,
  normaliseName,
  normalisePhone,
  parseEmailAddress,
} from '../../base/normalise-contact.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type {
  CategoryKind,
  ChannelKey,
  PublishedDeclaration,
} from '../../safeguards/declaration/declaration.ts';
import { collectedFor, mayCollect } from '../../safeguards/declaration/may-collect.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { readOwner, setVerified } from './address-store.ts';
import { variantOf } from './identifier-variants.ts';
import { personNotHere } from './lock-people.ts';
import { insertVariant, recordClash, removeField, removeNameTokens } from './merging-store.ts';
import {
  type FieldRow,
  fieldExists,
  insertFields,
  insertNameTokens,
  lockPerson,
  nextPersonVersion,
  readFields,
  readPerson,
  takeIdentifier,
} from './people-store.ts';
import { identifierKinds, lengthClassOf, isHeldAboutPerson, valueColumn } from './person-columns.ts';

/** A value as it is stored and as it is found by. */
interface Checked {
  readonly value: string;
  readonly identifier?: string;
}

/** @returns undefined when the value is not of its kind */
export function checkValue(kind: CategoryKind, text: string): Checked | undefined {
  const value = text.trim().normalize('NFC');
  switch (kind) {
    case 'email-address': {
      const address = parseEmailAddress(value);
      const identifier = normaliseEmail(value);
      return address && identifier ? { value: address, identifier } : undefined;
    }
    case 'phone': {
      const number = normalisePhone(value);
      return number ? { value: number, identifier: number } : undefined;
    }
    case 'identity-code': {
      const parsed = parseIdentityCode(value);
      return parsed ? { value: parsed.code, identifier: parsed.code } : undefined;
    }
    case 'name':
      return /\p{L}/u.test(value) && value.length <= 200 ? { value } : undefined;
    case 'postal-address':
      return /\p{L}/u.test(value) && value.length >= 5 && value.length <= 500 ? { value } : undefined;
    case 'text': {
      // A code that staff write in a note is masked as in any other.
      const text = maskIdentityCodes(value, findIdentityCodes(value));
      return value !== '' && value.length <= 4000 ? { value: text } : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * Stores a field that was asked for, as P6 has it: the channel must be allowed to collect it, and
 * where the rule wants a reason, or a value is put right, one is stated. The same `fieldId` again changes nothing. An address or number that is
 * on file already is not stored twice when it is verified: it is verified where it is.
 * @throws Refusal 'category-not-declared', 'category-not-allowed-on-channel', 'reason-needed',
 *   'value-not-valid', 'value-taken' (another person's identifier), 'changed-meanwhile', 'task-missing'
 */
export async function collectField(
  deps: {
    db: Database;
    vault: Vault;
    access: Access;
    blindIndex: BlindIndex;
    clock: Clock;
    current(): PublishedDeclaration;
  },
  actor: StaffActor,
  personId: Id<'person'>,
  input: {
    fieldId: Id<'field'>;
    version: number;
    category: string;
    value: string;
    channel: ChannelKey;
    reason?: string | undefined;
    /** The field that this corrects: it goes, with all by which it was found. */
    instead?: Id<'field'> | undefined;
    /** Whoever says it was identified just now: it may identify them another time. */
    verified?: boolean;
  },
): Promise<{ personId: Id<'person'>; fieldId: Id<'field'>; version: number }> {
  const { declaration, version: declarationVersion } = deps.current();
  const { category, fieldId } = input;
  const declared = Object.hasOwn(declaration.categories, category)
    ? declaration.categories[category]
    : undefined;
  if (declared === undefined || !isHeldAboutPerson(declaration, category))
    throw new Refusal('category-not-declared', { field: 'category' });
  const rule = mayCollect(declaration, input.channel, category);
  if (rule === undefined)
    throw new Refusal('category-not-allowed-on-channel', { category, channel: input.channel });
  const checked = checkValue(declared.kind, input.value);
  if (checked === undefined) throw new Refusal('value-not-valid', { field: 'value', kind: declared.kind });
  if ((await readPerson(deps.db, personId)) === undefined) throw await personNotHere(deps.db, personId);

  const grant = await deps.access.authorize(actor, {
    act: 'collect-field',
    units: [personId],
    categories: [category],
    // What is put right must be said why (GDPR Art. 5(1)(d)).
    needsReason: rule.when === 'on-request-with-reason' || input.instead !== undefined,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
  });
  if (!grant.categories.includes(category))
    throw new Refusal('task-missing', { act: 'collect-field', category });

  const at = deps.clock.now();
  try {
    return await deps.db.transaction(async (tx) => {
      const row = await lockPerson(tx, personId);
      if (row === undefined) throw new Refusal('unit-erased');
      if (row.state === 'restricted') throw new Refusal('unit-restricted');
      if (await fieldExists(tx, personId, fieldId)) return { personId, fieldId, version: row.version };
      const version = await nextPersonVersion(tx, personId, input.version);
      if (version === undefined) throw new Refusal('changed-meanwhile', { version: row.version });
      const old =
        input.instead === undefined ? undefined : await readOld(tx, personId, category, input.instead);
      if (old) {
        removeField(tx, personId, old.id);
        if (category === 'name') removeNameTokens(tx, personId);
      }
      const identifierKind = identifierKinds[category];
      if (identifierKind !== undefined && checked.identifier !== undefined) {
        const index = await deps.blindIndex.hold(tx);
        const digests = index.digests(identifierKind, checked.identifier);
        const owner = await takeIdentifier(tx, { kind: identifierKind, digests, personId, fieldId });
        if (owner !== personId) throw new TakenBy(owner, category);
        const onFile = input.verified ? await readOwner(tx, identifierKind, digests) : undefined;
        if (onFile && onFile.field_id !== fieldId) {
          // It is there already, from the number they called from say: now they have confirmed it.
          await deps.vault.change(tx, grant, 'change', {
            details: { change: 'confirmed', channel: input.channel, field: category },
          });
          setVerified(tx, personId, onFile.field_id);
          return { personId, fieldId: onFile.field_id, version };
        }
        const variant = variantOf(identifierKind, checked.identifier);
        if (variant !== undefined) {
          const [loose] = index.digests(`${identifierKind}/variant`, variant);
          insertVariant(tx, { kind: identifierKind, digest: loose, personId, fieldId });
        }
      }
      const sealer = await deps.vault.change(tx, grant, 'change', {
        details: { change: old ? 'corrected' : 'collected', channel: input.channel, field: category },
      });
      insertFields(tx, [
        {
          person_id: personId,
          id: fieldId,
          category,
          value_sealed: sealer.seal(valueColumn(category), personId, fieldId, checked.value),
          length_class: lengthClassOf(checked.value),
          source: declared.origin === 'staff' ? 'staff' : input.channel,
          collected_at: at,
          collected_by: actor.staffId,
          purposes: collectedFor(declaration, rule, { asked: true }),
          // The grant's, which is one of the declaration's: what a caller wrote is no reason.
          reason: grant.reason ?? null,
          verified: input.verified === true,
          declaration_version: declarationVersion,
        },
      ]);
      if (category === 'name')
        insertNameTokens(tx, personId, await deps.blindIndex.hold(tx), normaliseName(checked.value));
      return { personId, fieldId, version };
    });
  } catch (error) {
    if (!(error instanceof TakenBy)) throw error;
    // Two records with one identifier: very likely one person. Who may merge people is told, by ids only.
    await recordClash(deps.db, { person: personId, other: error.owner, category, at, by: actor.staffId });
    throw new Refusal('value-taken', { category });
  }
}

class TakenBy extends Error {
  readonly owner: Id<'person'>;

  constructor(owner: Id<'person'>, category: string) {
    super(category);
    this.owner = owner;
  }
}

/** The field that a new value corrects: of the same category, and this person's. */
async function readOld(
  tx: Tx,
  personId: Id<'person'>,
  category: string,
  fieldId: Id<'field'>,
): Promise<FieldRow> {
  const old = (await readFields(tx, [personId], [category])).find((field) => field.id === fieldId);
  if (old === undefined) throw new Refusal('not-found', { what: 'field' });
  return old;
}
