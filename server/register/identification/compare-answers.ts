import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { LogDetails } from '../../safeguards/access-log/log-entry.ts';
import type { ComparableKind } from '../../safeguards/declaration/suffices-to-identify.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { readDigests, readValues } from '../people/held-to-compare.ts';
import { valueColumn } from '../people/person-columns.ts';
import { normaliseAnswer } from './normalise-answer.ts';

export interface Answer {
  readonly category: string;
  readonly kind: ComparableKind;
  /** As `normaliseAnswer` gives it. */
  readonly value: string;
}

/**
 * Whether all of it is on file, verified. By digest and in constant time; the same is done, and logged, where nothing is on
 * file, and which of the answers was wrong is told to nobody. A stored identity code is not opened for it.
 * @throws Refusal 'unit-erased', 'log-unavailable'
 */
export function compareAnswers(
  deps: ContactsDeps,
  grant: Grant,
  personId: Id<'person'>,
  answers: readonly Answer[],
  details: LogDetails,
  /** Whether it passes what is not on file: where another register answers for it. */
  passes: 'all' | 'held' = 'all',
): Promise<boolean> {
  const { db, blindIndex, vault } = deps;
  const found = answers.filter(({ kind }) => isIdentifier(kind));
  const opened = answers.filter(({ kind }) => !isIdentifier(kind));
  return vault.open(
    grant,
    'match',
    async () => ({
      fields: await readValues(
        db,
        personId,
        opened.map(({ category }) => category),
      ),
      digests: await Promise.all(found.map(({ kind }) => readDigests(db, personId, kind))),
    }),
    (opener, { fields, digests }) => {
      if (!opener.holds(personId)) throw new Refusal('unit-erased');
      const byDigest = found.map(({ kind, value }, at) =>
        isAmong(blindIndex.digests(kind, value), digests[at]!, passes),
      );
      const byValue = opened.map(({ category, kind, value }) => {
        const column = valueColumn(category);
        const held = fields
          // A name that came by itself is asked for beside what is verified; by itself it says nothing.
          .filter((field) => field.category === category && (field.verified || kind === 'name'))
          .map((field) => opener.open(column, column.at(personId, field.id, field.value_sealed)))
          .map((text) => blindIndex.lastingDigest(`identify/${kind}`, normaliseAnswer(kind, text) ?? ''));
        return isAmong([blindIndex.lastingDigest(`identify/${kind}`, value)], held, passes);
      });
      return [...byDigest, ...byValue].every(Boolean);
    },
    details,
  );
}

const isIdentifier = (kind: ComparableKind) => kind !== 'name' && kind !== 'postal-address';

/** Every pair is compared, and one that never matches where there is none. */
function isAmong(given: readonly Buffer[], held: readonly Buffer[], passes: 'all' | 'held'): boolean {
  const others = held.length === 0 ? [randomBytes(given[0]!.length)] : held;
  let matches = 0;
  for (const one of given)
    for (const other of others) matches += one.length === other.length && timingSafeEqual(one, other) ? 1 : 0;
  return matches > 0 || (passes === 'held' && held.length === 0);
}
