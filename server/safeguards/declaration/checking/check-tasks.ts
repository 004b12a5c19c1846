import { checkReferences } from './check-references.ts';
import type { Act } from '../declaration.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';
import { taskProblems } from './problem-words-of-terms.ts';

type Path = (string | number)[];

/** Acts on contacts: they happen in a queue, so a task that holds one names its queues. */
const queueActs: readonly Act[] = [
  'list-contacts',
  'search-contacts',
  'open-contact',
  'answer-contact',
  'note-contact',
  'assign-contact',
  'close-contact',
  'open-raw-mail',
  'play-recording',
  'download-recording',
  'extend-recording',
  'hold-recording',
];
const personalActs: readonly Act[] = [
  ...queueActs,
  'open-person',
  'collect-field',
  'match-identity-code',
  'reveal-identity-code',
];

/** These open what was written too, each in a place of its own. */
const openingActs: readonly Act[] = ['open-tray', 'read-incidents'];

/** Rights follow work tasks: each names what it may do, where, with what and why, and no more than that. */
export function checkTasks(declaration: Loose): Finding[] {
  return entries(declaration['tasks']).flatMap(([key, task]) => {
    const path = ['tasks', key];
    return [
      ...checkReferences(task['queues'], [...path, 'queues'], declaration['queues'], 'queues'),
      ...checkReferences(
        task['categories'],
        [...path, 'categories'],
        declaration['categories'],
        'categories',
      ),
      ...checkReferences(task['collects'], [...path, 'collects'], declaration['categories'], 'categories'),
      ...checkReferences(task['purposes'], [...path, 'purposes'], declaration['purposes'], 'purposes'),
      ...checkNeeds(task, path),
      ...checkSight(declaration, task, path),
    ];
  });
}

function checkNeeds(task: Loose, path: Path): Finding[] {
  const held = texts(task['acts']).map(([, act]) => act as Act);
  const findings: Finding[] = [];
  const needs = (field: 'queues' | 'purposes', acts: readonly Act[]) => {
    const act = acts.find((each) => held.includes(each));
    if (!act || !Array.isArray(task[field]) || task[field].length > 0) return;
    findings.push({
      path: [...path, field],
      ...taskProblems.needs(act, field),
    });
  };
  needs('queues', queueActs);
  needs('purposes', personalActs);
  if (
    !held.some((act) => personalActs.includes(act) || openingActs.includes(act)) &&
    texts(task['categories']).length > 0
  ) {
    findings.push({
      path: [...path, 'categories'],
      ...taskProblems.noCategories(),
    });
  }
  return findings;
}

function checkSight(declaration: Loose, task: Loose, path: Path): Finding[] {
  const categories = loose(declaration['categories']);
  const purposes = texts(task['purposes']).map(([, key]) => key);
  const held = texts(task['acts']).map(([, act]) => act);
  const sees = texts(task['categories']);
  const known = sees.filter(([, key]) => Object.hasOwn(categories, key));
  const kinds = known.map(([index, key]) => ({ index, key, category: loose(categories[key]) }));
  const findings: Finding[] = [];
  for (const { index, category } of kinds) {
    const serves = texts(category['purposes']).map(([, key]) => key);
    if (purposes.length > 0 && serves.length > 0 && !serves.some((key) => purposes.includes(key))) {
      findings.push({
        path: [...path, 'categories', index],
        ...taskProblems.servesNothing(serves),
      });
    }
    // matching is enough for all but a task of its own: the stored code is not for everyday eyes
    if (category['kind'] === 'identity-code' && !held.includes('reveal-identity-code')) {
      findings.push({
        path: [...path, 'categories', index],
        ...taskProblems.identityCodeSeen(),
      });
    }
  }
  const revealing = texts(task['acts']).find(([, act]) => act === 'reveal-identity-code');
  if (revealing && !kinds.some(({ category }) => category['kind'] === 'identity-code')) {
    findings.push({
      path: [...path, 'acts', revealing[0]],
      ...taskProblems.nothingToReveal(),
    });
  }
  return findings;
}
