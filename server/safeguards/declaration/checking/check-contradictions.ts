import { checkKept } from './check-kept.ts';
import { checkOldMail } from './check-sources.ts';
import { acts } from '../declaration.ts';
import type { Act } from '../declaration.ts';
import type { Finding } from './finding.ts';
import { entries, items, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { keyProblems } from './problem-words-of-shape.ts';
import { ruleProblems } from './problem-words-of-rules.ts';
import { taskProblems } from './problem-words-of-terms.ts';

/**
 * What a draft says and takes back elsewhere. It is checked before publishing only: a version that was published
 * when less was checked stays readable, and in force.
 */
export function checkContradictions(raw: unknown): Finding[] {
  const declaration = loose(raw);
  return [
    ...checkNeverCollected(declaration),
    ...checkReasons(declaration),
    ...checkTwice(declaration),
    ...checkKept(declaration),
    ...checkOldMail(declaration),
    ...checkMatching(declaration),
  ];
}

/** A purpose that categories are held for, and for which none of them is ever collected. */
function checkNeverCollected(declaration: Loose): Finding[] {
  const rules = entries(declaration['channels']).flatMap(([, channel]) =>
    items(channel['collects']).map(([, rule]) => rule),
  );
  const collectedFor = new Set(
    rules.flatMap((rule) => [...texts(rule['purposes']), ...texts(rule['askedFor'])].map(([, key]) => key)),
  );
  const collected = new Set(rules.map((rule) => rule['category']));
  return Object.keys(loose(declaration['purposes'])).flatMap((purpose): Finding[] => {
    if (collectedFor.has(purpose)) return [];
    const categories = entries(declaration['categories'])
      .filter(
        ([key, category]) =>
          collected.has(key) && texts(category['purposes']).some(([, each]) => each === purpose),
      )
      .map(([key]) => key);
    // that no category at all is collected for it is told in another place
    if (categories.length === 0) return [];
    return [{ path: ['purposes', purpose], on: 'key', ...ruleProblems.purposeNeverCollectedFor(categories) }];
  });
}

/** Acts that are refused without a reason, always or where no contact is in hand. */
const reasoned: readonly Act[] = ['open-contact', 'open-person', 'open-raw-mail', 'reveal-identity-code'];

/** Where a reason is asked for there must be one to choose; otherwise what the tasks let do is refused to everyone. */
function checkReasons(declaration: Loose): Finding[] {
  const { reasons } = declaration;
  if (typeof reasons !== 'object' || reasons === null || Object.keys(reasons).length > 0) return [];
  const held = new Set(
    entries(declaration['tasks']).flatMap(([, task]) => texts(task['acts']).map(([, act]) => act)),
  );
  const act = acts.find((each) => reasoned.includes(each) && held.has(each));
  const withReason = entries(declaration['channels']).some(([, channel]) =>
    items(channel['collects']).some(([, rule]) => rule['when'] === 'on-request-with-reason'),
  );
  const place = withReason ? 'on-request-with-reason' : act;
  return place === undefined ? [] : [{ path: ['reasons'], ...ruleProblems.reasonsMissing(place) }];
}

/** A list that names one thing twice means another: `never` with one of its four twice leaves one out. */
function checkTwice(declaration: Loose): Finding[] {
  const lists: [(string | number)[], unknown][] = [
    [['register', 'languages'], loose(declaration['register'])['languages']],
    [['never'], declaration['never']],
    ...entries(declaration['channels']).map(([key, channel]): [string[], unknown] => [
      ['channels', key, 'records'],
      channel['records'],
    ]),
    ...entries(declaration['tasks']).map(([key, task]): [string[], unknown] => [
      ['tasks', key, 'acts'],
      task['acts'],
    ]),
    ...(['processors', 'recipients'] as const).flatMap((group) =>
      entries(declaration[group]).map(([key, given]): [string[], unknown] => [
        [group, key, 'countries'],
        given['countries'],
      ]),
    ),
  ];
  return lists.flatMap(([path, list]) => {
    const seen = new Set<string>();
    return texts(list).flatMap(([index, text]): Finding[] => {
      const again = seen.has(text);
      seen.add(text);
      return again ? [{ path: [...path, index], ...keyProblems.twice() }] : [];
    });
  });
}

/** A task that may compare identity codes, and has no category of them to compare with. */
function checkMatching(declaration: Loose): Finding[] {
  const categories = loose(declaration['categories']);
  return entries(declaration['tasks']).flatMap(([key, task]): Finding[] => {
    const matching = texts(task['acts']).find(([, act]) => act === 'match-identity-code');
    const reached = [...texts(task['categories']), ...texts(task['collects'])];
    const has = reached.some(([, category]) => loose(categories[category])['kind'] === 'identity-code');
    if (matching === undefined || has) return [];
    return [{ path: ['tasks', key, 'acts', matching[0]], ...taskProblems.nothingToMatch() }];
  });
}
