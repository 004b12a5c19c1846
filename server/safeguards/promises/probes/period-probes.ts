import { periodFor } from '../../declaration/period-for.ts';
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
     UNION ALL SELECT p.id FROM register.person p WHERE p.delete_after < $1 AND p.state = 'active'
       AND NOT EXISTS (SELECT FROM register.contact c WHERE c.person_id = p.id)
     UNION ALL SELECT s.id FROM staff.member s WHERE s.state = 'closed' AND s.delete_after < $1
   )
   SELECT (SELECT count(*) FROM late) AS numerator,
     (SELECT count(*) FROM register.contact) + (SELECT count(*) FROM mail.raw WHERE contact_id IS NULL) + (SELECT count(*) FROM register.incident)
       + (SELECT count(*) FROM register.person) + (SELECT count(*) FROM staff.member WHERE state = 'closed') AS denominator,
     ARRAY(SELECT id FROM late LIMIT 5) AS sample`,
  graceOf,
);

interface RuleGroup extends Group {
  readonly unit: 'contact' | 'person' | 'mail' | 'incident' | 'staff';
  readonly rule: string;
  readonly version: number;
  readonly sample: string;
}
const rulesSql = `SELECT 'contact' AS unit, delete_rule AS rule, declaration_version AS version, count(*) AS times, max(id::text) AS sample FROM register.contact GROUP BY 2, 3
   UNION ALL SELECT 'person', delete_rule, declaration_version, count(*), max(id::text) FROM register.person GROUP BY 2, 3
   UNION ALL SELECT 'mail', delete_rule, declaration_version, count(*), max(id::text) FROM mail.raw WHERE contact_id IS NULL GROUP BY 2, 3
   UNION ALL SELECT 'incident', delete_rule, declaration_version, count(*), max(id::text) FROM register.incident GROUP BY 2, 3
   UNION ALL SELECT 'staff', delete_rule, declaration_version, count(*), max(id::text) FROM staff.member WHERE state = 'closed' GROUP BY 2, 3`;

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

/** P20: of what was erased nothing is left standing. */
const nothingLeft = askingProbe(
  'P20.nothing-left',
  `WITH left_over AS (
     SELECT t.unit_id FROM ring.tombstone t JOIN register.contact c ON c.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.person p ON p.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN mail.raw m ON m.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN register.incident i ON i.id = t.unit_id
     UNION ALL SELECT t.unit_id FROM ring.tombstone t JOIN staff.member s ON s.id = t.unit_id WHERE s.state <> 'erased'
   )
   SELECT (SELECT count(*) FROM left_over) AS numerator, (SELECT count(*) FROM ring.tombstone) AS denominator,
     ARRAY(SELECT unit_id FROM left_over LIMIT 5) AS sample`,
);

export const periodProbes: readonly Probe[] = [
  pastTheirDate,
  datedByRule,
  erasingLogged,
  foundByPresent,
  keysStayDestroyed,
  nothingLeft,
];
