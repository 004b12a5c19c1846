import { existsSync } from 'node:fs';
import type { Settings } from '../../base/settings.ts';
import { findDatabase, findPendingMigrations, isStorageMade, secretsOf } from '../../compose-storage.ts';
import { openKeys } from '../../compose-keeper.ts';
import { createDatabase, type Database, type DatabaseConnection } from '../../storage/database.ts';
import { logWriterRole, serviceRole } from '../../storage/migrate.ts';
import { checkCopies } from './check-copies.ts';
import { checkEpochs } from './check-epochs.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'database';
const furthestApart = 5_000;

/** Reachable, of the right version, its roles no wider than they must be, its clock ours. */
export async function checkDatabase(settings: Settings): Promise<Finding[]> {
  if (!isStorageMade(settings)) return [ok(about, 'embedded; made at the first start')];
  const hasKeys = existsSync(settings.keeperDir);
  // Told under HALTIJA_KEEPER_DIR.
  if (!hasKeys && settings.databaseUrl === undefined) return [];
  const keys = () => openKeys(settings, { create: false });
  const found = await findDatabase(settings, keys);
  if (found === undefined) return [ok(about, 'embedded; not running, looked at while the service runs')];

  const where =
    found.ownerPid === undefined ? 'by HALTIJA_DATABASE_URL' : `embedded, run by pid ${found.ownerPid}`;
  const owner = createDatabase(found.owner, { max: 1, applicationName: 'haltija-doctor' });
  try {
    const [server] = await owner.query<{ version: number; now: Date }>(
      "SELECT current_setting('server_version_num')::int AS version, clock_timestamp() AS now",
    );
    const findings = [
      ok(about, `answers, ${where}`),
      checkVersion(server!.version),
      checkItsClock(server!.now),
    ];
    const { pending, unknown } = await findPendingMigrations(found.owner);
    if (unknown.length > 0)
      findings.push(problem(about, 'is of a newer release than this one', 'Use the release that made it'));
    else if (pending.length > 0)
      findings.push(
        warning(about, `is ${pending.length} migrations behind`, 'Start the service: it applies them'),
      );
    else findings.push(ok(about, 'has every migration of this release'));
    if (pending.length > 0) return findings;
    findings.push(...(await checkRoles(owner)), ...(await checkEpochs(owner)), ...(await checkCopies(owner)));
    if (!hasKeys)
      findings.push(
        problem(
          about,
          'is set up, but the keys are not here',
          'Bring back the folder of HALTIJA_KEEPER_DIR: without it nothing that is stored can be read',
        ),
      );
    else findings.push(...(await checkPasswords(found.owner, secretsOf(await keys()))));
    return findings;
  } finally {
    await owner.end();
  }
}

function checkVersion(version: number): Finding {
  const says = `PostgreSQL ${Math.floor(version / 10_000)}.${version % 10_000}`;
  return version >= 180_000
    ? ok(about, says)
    : problem(about, `${says} is too old`, 'Use PostgreSQL 18, or leave HALTIJA_DATABASE_URL out');
}

function checkItsClock(now: Date): Finding {
  const apart = Math.abs(Date.now() - now.getTime());
  if (apart < furthestApart) return ok(about, 'its clock and this one agree');
  return problem(about, `its clock and this one are ${Math.round(apart / 1000)} s apart`, 'Set both by NTP');
}

async function checkRoles(db: Database): Promise<Finding[]> {
  const roles = await db.query<{ name: string; wide: boolean; changes: boolean }>(
    `SELECT rolname AS name, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS wide,
            has_table_privilege(rolname, 'log.entry', 'UPDATE') OR has_table_privilege(rolname, 'log.entry', 'DELETE')
              OR has_table_privilege(rolname, 'log.entry', 'TRUNCATE') AS changes
     FROM pg_roles WHERE rolname = ANY ($1)`,
    [[serviceRole, logWriterRole]],
  );
  const findings = roles.flatMap(({ name, wide, changes }) => [
    ...(wide
      ? [
          problem(
            about,
            `the role ${name} may more than it should`,
            `ALTER ROLE ${name} NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS`,
          ),
        ]
      : []),
    ...(changes
      ? [
          problem(
            about,
            `the role ${name} can change the access log`,
            `REVOKE UPDATE, DELETE, TRUNCATE ON log.entry FROM ${name}`,
          ),
        ]
      : []),
  ]);
  return findings.length > 0
    ? findings
    : [ok(about, 'its roles are no superusers and cannot change the access log')];
}

async function checkPasswords(
  owner: DatabaseConnection,
  secret: (role: string) => string,
): Promise<Finding[]> {
  for (const user of [serviceRole, logWriterRole]) {
    const db = createDatabase(
      { ...owner, user, password: secret(user) },
      { max: 1, applicationName: 'haltija-doctor' },
    );
    try {
      await db.query('SELECT 1');
    } finally {
      await db.end();
    }
  }
  return [ok(about, 'knows the passwords that the keeper gives')];
}
