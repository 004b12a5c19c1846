import type { Id } from '../../../base/new-id.ts';
import { verifyEntries } from '../../access-log/verify-entries.ts';
import { askingProbe, codeProbe, found, type Probe } from './probe.ts';

const service = 'haltija_service';
const logWriter = 'haltija_log_writer';
const backup = 'haltija_backup';

/** What the running product must not be able to do, whatever the migrations of the day gave it. */
const forbidden: readonly (readonly [role: string, table: string, ...privileges: string[]])[] = [
  [service, 'log.entry', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'log.place', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'log.tile', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'log.checkpoint', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.unit_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  // Its dates may be read, never the key.
  [service, 'ring.index_cover', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.index_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.tombstone', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'declaration.version', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'staff.member', 'DELETE', 'TRUNCATE'],
  [service, 'staff.task_grant', 'DELETE', 'TRUNCATE'],
  [service, 'staff.undertaking_acceptance', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'figures.total', 'DELETE', 'TRUNCATE'],
  [service, 'promises.result', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [logWriter, 'log.entry', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [logWriter, 'log.waiting', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [logWriter, 'register.contact', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'register.person', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'register.person_field', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'mail.raw', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'ring.unit_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [backup, 'log.entry', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [backup, 'ring.unit_key', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [backup, 'ring.tombstone', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [backup, 'declaration.version', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [backup, 'register.contact', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [backup, 'register.person_field', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
];
const asked = forbidden.flatMap(([role, table, ...privileges]) =>
  privileges.map((privilege) => ({ role, table, privilege })),
);

// The catalogue itself is read, not the names of privileges: a role without leave for a schema may not name what is in it.
const privilegesSql = `WITH asked AS (
     SELECT a.role, a."table", a.privilege, c.oid FROM unnest($1::text[], $2::text[], $3::text[]) AS a(role, "table", privilege)
     LEFT JOIN (pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace) ON n.nspname || '.' || c.relname = a."table"
   ), wrong AS (
     SELECT 2 AS rank, role || ' ' || privilege || ' ' || "table" AS what FROM asked
     WHERE oid IS NULL OR has_table_privilege(role, oid, privilege)
       OR CASE WHEN privilege IN ('SELECT', 'INSERT', 'UPDATE') THEN has_any_column_privilege(role, oid, privilege) END
     UNION ALL
     SELECT 0, rolname || ' ' || attribute FROM pg_roles, LATERAL (VALUES ('superuser', rolsuper), ('createrole', rolcreaterole),
       ('createdb', rolcreatedb), ('replication', rolreplication), ('bypassrls', rolbypassrls)) AS a(attribute, given)
     WHERE rolname IN ('${service}', '${logWriter}', '${backup}') AND given
     UNION ALL
     SELECT 1, m.rolname || ' member of ' || r.rolname FROM pg_roles m, pg_roles r
     WHERE m.rolname IN ('${service}', '${logWriter}', '${backup}') AND m.oid <> r.oid
       AND pg_has_role(m.oid, r.oid, 'MEMBER')
     UNION ALL
     SELECT 2, r.rolname || ' CREATE ' || n.nspname FROM pg_namespace n, pg_roles r
     WHERE r.rolname IN ('${service}', '${logWriter}', '${backup}') AND n.nspname NOT LIKE 'pg\\_%'
       AND n.nspname NOT IN ('information_schema', 'graphile_worker') AND has_schema_privilege(r.oid, n.oid, 'CREATE')
   )
   SELECT count(*) AS numerator, cardinality($1::text[]) + 15 AS denominator, (array_agg(what ORDER BY rank, what))[1:5] AS sample FROM wrong`;

/** P7: the roles of the running product can do what they are for and no more. */
const leastPrivilege = codeProbe(
  'P7.least-privilege',
  [privilegesSql, JSON.stringify(forbidden)],
  async ({ db }) => {
    const [row] = await db.query<{ numerator: number; denominator: number; sample: string[] | null }>(
      privilegesSql,
      [
        asked.map(({ role }) => role),
        asked.map(({ table }) => table),
        asked.map(({ privilege }) => privilege),
      ],
    );
    return found(row!.numerator, row!.denominator, row!.sample);
  },
);

const linesLookedAt = 10_000;
const sinceSql = `SELECT id FROM log.entry ORDER BY id DESC OFFSET ${linesLookedAt} LIMIT 1`;

/** P7: the newest lines of the access log say what they said when they were written. */
const logUnaltered = codeProbe(
  'P7.log-unaltered',
  [sinceSql, 'code: server/safeguards/access-log/verify-entries.ts'],
  async ({ db, now }) => {
    const [before] = await db.query<{ id: Id<'log-entry'> }>(sinceSql);
    const { bad, entries, firstBad } = await verifyEntries({
      db,
      clock: { now: () => now },
      ...(before && { after: before.id }),
    });
    return found(bad, entries, firstBad ? [firstBad.id] : []);
  },
);

/** P7: every line has its place in the tree within a minute. Of those without one all that wait are looked at, and the newest. */
const logInTree = askingProbe(
  'P7.log-in-tree',
  `WITH newest AS (SELECT id FROM log.entry ORDER BY id DESC LIMIT ${linesLookedAt}), without AS (
     SELECT n.id FROM newest n WHERE NOT EXISTS (SELECT FROM log.place p WHERE p.entry_id = n.id)
       AND NOT EXISTS (SELECT FROM log.waiting w WHERE w.entry_id = n.id)
     UNION ALL
     SELECT entry_id FROM log.waiting WHERE at < now() - interval '1 minute'
   )
   SELECT (SELECT count(*) FROM without) AS numerator, (SELECT count(*) FROM newest) AS denominator,
     ARRAY(SELECT id FROM without ORDER BY id LIMIT 5) AS sample`,
);

/** P7: the tree goes on from the checkpoint that is kept elsewhere, and that was looked at lately. Nothing is asked where no place is set. */
const logAnchored = askingProbe(
  'P7.log-anchored',
  `WITH newest AS (SELECT at, code FROM log.anchoring ORDER BY at DESC LIMIT 1)
   SELECT count(*) FILTER (WHERE wrong IS NOT NULL) AS numerator, count(*) AS denominator,
     array_agg(wrong) FILTER (WHERE wrong IS NOT NULL) AS sample
   FROM (SELECT coalesce(code, CASE WHEN at < $1::timestamptz - interval '3 hours' THEN 'not-looked-at' END) AS wrong
         FROM newest) looked`,
  ({ now }) => [now],
);

/** P7: a backup was made within the last day, and an hour to make it in. Nothing is asked where no place was ever set. */
const backedUp = askingProbe(
  'P7.backed-up',
  `WITH runs AS (SELECT count(*) AS begun, min(started_at) AS first, max(started_at) FILTER (WHERE state = 'finished') AS good
     FROM operations.backup_run WHERE kind = 'backup'),
   wrong AS (SELECT coalesce((SELECT name FROM operations.backup_run WHERE kind = 'backup' AND state = 'finished' ORDER BY started_at DESC LIMIT 1),
       'none') AS last FROM runs WHERE begun > 0 AND coalesce(good, first) < $1::timestamptz - interval '26 hours')
   SELECT (SELECT count(*) FROM wrong) AS numerator, (SELECT least(begun, 1) FROM runs) AS denominator,
     ARRAY(SELECT last FROM wrong) AS sample`,
  ({ now }) => [now],
);

/**
 * P7: a backup was restored within the last month, for good or as a rehearsal, and all was well. Nothing is asked where no
 * backup has been made, nor in the first month of the first.
 */
const restoredLately = askingProbe(
  'P7.restored-lately',
  `WITH backups AS (SELECT min(ended_at) AS first, count(*) AS made FROM operations.backup_run WHERE kind = 'backup' AND state = 'finished'),
   newest AS (SELECT at, ok FROM operations.restore_report WHERE kind IN ('restore', 'rehearsal') ORDER BY at DESC LIMIT 1),
   wrong AS (SELECT CASE WHEN NOT coalesce((SELECT ok FROM newest), true) THEN 'not-well' ELSE 'too-long-ago' END AS what FROM backups
     WHERE made > 0 AND (NOT coalesce((SELECT ok FROM newest), true)
       OR coalesce((SELECT at FROM newest), first) < $1::timestamptz - interval '31 days'))
   SELECT (SELECT count(*) FROM wrong) AS numerator, (SELECT least(made, 1) FROM backups) AS denominator,
     ARRAY(SELECT what FROM wrong) AS sample`,
  ({ now }) => [now],
);

export const protectionProbes: readonly Probe[] = [
  leastPrivilege,
  logUnaltered,
  logInTree,
  logAnchored,
  backedUp,
  restoredLately,
];
