import { normaliseEmail, normaliseName, normalisePhone } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { findByIdentifier, findByNameTokens, readFields } from './people-store.ts';
import { valueColumn } from './person-columns.ts';

/** Most people a search opens: who has a very common name is found by something more. */
const mostPeople = 200;

export async function findByEmailAddress(
  deps: { db: Db; blindIndex: BlindIndex },
  text: string,
): Promise<Id<'person'>[]> {
  const address = normaliseEmail(text);
  if (address === undefined) return [];
  const found = await findByIdentifier(
    deps.db,
    'email-address',
    deps.blindIndex.digest('email-address', address),
  );
  return found === undefined ? [] : [found];
}

export async function findByPhone(
  deps: { db: Db; blindIndex: BlindIndex },
  text: string,
): Promise<Id<'person'>[]> {
  const number = normalisePhone(text);
  if (number === undefined) return [];
  const found = await findByIdentifier(deps.db, 'phone', deps.blindIndex.digest('phone', number));
  return found === undefined ? [] : [found];
}

/**
 * People whose names hold every word. The index holds truncated hashes, so what it finds is opened
 * and compared; the log names every person opened, not only those that fit.
 */
export async function findByName(
  deps: { db: Db; blindIndex: BlindIndex; access: Access; vault: Vault },
  actor: StaffActor,
  text: string,
): Promise<Id<'person'>[]> {
  const words = normaliseName(text);
  if (words.length === 0) return [];
  const candidates = await findByNameTokens(deps.db, deps.blindIndex.tokens('name', words), mostPeople);
  if (candidates.length === 0) return [];
  const grant = await deps.access.authorize(actor, {
    act: 'search-contacts',
    units: candidates,
    categories: ['name'],
  });
  if (!grant.categories.includes('name')) return [];
  return deps.vault.open(
    grant,
    'search',
    () => readFields(deps.db, candidates, ['name']),
    (opener, fields) => {
      const column = valueColumn('name');
      const fitting = new Set<Id<'person'>>();
      for (const field of fields) {
        if (!opener.holds(field.person_id)) continue;
        const held = new Set(
          normaliseName(opener.open(column, column.at(field.person_id, field.id, field.value_sealed))),
        );
        if (words.every((word) => held.has(word))) fitting.add(field.person_id);
      }
      return [...fitting];
    },
    { by: 'name', opened: candidates.length },
  );
}
