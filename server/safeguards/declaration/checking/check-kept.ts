import type { CategoryKind } from '../declaration.ts';
import { unitOfCategory } from '../held-for.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { keptProblems } from './problem-words-of-terms.ts';

/**
 * Whether what is held, seen and given is also kept for something: each period names its purposes, they are those of
 * the categories in its unit, and nobody works with a category for a purpose that its period does not have.
 */
export function checkKept(declaration: Loose): Finding[] {
  return [
    ...checkPurposesOfPeriods(declaration),
    ...checkCategories(declaration),
    ...checkRules(declaration),
    ...checkUsers(declaration),
  ];
}

function checkPurposesOfPeriods(declaration: Loose): Finding[] {
  const purposes = loose(declaration['purposes']);
  return entries(declaration['periods']).flatMap(([key, period]): Finding[] => {
    const path = ['periods', key, 'purposes'];
    const named = texts(period['purposes']);
    if (period['purposes'] === undefined || (Array.isArray(period['purposes']) && named.length === 0)) {
      return [{ path, ...keptProblems.periodWithoutPurpose(Object.keys(purposes)) }];
    }
    const held = purposesInUnit(declaration, period['unit']);
    // requests, incidents, mail that was not read, staff and the log are of no category
    if (held.length === 0) return [];
    return named
      .filter(([, purpose]) => Object.hasOwn(purposes, purpose) && !held.includes(purpose))
      .map(([index]) => ({ path: [...path, index], ...keptProblems.purposeNotInUnit(held) }));
  });
}

function checkCategories(declaration: Loose): Finding[] {
  return entries(declaration['categories']).flatMap(([key, category]): Finding[] => {
    const kept = keptPurposes(declaration, key);
    const own = texts(category['purposes']).map(([, purpose]) => purpose);
    if (kept === undefined || own.length === 0 || own.some((purpose) => kept.purposes.includes(purpose))) {
      return [];
    }
    return [{ path: ['categories', key], on: 'key', ...keptProblems.categoryNotKept(kept.rule) }];
  });
}

/** A rule that collects only for what the period does not have would store what is kept for nothing. */
function checkRules(declaration: Loose): Finding[] {
  return entries(declaration['channels']).flatMap(([channel, { collects }]) =>
    items(collects).flatMap(([index, rule]): Finding[] => {
      const kept = keptPurposes(declaration, String(rule['category']));
      const wanted = texts(rule['purposes']).map(([, purpose]) => purpose);
      if (kept === undefined || wanted.length === 0) return [];
      if (wanted.some((purpose) => kept.purposes.includes(purpose))) return [];
      const path = ['channels', channel, 'collects', index, 'purposes'];
      return [{ path, ...keptProblems.collectedNotKept(kept.rule) }];
    }),
  );
}

/** Tasks, processors and recipients: what they see or are given is collected, and kept for something of theirs. */
function checkUsers(declaration: Loose): Finding[] {
  const categories = loose(declaration['categories']);
  const collected = collectedCategories(declaration);
  return (['tasks', 'processors', 'recipients'] as const).flatMap((group) =>
    entries(declaration[group]).flatMap(([key, user]) => {
      const served = texts(user['purposes']).map(([, purpose]) => purpose);
      return (['categories', 'collects'] as const).flatMap((field) =>
        texts(user[field]).flatMap(([index, category]): Finding[] => {
          if (!Object.hasOwn(categories, category)) return [];
          const path = [group, key, field, index];
          if (!collected.has(category)) return [{ path, ...keptProblems.neverCollected() }];
          const kept = keptPurposes(declaration, category);
          const own = texts(loose(categories[category])['purposes']).map(([, purpose]) => purpose);
          const shared = own.filter((purpose) => served.includes(purpose));
          // that it serves nothing at all is told in another place
          if (kept === undefined || shared.length === 0) return [];
          if (shared.some((purpose) => kept.purposes.includes(purpose))) return [];
          return [{ path, ...keptProblems.usedNotKept(kept.rule, shared) }];
        }),
      );
    }),
  );
}

/** What a channel collects or a source brings. */
export function collectedCategories(declaration: Loose): Set<string> {
  return new Set([
    ...entries(declaration['channels']).flatMap(([, { collects }]) =>
      items(collects).map(([, rule]) => String(rule['category'])),
    ),
    ...entries(declaration['sources']).flatMap(([, source]) =>
      texts(source['categories']).map(([, category]) => category),
    ),
  ]);
}

function purposesInUnit(declaration: Loose, unit: unknown): string[] {
  return entries(declaration['categories'])
    .filter(([key, { kind }]) => unitOfCategory(key, kind as CategoryKind) === unit)
    .flatMap(([, category]) => texts(category['purposes']).map(([, purpose]) => purpose))
    .filter((purpose, index, all) => all.indexOf(purpose) === index);
}

/** The period of a category and what it is for; undefined where there is none, or where it does not say. */
function keptPurposes(
  declaration: Loose,
  category: string,
): { rule: string; purposes: string[] } | undefined {
  const categories = loose(declaration['categories']);
  if (!Object.hasOwn(categories, category)) return undefined;
  const unit = unitOfCategory(category, loose(categories[category])['kind'] as CategoryKind);
  const found = entries(declaration['periods']).find(([, period]) => period['unit'] === unit);
  const purposes = texts(found?.[1]['purposes']).map(([, purpose]) => purpose);
  return found === undefined || purposes.length === 0 ? undefined : { rule: found[0], purposes };
}
