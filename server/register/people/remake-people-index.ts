import { parseIdentityCode } from '../../base/identity-code.ts';
import type { Id } from '../../base/new-id.ts';
import { normaliseEmail, normaliseName, normalisePhone } from '../../base/normalise-contact.ts';
import type { Access } from '../../safeguards/access/authorize.ts';
import type { BlindIndex, IndexWriter } from '../../safeguards/vault/blind-index.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database, Tx } from '../../storage/database.ts';
import { variantOf } from './identifier-variants.ts';
import { insertVariant, removeNameTokens } from './merging-store.ts';
import {
  type FieldRow,
  insertNameTokens,
  lockPeopleAfter,
  readFields,
  removeIdentifiers,
  takeIdentifier,
} from './people-store.ts';
import { identifierKinds, type PersonCategory, personCategories, valueColumn } from './person-columns.ts';

const batchSize = 200;

export interface RemakingDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly blindIndex: BlindIndex;
}

/**
 * Makes everything by which people are found anew, from their sealed fields: for a register that was put back from a
 * copy whose cover is gone. Opens as system, one line of the log a batch. May be said again. @returns how many people
 */
export async function remakePeopleIndex(deps: RemakingDeps): Promise<number> {
  let after = '00000000-0000-0000-0000-000000000000' as Id<'person'>;
  let done = 0;
  for (;;) {
    const people = await deps.db.transaction((tx) => remakeBatch(deps, tx, after));
    const last = people.at(-1);
    if (last === undefined) return done;
    after = last;
    done += people.length;
  }
}

async function remakeBatch(deps: RemakingDeps, tx: Tx, after: Id<'person'>): Promise<Id<'person'>[]> {
  const people = await lockPeopleAfter(tx, after, batchSize);
  if (people.length === 0) return people;
  const index = await deps.blindIndex.hold(tx);
  removeIdentifiers(tx, people);
  for (const person of people) removeNameTokens(tx, person);
  const grant = deps.access.systemGrant('rebuild', { units: people, categories: [...personCategories] });
  await deps.vault.open(
    grant,
    'view',
    () => readFields(tx, people),
    async (opener, fields) => {
      for (const field of fields) {
        if (!opener.holds(field.person_id)) continue;
        const column = valueColumn(field.category);
        const value = opener.open(column, column.at(field.person_id, field.id, field.value_sealed));
        await writeIndexOf(tx, index, field, value);
      }
    },
    { count: people.length },
  );
  return people;
}

async function writeIndexOf(tx: Tx, index: IndexWriter, field: FieldRow, value: string): Promise<void> {
  const { person_id: personId, id: fieldId } = field;
  if (field.category === 'name') return insertNameTokens(tx, personId, index, normaliseName(value));
  const kind = identifierKinds[field.category as PersonCategory];
  const identifier = kind && identifierOf(kind, value);
  if (kind === undefined || identifier === undefined) return;
  await takeIdentifier(tx, { kind, digests: index.digests(kind, identifier), personId, fieldId });
  const variant = variantOf(kind, identifier);
  if (variant === undefined) return;
  const [digest] = index.digests(`${kind}/variant`, variant);
  insertVariant(tx, { kind, digest, personId, fieldId });
}

function identifierOf(kind: string, value: string): string | undefined {
  if (kind === 'email-address') return normaliseEmail(value);
  if (kind === 'phone') return normalisePhone(value);
  return parseIdentityCode(value)?.code;
}
