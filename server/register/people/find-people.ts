import { normaliseEmail, normaliseName, normalisePhone } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import {
  type FieldRow,
  findByIdentifier,
  findByNameTokens,
  readFields,
  withNameTokens,
} from './people-store.ts';
import type { NameTokens } from './name-tokens.ts';
import { valueColumn } from './person-columns.ts';

/** Most people who are listed by their ids; more of one name are found where they are looked for, by its tokens. */
const mostPeople = 500;

export async function findByEmailAddress(
  deps: { db: Db; blindIndex: BlindIndex },
  text: string,
): Promise<Id<'person'>[]> {
  const address = normaliseEmail(text);
  if (address === undefined) return [];
  const found = await findByIdentifier(
    deps.db,
    'email-address',
    deps.blindIndex.digests('email-address', address),
  );
  return found === undefined ? [] : [found];
}

export async function findByPhone(
  deps: { db: Db; blindIndex: BlindIndex },
  text: string,
): Promise<Id<'person'>[]> {
  const number = normalisePhone(text);
  if (number === undefined) return [];
  const found = await findByIdentifier(deps.db, 'phone', deps.blindIndex.digests('phone', number));
  return found === undefined ? [] : [found];
}

/**
 * People whose names hold every word, as far as the index tells: it holds truncated hashes, so whoever is shown is
 * opened and compared first (`readNames`, `fittingNames`).
 */
export async function findNameCandidates(
  deps: { db: Db; blindIndex: BlindIndex },
  text: string,
): Promise<{ words: string[]; people: Id<'person'>[]; tokens: NameTokens | null }> {
  const words = normaliseName(text);
  if (words.length === 0) return { words, people: [], tokens: null };
  const tokens = deps.blindIndex.tokens('name', words);
  const people = await findByNameTokens(deps.db, tokens, mostPeople + 1);
  return people.length > mostPeople
    ? { words, people: people.slice(0, mostPeople), tokens }
    : { words, people, tokens: null };
}

/** Of these people those who may go by a name, as far as the index tells. */
export function namedAmong(db: Db, tokens: NameTokens, people: readonly Id[]): Promise<Id<'person'>[]> {
  return people.length === 0 ? Promise.resolve([]) : withNameTokens(db, tokens, people);
}

/** The names of these people as they stand, sealed. */
export function readNames(db: Db, people: readonly Id[]): Promise<FieldRow[]> {
  return people.length === 0 ? Promise.resolve([]) : readFields(db, people, ['name']);
}

/** Of people whose names were read those whose name holds every word. */
export function fittingNames(
  opener: Opener,
  names: readonly FieldRow[],
  words: readonly string[],
): ReadonlySet<Id<'person'>> {
  const column = valueColumn('name');
  const fitting = new Set<Id<'person'>>();
  for (const field of names) {
    if (!opener.holds(field.person_id)) continue;
    const held = new Set(
      normaliseName(opener.open(column, column.at(field.person_id, field.id, field.value_sealed))),
    );
    if (words.every((word) => held.has(word))) fitting.add(field.person_id);
  }
  return fitting;
}
