import { sufficesToIdentify } from '../../declaration/suffices-to-identify.ts';
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

interface WayGroup extends Group {
  readonly way: string;
  readonly version: number;
  /** Seconds for which it held at the most. */
  readonly held: number;
  readonly sample: string;
}
const waysSql = `SELECT way, declaration_version AS version, count(*) AS times, max(id::text) AS sample,
     coalesce(max(extract(epoch FROM holds_until - begun_at)), 0)::float8 AS held
   FROM register.identification WHERE way IS NOT NULL GROUP BY 1, 2`;
/** What is compared by another register takes some seconds, and the time begins after it. */
const comparingSeconds = 60;

/**
 * P6: each try was by a way of the declaration of then, which asks for enough: never name and identity code alone; and whoever was
 * identified was so no longer than declared. Of how many: tries that are held.
 */
const byDeclaredWays = codeProbe(
  'P6.identified-by-enough',
  [
    waysSql,
    'code: server/safeguards/declaration/suffices-to-identify.ts',
    'code: server/safeguards/promises/probes/identification-probes.ts',
  ],
  async (context) =>
    countGroups(
      await context.db.query<WayGroup>(waysSql),
      async ({ way: key, version, held }) => {
        const declaration = await versionOr(context, version);
        const { ways = {}, validMinutes = 0 } = declaration?.identification ?? {};
        const way = Object.hasOwn(ways, key) ? ways[key] : undefined;
        if (declaration === undefined || way === undefined) return true;
        if (held > validMinutes * 60 + comparingSeconds) return true;
        const asked = (way.asks ?? []).map((category) => declaration.categories[category]?.kind);
        return way.kind !== 'call-back' && !sufficesToIdentify(asked);
      },
      ({ sample }) => [sample],
    ),
);

// A comparison names the try it was counted as. Of contacts that are gone, the tries are gone too.
const uncountedSql = `WITH compared AS (
     SELECT e.id, e.details ->> 'item' AS item, e.units FROM log.entry e
     WHERE e.at > $1 AND e.act = 'match-identity-code' AND e.action = 'match' AND e.refusal IS NULL ORDER BY e.at DESC, e.id DESC LIMIT 100000
   ), wrong AS (
     SELECT c.id FROM compared c WHERE NOT EXISTS (SELECT FROM register.identification i WHERE i.id::text = c.item)
       AND EXISTS (SELECT FROM register.contact k WHERE k.id = ANY (c.units))
   )
   SELECT (SELECT count(*) FROM wrong) AS numerator, (SELECT count(*) FROM compared) + (SELECT count(*) FROM register.identification WHERE begun_at > $1) AS denominator,
     ARRAY(SELECT id FROM wrong ORDER BY id LIMIT 5) AS sample`;
const versionsSql =
  'SELECT DISTINCT declaration_version AS version FROM register.identification WHERE begun_at > $1';
const tooManySql = `SELECT count(*) AS numerator, (array_agg(id ORDER BY id))[1:5] AS sample FROM (
     SELECT id, declaration_version, count(*) OVER (PARTITION BY person_id ORDER BY begun_at
         RANGE BETWEEN $3::interval PRECEDING AND CURRENT ROW) AS tries
     FROM register.identification WHERE begun_at > $1 AND outcome <> 'matched') each
   WHERE declaration_version = $2 AND tries > $4`;

interface Counted {
  readonly numerator: number;
  readonly denominator: number;
  readonly sample: readonly string[] | null;
}

/**
 * P6: nothing was compared that had not been counted before, and of nobody more tries came to nothing than the declaration of then allows. Of
 * how many: comparisons and tries of 30 days. By person: contacts may have been merged since, and their tries with them.
 */
const triesCounted = codeProbe(
  'P6.tries-counted',
  [uncountedSql, versionsSql, tooManySql],
  async (context) => {
    const { db, now } = context;
    const since = new Date(now.getTime() - lookBack);
    const [uncounted] = await db.query<Counted>(uncountedSql, [since]);
    let { numerator } = uncounted!;
    const sample = [...(uncounted!.sample ?? [])];
    for (const { version } of await db.query<{ version: number }>(versionsSql, [since])) {
      const attempts = (await versionOr(context, version))?.identification?.attempts;
      const [tooMany] = await db.query<Counted>(tooManySql, [
        since,
        version,
        `${attempts?.withinMinutes ?? 0} minutes`,
        attempts?.ofPerson ?? 0,
      ]);
      numerator += tooMany!.numerator;
      sample.push(...(tooMany!.sample ?? []));
    }
    return found(numerator, uncounted!.denominator, sample);
  },
);

/** P6: there is no place in which what was said could stand: not beside the try, and not in a line about it. Of how many: columns and lines of 30 days. */
const saidIsStoredNowhere = askingProbe(
  'P6.said-is-stored-nowhere',
  `WITH places AS (
     SELECT 'register.identification.' || a.attname AS place,
       (a.attname, format_type(a.atttypid, NULL)) NOT IN (('contact_id', 'uuid'), ('id', 'uuid'), ('person_id', 'uuid'), ('call_id', 'uuid'),
         ('begun_by', 'uuid'), ('begun_at', 'timestamp with time zone'), ('holds_until', 'timestamp with time zone'),
         ('declaration_version', 'integer'), ('way', 'text'), ('outcome', 'text')) AS wrong
     FROM pg_attribute a WHERE a.attrelid = 'register.identification'::regclass AND a.attnum > 0 AND NOT a.attisdropped
   ), lines AS (
     SELECT e.id::text AS place, EXISTS (SELECT FROM jsonb_each_text(e.details) d WHERE NOT CASE
         WHEN d.key IN ('item', 'session', 'token') THEN d.value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
         WHEN d.key = 'queue' THEN d.value ~ '^[a-z][A-Za-z0-9-]{0,59}$'
         WHEN d.key = 'change' THEN d.value IN ('identify-asked', 'identify-matched', 'identify-not-matched', 'identify-no-answer')
         WHEN d.key = 'way' THEN d.value IN ('call-back', 'questions', 'customer-register')
         ELSE false END) AS wrong
     FROM (SELECT id, details FROM log.entry WHERE at > $1 AND act = 'match-identity-code' ORDER BY at DESC, id DESC LIMIT 100000) e
   ), each AS (SELECT * FROM places UNION ALL SELECT * FROM lines)
   SELECT count(*) FILTER (WHERE wrong) AS numerator, count(*) AS denominator,
     (array_agg(place ORDER BY place) FILTER (WHERE wrong))[1:5] AS sample FROM each`,
  ({ now }) => [new Date(now.getTime() - lookBack)],
);

export const identificationProbes: readonly Probe[] = [byDeclaredWays, triesCounted, saidIsStoredNowhere];
