import { type Act, acts } from '../../declaration/declaration.ts';
import { findTask, mayHold } from '../../declaration/may-hold.ts';
import { staffCategory } from '../../access/staff-columns.ts';
import {
  askingProbe,
  codeProbe,
  countGroups,
  found,
  type Group,
  lookBack,
  type Probe,
  versionOr,
} from './probe.ts';

const readings = "('view', 'list', 'search', 'export', 'play', 'reveal', 'match')";

// Each undertaking with the time in which it was the one to accept; a process takes a new one over within a second.
const boundSql = `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(id ORDER BY id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT m.id, EXISTS (
       SELECT FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[]) AS u(version, since, until)
       LEFT JOIN staff.undertaking_acceptance a ON a.staff_id = m.id AND a.version = u.version
       WHERE EXISTS (SELECT FROM log.entry e WHERE e.actor = m.id::text
           AND e.at > greatest(u.since + interval '2 seconds', $4::timestamptz) AND e.at < least(u.until, a.accepted_at, 'infinity'::timestamptz)
           AND e.refusal IS NULL AND e.task IS NOT NULL AND e.task <> 'sign-in' AND e.action IN ${readings})) AS wrong
     FROM staff.member m) each`;
const versionsSql = 'SELECT version, published_at FROM declaration.version ORDER BY version';

/** P9: nobody has read anything before accepting the undertaking that was in force. */
const boundBeforeReading = codeProbe('P9.bound-before-reading', [versionsSql, boundSql], async (context) => {
  const versions = await context.db.query<{ version: number; published_at: Date }>(versionsSql);
  const times: { version: number; since: Date; until: Date | null }[] = [];
  for (const { version, published_at: since } of versions) {
    const undertaking = (await versionOr(context, version))?.undertaking.version;
    if (undertaking === undefined || times.at(-1)?.version === undertaking) continue;
    const last = times.at(-1);
    if (last) last.until = since;
    times.push({ version: undertaking, since, until: null });
  }
  const [row] = await context.db.query<{
    numerator: number;
    denominator: number;
    sample: string[] | null;
  }>(boundSql, [
    times.map(({ version }) => version),
    times.map(({ since }) => since),
    times.map(({ until }) => until),
    new Date(context.now.getTime() - lookBack),
  ]);
  return found(row!.numerator, row!.denominator, row!.sample);
});

/** P9: nobody gives themselves a task, and none is given for more than two years. */
const tasksGiven = askingProbe(
  'P9.tasks-given-by-others',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(id ORDER BY id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT g.id, g.granted_by = g.staff_id OR g.until > (g.granted_at AT TIME ZONE 'UTC')::date + interval '2 years 1 day' AS wrong
         FROM staff.task_grant g) each`,
);

/** P9: user names are one person's: no two accounts have the same, and nobody who works is without. */
const ownUserNames = askingProbe(
  'P9.own-user-names',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(id ORDER BY id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT id, user_name_digest IS NULL OR count(*) OVER (PARTITION BY user_name_digest) > 1 AS wrong
         FROM staff.member WHERE state <> 'erased') each`,
);

interface ReadingGroup extends Group {
  readonly task: string | null;
  readonly act: string;
  readonly categories: readonly string[];
  readonly declaration_version: number;
  readonly sample: string;
}

// The newest lines: at a busy desk they are of a day or two, and the history has the days before.
const readingsSql = `SELECT task, act, categories, declaration_version, count(*) AS times, max(id::text) AS sample
   FROM (SELECT id, task, act, categories, declaration_version, actor_kind, action, refusal FROM log.entry
         WHERE at > $1 ORDER BY at DESC, id DESC LIMIT 100000) newest
   WHERE actor_kind = 'staff' AND refusal IS NULL AND action IN ${readings} AND task IS DISTINCT FROM 'sign-in'
   GROUP BY 1, 2, 3, 4`;

/** P13: each reading was for a task that holds the act and sees those data, by the version in force then. */
const readWithinTask = codeProbe(
  'P13.read-within-task',
  [readingsSql, 'code: server/safeguards/declaration/may-hold.ts'],
  async (context) => {
    const groups = await context.db.query<ReadingGroup>(readingsSql, [
      new Date(context.now.getTime() - lookBack),
    ]);
    return countGroups(
      groups,
      async ({ task, act, categories, declaration_version: version }) => {
        const declaration = await versionOr(context, version);
        if (declaration === undefined || task === null || !isAct(act)) return true;
        if (findTask(declaration, task) === undefined) return true;
        // Names of staff are no category of the register: who may list them sees them.
        return !mayHold(declaration, task, act, {
          categories: categories.filter((category) => category !== staffCategory),
        });
      },
      ({ sample }) => [sample],
    );
  },
);

function isAct(text: string): text is Act {
  return (acts as readonly string[]).includes(text);
}

export const accessProbes: readonly Probe[] = [boundBeforeReading, tasksGiven, ownUserNames, readWithinTask];
