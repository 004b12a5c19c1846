import type { Id } from '../../../base/new-id.ts';
import { verifyEntries } from '../../access-log/verify-entries.ts';
import { codeProbe, found, type Probe } from './probe.ts';

const service = 'haltija_service';
const logWriter = 'haltija_log_writer';

/** What the running product must not be able to do, whatever the migrations of the day gave it. */
const forbidden: readonly (readonly [role: string, table: string, ...privileges: string[]])[] = [
  [service, 'log.entry', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.unit_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.index_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'ring.tombstone', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'declaration.version', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'staff.member', 'DELETE', 'TRUNCATE'],
  [service, 'staff.task_grant', 'DELETE', 'TRUNCATE'],
  [service, 'staff.undertaking_acceptance', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [service, 'figures.total', 'DELETE', 'TRUNCATE'],
  [service, 'promises.result', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [logWriter, 'log.entry', 'SELECT', 'UPDATE', 'DELETE', 'TRUNCATE'],
  [logWriter, 'register.contact', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'register.person', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'register.person_field', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'mail.raw', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  [logWriter, 'ring.unit_key', 'SELECT', 'INSERT', 'UPDATE', 'DELETE'],
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
     WHERE rolname IN ('${service}', '${logWriter}') AND given
     UNION ALL
     SELECT 1, m.rolname || ' member of ' || r.rolname FROM pg_roles m, pg_roles r
     WHERE m.rolname IN ('${service}', '${logWriter}') AND m.oid <> r.oid
       AND pg_has_role(m.oid, r.oid, 'MEMBER')
     UNION ALL
     SELECT 2, r.rolname || ' CREATE ' || n.nspname FROM pg_namespace n, pg_roles r
     WHERE r.rolname IN ('${service}', '${logWriter}') AND n.nspname NOT LIKE 'pg\\_%'
       AND n.nspname NOT IN ('information_schema', 'graphile_worker') AND has_schema_privilege(r.oid, n.oid, 'CREATE')
   )
   SELECT count(*) AS numerator, cardinality($1::text[]) + 10 AS denominator, (array_agg(what ORDER BY rank, what))[1:5] AS sample FROM wrong`;

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

export const protectionProbes: readonly Probe[] = [leastPrivilege, logUnaltered];
