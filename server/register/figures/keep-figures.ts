import type { Clock } from '../../base/clock.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Database } from '../../storage/database.ts';
import { foldFacts, insertBacklog } from './figures-store.ts';
import { hourOf } from './hour-of.ts';

/** The job that keeps the figures, a few minutes past every hour. */
export const keepFiguresJob = 'keep-figures';
const atOnce = 5_000;

/**
 * Folds what was counted into totals of hours, and counts what stands now. May run again, also beside
 * another process: a fact is folded once, an hour's backlog is counted once.
 */
export async function keepFigures(deps: {
  readonly db: Database;
  readonly clock: Clock;
  current(): PublishedDeclaration;
}): Promise<void> {
  const { declaration } = deps.current();
  const hour = hourOf(deps.clock.now(), declaration.register.timeZone);
  await insertBacklog(deps.db, hour, Object.keys(declaration.queues));
  while ((await foldFacts(deps.db, atOnce)) === atOnce);
}
