import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../storage/database.ts';
import { dayOf } from '../access/calendar-day.ts';
import { countHolders } from '../access/count-holders.ts';
import { type Configured, findRefused, type UndeclaredConnection } from '../processors/configured.ts';
import type { Declaration, PublishedDeclaration, Task } from '../declaration/declaration.ts';
import { heldFor } from '../declaration/held-for.ts';
import { recipientOf, recipientsOf } from '../processors/may-disclose.ts';
import { countGroundless } from './count-groundless.ts';
import type { ForeseenTerms, Holding } from './holding.ts';

/** What publishing would do to what is held, in counts: nothing is opened, so nobody is singled out and nothing is logged. */
export interface Simulation {
  readonly terms: readonly ForeseenTerms[];
  /** Stored values whose category, or every purpose they were collected for, is declared no longer: they are removed. */
  readonly groundless: readonly StoredValues[];
  /** Stored values of categories that get a further purpose: it reaches them once their persons have been told. */
  readonly furthered: readonly (StoredValues & { readonly purposes: readonly string[] })[];
  readonly tasks: readonly ForeseenTask[];
  /** Keys of processors and recipients who get less than now, or nothing: they are to be told. */
  readonly recipients: readonly string[];
  /** Connections that settings and web hooks ask for, and that it would refuse. */
  readonly refused: readonly UndeclaredConnection[];
}

interface StoredValues {
  readonly category: string;
  readonly values: number;
}

export interface ForeseenTask {
  readonly task: string;
  /** Colleagues who hold it now. */
  readonly holders: number;
  readonly sees: Difference;
  readonly does: Difference;
}

interface Difference {
  readonly more: readonly string[];
  readonly less: readonly string[];
}

/** @returns counts against the declaration in force; exact for this moment, seconds for a million contacts */
export async function simulatePublishing(
  deps: {
    db: Db;
    clock: Clock;
    current(): PublishedDeclaration;
    holdings: readonly Holding[];
    configured(): Promise<readonly Configured[]>;
  },
  draft: Declaration,
): Promise<Simulation> {
  const { declaration: now, version } = deps.current();
  const at = deps.clock.now();
  const foreseen = { version: version + 1, publishedAt: at, declaration: draft };
  const terms: ForeseenTerms[] = [];
  for (const holding of deps.holdings) terms.push(await holding.foresee(deps.db, foreseen));
  const { stored, groups } = await countGroundless(deps.db, deps.holdings, draft);
  const holders = await countHolders(deps.db, dayOf(at, now.register.timeZone));
  return {
    terms: terms.filter(({ earlier, later }) => earlier > 0 || later > 0),
    groundless: sum(groups),
    furthered: sum(stored).flatMap((each) => {
      const before = heldFor(now, each.category);
      const purposes = heldFor(draft, each.category).filter((purpose) => !before.includes(purpose));
      return purposes.length > 0 && before.length > 0 ? [{ ...each, purposes }] : [];
    }),
    tasks: compareTasks(now, draft, holders),
    recipients: recipientsOf(now)
      .filter(([key, before]) => {
        const after = recipientOf(draft, key);
        const lost = (list: 'categories' | 'purposes') =>
          before[list].some((each) => !after?.[list].includes(each));
        return after === undefined || lost('categories') || lost('purposes');
      })
      .map(([key]) => key),
    refused: findRefused(draft, dayOf(at, draft.register.timeZone), await deps.configured()),
  };
}

function sum(stored: readonly StoredValues[]): StoredValues[] {
  const totals = new Map<string, number>();
  for (const { category, values } of stored)
    if (values > 0) totals.set(category, (totals.get(category) ?? 0) + values);
  return [...totals].map(([category, values]) => ({ category, values }));
}

function compareTasks(
  now: Declaration,
  draft: Declaration,
  holders: ReadonlyMap<string, number>,
): ForeseenTask[] {
  const keys = new Set([...Object.keys(now.tasks), ...Object.keys(draft.tasks)]);
  return [...keys].flatMap((task) => {
    const [before, after] = [now, draft].map(({ tasks }) =>
      Object.hasOwn(tasks, task) ? tasks[task] : undefined,
    );
    const compare = (part: (each: Task) => readonly string[]): Difference =>
      difference(before ? part(before) : [], after ? part(after) : []);
    const sees = compare(({ categories }) => categories);
    const does = compare(({ acts }) => acts);
    const changes = [sees, does].some(({ more, less }) => more.length + less.length > 0);
    return changes ? [{ task, holders: holders.get(task) ?? 0, sees, does }] : [];
  });
}

function difference(before: readonly string[], after: readonly string[]): Difference {
  return {
    more: after.filter((each) => !before.includes(each)),
    less: before.filter((each) => !after.includes(each)),
  };
}
