import { codeProbe, found, askingProbe, type Probe } from './probe.ts';

/**
 * P15: what acts by itself is given the queue, the language, the hour and closed words of a mail, and nothing else: what
 * shares contacts out and the team's rules have no other keys, what a sample of calls is drawn by has no other columns, and nothing in the database acts on a row of the register behind the program's back.
 */
const rulesKnowNobody = askingProbe(
  'P15.rules-know-nobody',
  `WITH rule AS (
     SELECT 'queue ' || key AS what, (body -> 'assignment') - ARRAY['rule', 'ceiling', 'inHoursOnly'] <> '{}'::jsonb
       OR body #>> '{assignment,rule}' NOT IN ('by-hand', 'in-turn', 'fewest-open') AS wrong
     FROM team.entry WHERE kind = 'queue'
     UNION ALL
     SELECT 'rule ' || id, (body -> 'when') - ARRAY['channels', 'mailboxes', 'languages', 'hours', 'weekdays', 'time', 'mail',
         'headers', 'subject', 'answeredBefore'] <> '{}'::jsonb
       OR coalesce(body #> '{when,headers}', '{}'::jsonb) - ARRAY['auto-submitted', 'precedence', 'importance', 'content-language',
         'list-id'] <> '{}'::jsonb
       OR body - ARRAY['on', 'when', 'does', 'stop'] <> '{}'::jsonb
     FROM team.rule
     UNION ALL
     SELECT 'drawing by ' || a.attname, a.attname NOT IN ('project_id', 'id', 'drawn_at', 'drawn_by', 'direction', 'from_on', 'to_on', 'from_hour',
         'to_hour', 'weekdays', 'least_seconds', 'most_seconds', 'asked', 'size', 'population', 'population_sealed', 'seed', 'drawn')
     FROM pg_attribute a WHERE a.attrelid = 'register.quality_draw'::regclass AND a.attnum > 0 AND NOT a.attisdropped
     UNION ALL
     SELECT 'trigger ' || t.tgname, true FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND n.nspname IN ('register', 'mail', 'team')
   )
   SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator, (array_agg(what ORDER BY what) FILTER (WHERE wrong))[1:5] AS sample
   FROM rule`,
);

// A process says each few seconds that it is there; one that has been silent for a minute has ended.
const processesSql = `SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(id ORDER BY id) FILTER (WHERE wrong))[1:5] AS sample
   FROM (SELECT p.id, CASE WHEN p.version < v.version THEN p.seen_at > v.published_at + interval '2 seconds'
           ELSE p.started_at < v.published_at AND p.taken_at > v.published_at + interval '2 seconds' END AS wrong
         FROM promises.process p,
           (SELECT version, published_at FROM declaration.version ORDER BY version DESC LIMIT 1) v
         WHERE p.seen_at > $1::timestamptz - interval '1 minute') each`;

/** P26: each running process took the newest version over within a second (two, with the clocks of two machines). */
const newestEverywhere = codeProbe('P26.newest-everywhere', [processesSql], async ({ db, now }) => {
  const [row] = await db.query<{ numerator: number; denominator: number; sample: string[] | null }>(
    processesSql,
    [now],
  );
  return row!.denominator === 0 ? null : found(row!.numerator, row!.denominator, row!.sample);
});

export const workingProbes: readonly Probe[] = [rulesKnowNobody, newestEverywhere];
