import { horizonOf } from '../../declaration/horizon-of.ts';
import { dueBefore, periodFor } from '../../declaration/period-for.ts';
import {
  askingProbe,
  codeProbe,
  countGroups,
  day,
  type Group,
  lookBack,
  type Probe,
  type ProbeContext,
  versionOr,
} from './probe.ts';

/** The sweep goes every hour; what is a day late was left lying. */
const graceOf = ({ now }: ProbeContext) => [new Date(now.getTime() - day)];

/** P10: nothing is kept past its date. What a restriction holds back, or who still has a contact, is not late. */
const pastTheirDate = askingProbe(
  'P10.past-their-date',
  `WITH late AS (
     SELECT c.id FROM register.contact c WHERE c.delete_after < $1
       AND NOT EXISTS (SELECT FROM register.person p WHERE p.id = c.person_id AND p.state = 'restricted')
     UNION ALL SELECT m.id FROM mail.raw m WHERE m.contact_id IS NULL AND m.delete_after < $1
     UNION ALL SELECT i.id FROM register.incident i WHERE i.delete_after < $1
     UNION ALL SELECT q.id FROM register.quality_project q WHERE q.delete_after < $1
       AND NOT EXISTS (SELECT FROM register.recording_extension x WHERE x.project_id = q.id)
     UNION ALL SELECT p.id FROM register.person p WHERE p.delete_after < $1 AND p.state = 'active'
       AND NOT EXISTS (SELECT FROM register.contact c WHERE c.person_id = p.id)
     UNION ALL SELECT s.id FROM staff.member s WHERE s.state = 'closed' AND s.delete_after < $1
     UNION ALL SELECT i.id FROM staff.inspection i WHERE i.delete_after < $1
   )
   SELECT (SELECT count(*) FROM late) AS numerator,
     (SELECT count(*) FROM register.contact) + (SELECT count(*) FROM mail.raw WHERE contact_id IS NULL) + (SELECT count(*) FROM register.incident)
       + (SELECT count(*) FROM register.person) + (SELECT count(*) FROM staff.member WHERE state = 'closed') + (SELECT count(*) FROM staff.inspection) AS denominator,
     ARRAY(SELECT id FROM late LIMIT 5) AS sample`,
  graceOf,
);

interface RuleGroup extends Group {
  readonly unit: 'contact' | 'person' | 'mail' | 'incident' | 'recording' | 'staff';
  readonly rule: string;
  readonly version: number;
  readonly sample: string;
}
const rulesSql = `SELECT 'contact' AS unit, delete_rule AS rule, declaration_version AS version, count(*) AS times, max(id::text) AS sample FROM register.contact GROUP BY 2, 3
   UNION ALL SELECT 'person', delete_rule, declaration_version, count(*), max(id::text) FROM register.person GROUP BY 2, 3
   UNION ALL SELECT 'mail', delete_rule, declaration_version, count(*), max(id::text) FROM mail.raw WHERE contact_id IS NULL GROUP BY 2, 3
   UNION ALL SELECT 'incident', delete_rule, declaration_version, count(*), max(id::text) FROM register.incident GROUP BY 2, 3
   UNION ALL SELECT 'recording', delete_rule, declaration_version, count(*), max(id::text) FROM register.recording GROUP BY 2, 3
   UNION ALL SELECT 'recording', delete_rule, declaration_version, count(*), max(id::text) FROM register.quality_project GROUP BY 2, 3
   UNION ALL SELECT 'staff', delete_rule, declaration_version, count(*), max(id::text) FROM staff.member WHERE state = 'closed' GROUP BY 2, 3
   UNION ALL SELECT 'staff', delete_rule, declaration_version, count(*), max(id::text) FROM staff.inspection GROUP BY 2, 3`;

/** P10: the rule that set a date is the period that its version declares for what it is. */
const datedByRule = codeProbe(
  'P10.dated-by-a-rule',
  [rulesSql, 'code: server/safeguards/promises/probes/period-probes.ts'],
  async (context) =>
    countGroups(
      await context.db.query<RuleGroup>(rulesSql),
      async ({ unit, rule, version }) => {
        const declaration = await versionOr(context, version);
        return declaration === undefined || periodFor(declaration, unit)?.rule !== rule;
      },
      ({ sample }) => [sample],
    ),
);

/** P10: what was erased stands in the log, with the rule by which it went. */
const erasingLogged = askingProbe(
  'P10.erasing-logged',
  `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(unit_id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT t.unit_id, NOT EXISTS (SELECT FROM log.entry e WHERE e.units @> ARRAY[t.unit_id] AND e.action = 'erase') AS wrong
         FROM (SELECT unit_id FROM ring.tombstone WHERE destroyed_at > $1 ORDER BY destroyed_at DESC LIMIT 500) t) each`,
  ({ now }) => [new Date(now.getTime() - lookBack)],
);

/**
 * P10: the log has its own period. Lines go by whole tiles of 256, the oldest first and the newest full one never, once a day:
 * two days after the first tile may go it is gone.
 */
const logPruned = askingProbe(
  'P10.log-pruned',
  `WITH first AS (SELECT index / 256 AS tile FROM log.place ORDER BY index LIMIT 1),
   late AS (
     SELECT EXISTS (SELECT FROM first JOIN log.tile t ON t.level = 0 AND t.index = first.tile + 1) AND NOT EXISTS (
       SELECT FROM first JOIN log.place p ON p.index >= first.tile * 256 AND p.index < (first.tile + 1) * 256
         LEFT JOIN log.entry e ON e.id = p.entry_id WHERE e.id IS NULL OR e.at >= $1) AS so
   )
   SELECT CASE WHEN so THEN (SELECT count(*) FROM log.entry WHERE at < $1) ELSE 0 END AS numerator,
     (SELECT coalesce(max(index) - min(index) + 1, 0) FROM log.place) AS denominator,
     CASE WHEN so THEN ARRAY(SELECT id FROM log.entry WHERE at < $1 ORDER BY at, id LIMIT 5) END AS sample FROM late`,
  ({ now, inForce: { declaration } }) => {
    const found = periodFor(declaration, 'access-log');
    const then = new Date(now.getTime() - 2 * day);
    // No period is declared: nothing goes, and nothing is late.
    return [found ? dueBefore(found.period, then, declaration.register.timeZone) : new Date(0)];
  },
);

/** P19: what a value was found by goes when the value is put right: each identifier leads to a field that is there. */
const foundByPresent = askingProbe(
  'P19.found-by-what-is-there',
  `SELECT count(*) FILTER (WHERE f.id IS NULL) AS numerator, count(*) AS denominator,
     (array_agg(i.person_id) FILTER (WHERE f.id IS NULL))[1:5] AS sample
   FROM register.identifier i LEFT JOIN register.person_field f ON f.person_id = i.person_id AND f.id = i.field_id`,
);

/** P20: a destroyed key does not come back. */
const keysStayDestroyed = askingProbe(
  'P20.keys-stay-destroyed',
  'SELECT numerator, denominator, sample FROM ring.count_returned()',
);

/** What hangs on a contact and that the database does not tie to it itself: deleting would cost twice as much (migration 0027). */
const hanging = [
  'note',
  'todo',
  'draft',
  'scheduled',
  'follower',
  'seen',
  'event',
  'forward',
  'call',
  'call_leg',
].map((part) => `register.contact_${part}`);
const hangingOnNothing = [...hanging, 'register.masked_code', 'register.complaint']
  .map(
    (table) =>
      `UNION ALL SELECT v.contact_id FROM ${table} v WHERE NOT EXISTS (SELECT FROM register.contact c WHERE c.id = v.contact_id)`,
  )
  .join(' ');

/** P20: of what was erased nothing is left standing, and whose erasure has begun is gone within the hour. */
const nothingLeft = askingProbe(
  'P20.nothing-left',
  `WITH left_over AS (
     SELECT t.unit_id FROM ring.tombstone t JOIN register.contact c ON c.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.person p ON p.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN mail.raw m ON m.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.incident i ON i.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.recording r ON r.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.quality_project q ON q.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN staff.member s ON s.id = t.unit_id WHERE s.state <> 'erased'
     UNION ALL SELECT c.id FROM register.contact c JOIN register.erasure e ON e.person_id = c.person_id
       WHERE e.begun_at < $1
     ${hangingOnNothing}
   )
   SELECT (SELECT count(*) FROM left_over) AS numerator, (SELECT count(*) FROM ring.tombstone) AS denominator,
     ARRAY(SELECT unit_id FROM left_over LIMIT 5) AS sample`,
  ({ now }) => [new Date(now.getTime() - 3_600_000)],
);

/** The ring's times are by the database's clock. */
const horizonDays = ({ inForce }: ProbeContext) => [horizonOf(inForce.declaration)];

/** P20: within the horizon no copy can bring back what was erased: the epoch that its key lay under has ended. */
const unrecoverableInTime = askingProbe(
  'P20.unrecoverable-in-time',
  `WITH late AS (
     SELECT t.unit_id FROM ring.tombstone t JOIN ring.epoch e ON e.epoch = t.epoch
     WHERE e.ended_at IS NULL AND t.destroyed_at < now() - $1 * interval '1 day'
   )
   SELECT (SELECT count(*) FROM late) AS numerator, (SELECT count(*) FROM ring.tombstone) AS denominator,
     ARRAY(SELECT unit_id FROM late ORDER BY unit_id LIMIT 5) AS sample`,
  horizonDays,
);

/**
 * P20: an epoch ends within the horizon, whether or not anything was erased under it; and so does the cover of look-ups, so
 * that guesses on an older copy come to nothing. Number 0 is no cover: it is to be left within a day of the release that has them.
 */
const epochsEnd = askingProbe(
  'P20.epochs-end',
  `SELECT count(*) FILTER (WHERE late) AS numerator, count(*) AS denominator, array_agg(what) FILTER (WHERE late) AS sample
   FROM (SELECT 'epoch ' || epoch AS what, began_at < now() - $1 * interval '1 day' AS late FROM ring.epoch WHERE ended_at IS NULL
     UNION ALL SELECT 'cover ' || generation, began_at < now() - CASE generation WHEN 0 THEN 1 ELSE $1 END * interval '1 day'
     FROM ring.index_cover WHERE ended_at IS NULL) each`,
  horizonDays,
);

export const periodProbes: readonly Probe[] = [
  pastTheirDate,
  datedByRule,
  erasingLogged,
  logPruned,
  foundByPresent,
  keysStayDestroyed,
  nothingLeft,
  unrecoverableInTime,
  epochsEnd,
];
