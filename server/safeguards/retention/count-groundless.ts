import type { Db } from '../../storage/database.ts';
import type { Declaration } from '../declaration/declaration.ts';
import { heldFor } from '../declaration/held-for.ts';
import type { Holding, ValueGroup } from './holding.ts';

/** Of what is held, what has no ground under a declaration: published, or in the making. Counts only. */
export async function countGroundless(
  db: Db,
  holdings: readonly Holding[],
  declaration: Declaration,
): Promise<{
  readonly stored: readonly ValueGroup[];
  /** They are removed. */
  readonly groups: readonly ValueGroup[];
  /** Values that a restriction holds back. */
  readonly heldBack: number;
}> {
  const stored: ValueGroup[] = [];
  // One after the other: the whole of a table is read for each, and others are at work.
  for (const holding of holdings) stored.push(...(await holding.countValues(db)));
  const lost = stored.filter((group) => losesGround(declaration, group));
  return {
    stored,
    groups: lost.filter(({ restricted }) => !restricted),
    heldBack: lost.reduce((sum, { restricted, values }) => sum + (restricted ? values : 0), 0),
  };
}

/** As the database has it of what is published: migrations/0019_grounds.sql. */
function losesGround(declaration: Declaration, { category, purposes, within }: ValueGroup): boolean {
  const served = (by: string, of: readonly string[]) =>
    heldFor(declaration, by).some((purpose) => of.includes(purpose));
  return !served(category, purposes) || (within !== null && !served('messages', within));
}
