import { checkReferences } from './check-references.ts';
import type { Act } from './declaration.ts';
import type { Finding } from './finding.ts';
import { entries, loose, texts } from './loose.ts';
import type { Loose } from './loose.ts';

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
  const needs = (field: string, acts: readonly Act[], what: string) => {
    const act = acts.find((each) => held.includes(each));
    if (!act || !Array.isArray(task[field]) || task[field].length > 0) return;
    findings.push({
      path: [...path, field],
      problem: `${act} needs ${what}, and there is none`,
      write: `a list with at least one`,
    });
  };
  needs('queues', queueActs, 'a queue');
  needs('purposes', personalActs, 'a purpose');
  if (
    !held.some((act) => personalActs.includes(act) || openingActs.includes(act)) &&
    texts(task['categories']).length > 0
  ) {
    findings.push({
      path: [...path, 'categories'],
      problem: 'no act of this task opens personal data, so it needs no categories',
      write: '[]',
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
        problem: "the category serves none of this task's purposes",
        write: `a purpose of the category among the task's (${serves.join(', ')}), or take the category out`,
      });
    }
    // matching is enough for all but a task of its own: the stored code is not for everyday eyes
    if (category['kind'] === 'identity-code' && !held.includes('reveal-identity-code')) {
      findings.push({
        path: [...path, 'categories', index],
        problem: 'only a task that holds reveal-identity-code may see identity codes',
        write: 'it under collects instead of categories',
      });
    }
  }
  const revealing = texts(task['acts']).find(([, act]) => act === 'reveal-identity-code');
  if (revealing && !kinds.some(({ category }) => category['kind'] === 'identity-code')) {
    findings.push({
      path: [...path, 'acts', revealing[0]],
      problem: 'this task may reveal identity codes and has no such category',
      write: 'the identity-code category among its categories, or take the act out',
    });
  }
  return findings;
}
