import { Refusal } from '../../base/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Period, PublishedDeclaration, UnitKind } from '../declaration/declaration.ts';
import { periodFor } from '../declaration/period-for.ts';
import type { Holding } from './holding.ts';

/** Where units of a kind keep their deletion date. All of it is SQL of the holding's own, never of a caller. */
export interface Term {
  readonly table: string;
  /** The moments its period may run from, as a declaration names them. */
  readonly moments: Readonly<Partial<Record<Period['from'], string>>>;
  /** Which rows of the table; all when left out. */
  readonly only?: string;
}

/** The part of a holding that is the same for every table with `delete_after`, `delete_rule` and `declaration_version`. */
export function keepTerm(kind: UnitKind, term: Term): Pick<Holding, 'shorten' | 'foresee' | 'count'> {
  const { table, only = 'true' } = term;
  // The start of the day it began on, and whole months from there, in the register's time zone.
  const dueFrom = (from: Period['from']) => {
    const moment = term.moments[from];
    // What is checked before it is published names no other.
    if (moment === undefined) throw new Refusal('declaration-invalid', { unit: kind, from });
    return `declaration.due(${moment}, $1::integer, $2)`;
  };

  return {
    async shorten(tx, published) {
      const period = periodOf(published, kind);
      if (period === undefined) return 0;
      const due = dueFrom(period.from);
      const [row] = await tx.query<{ units: number }>(
        `WITH gone_earlier AS (
           UPDATE ${table} SET delete_after = ${due}, delete_rule = $3, declaration_version = $4
           WHERE ${only} AND ${due} < delete_after RETURNING 1)
         SELECT count(*) AS units FROM gone_earlier`,
        [period.months, period.timeZone, period.rule, published.version],
      );
      return row!.units;
    },

    async foresee(db: Db, published) {
      const period = periodOf(published, kind);
      if (period === undefined) return { kind, earlier: 0, later: 0, dueAtOnce: 0 };
      const due = dueFrom(period.from);
      const [row] = await db.query<{ earlier: number; later: number; dueAtOnce: number }>(
        `SELECT count(*) FILTER (WHERE due < delete_after) AS earlier, count(*) FILTER (WHERE due > delete_after) AS later,
           count(*) FILTER (WHERE due <= $3 AND delete_after > $3) AS "dueAtOnce"
         FROM (SELECT ${due} AS due, delete_after FROM ${table} WHERE ${only}) held`,
        [period.months, period.timeZone, published.publishedAt],
      );
      return { kind, ...row! };
    },

    count: (db) =>
      db.query(
        `SELECT delete_rule AS rule, count(*) AS units, min(delete_after) AS next FROM ${table} WHERE ${only} GROUP BY delete_rule ORDER BY 1`,
      ),
  };
}

function periodOf(published: PublishedDeclaration, kind: UnitKind) {
  const found = periodFor(published.declaration, kind);
  return (
    found && {
      rule: found.rule,
      months: found.period.months,
      from: found.period.from,
      timeZone: published.declaration.register.timeZone,
    }
  );
}
