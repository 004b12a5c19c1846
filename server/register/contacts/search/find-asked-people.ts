import { normaliseEmail, normalisePhone } from '../../../base/normalise-contact.ts';
import type { Id } from '../../../base/new-id.ts';
import type { BlindIndex } from '../../../safeguards/vault/blind-index.ts';
import type { Db } from '../../../storage/database.ts';
import { findByEmailAddress, findByPhone, findNameCandidates } from '../../people/find-people.ts';
import type { NameTokens } from '../../people/name-tokens.ts';

/** People by one of their identifiers or names; who may not see the category does not find by it. */
export interface PeopleFound {
  readonly category: 'name' | 'emailAddress' | 'phone';
  readonly people: readonly Id<'person'>[];
  /** Set when more have the name than are listed: by these all of them are found. */
  readonly tokens: NameTokens | null;
  /** A name is compared once opened. */
  readonly nameWords: readonly string[];
}

export interface FindingPeople {
  readonly db: Db;
  readonly blindIndex: BlindIndex;
}

/** What a text looks like. */
export function kindOf(text: string): 'name' | 'email' | 'phone' {
  if (text.includes('@')) return 'email';
  return /^\+?[\d\s()/-]{6,}$/.test(text) ? 'phone' : 'name';
}

/** @returns null for what is no address, number or name */
export async function findPeople(
  deps: FindingPeople,
  kind: ReturnType<typeof kindOf>,
  text: string,
): Promise<PeopleFound | null> {
  if (kind === 'email') {
    if (normaliseEmail(text) === undefined) return null;
    return {
      category: 'emailAddress',
      people: await findByEmailAddress(deps, text),
      tokens: null,
      nameWords: [],
    };
  }
  if (kind === 'phone') {
    if (normalisePhone(text) === undefined) return null;
    return { category: 'phone', people: await findByPhone(deps, text), tokens: null, nameWords: [] };
  }
  const { words, ...found } = await findNameCandidates(deps, text);
  return words.length === 0 ? null : { category: 'name', ...found, nameWords: words };
}
