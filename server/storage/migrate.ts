import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Refusal } from '../base/errors.ts';
import { asRefusal, type DatabaseConnection } from './database.ts';
import { makeScramVerifier } from './make-scram-verifier.ts';

/** Roles of the running service; the owner only migrates. */
export interface RolePasswords {
  readonly service: string;
  readonly logWriter: string;
  readonly backup: string;
}

export const serviceRole = 'haltija_service';
export const logWriterRole = 'haltija_log_writer';
/** Reads all that a backup holds, and can change nothing. */
export const backupRole = 'haltija_backup';

// One number for all installations: two processes that start at once take turns.
const migrationLock = 7_240_411_985;

/** A migration as a backup names it; `digest`: SHA-256 of its text, hex. */
export interface NamedMigration {
  readonly name: string;
  readonly digest: string;
}

/**
 * Brings the database up to the newest migration, under a lock. Forward only: a migration that was
 * applied and has changed since is refused ('storage-unavailable', reason 'migration-changed').
 * @param exactly only these, as a backup was made with; one that this release has not is refused ('database-of-newer-release')
 * @returns the names of what was applied now
 */
export async function migrate(
  owner: DatabaseConnection,
  passwords: RolePasswords,
  folder: string,
  exactly?: readonly NamedMigration[],
): Promise<string[]> {
  const client = new pg.Client({ ...owner, application_name: 'haltija-migrate' });
  // A connection that breaks says so twice: to its query, and here.
  client.on('error', () => undefined);
  const applied: string[] = [];
  try {
    await client.connect();
    const { rows: versions } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    const version = Number(versions[0]?.server_version_num ?? 0);
    if (version < 180_000)
      throw new Refusal('storage-unavailable', { reason: 'postgresql-18-needed', found: version });
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await makeRoles(client, passwords);
    await client.query(
      'CREATE TABLE IF NOT EXISTS public.haltija_migration (name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows: done } = await client.query<{ name: string; digest: string }>(
      'SELECT name, digest FROM public.haltija_migration',
    );
    const known = new Map(done.map((row) => [row.name, row.digest]));
    const wanted = exactly && new Map(exactly.map(({ name, digest }) => [name, digest]));
    const ours = (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted();
    if (exactly?.some(({ name }) => !ours.includes(name)))
      throw new Refusal('storage-unavailable', { reason: 'database-of-newer-release' });
    for (const name of ours) {
      if (wanted && !wanted.has(name)) continue;
      const sql = await readFile(join(folder, name), 'utf8');
      const digest = createHash('sha256').update(sql).digest('hex');
      const before = known.get(name);
      if (before === digest) continue;
      if (before !== undefined || (wanted && wanted.get(name) !== digest))
        throw new Refusal('storage-unavailable', { reason: 'migration-changed', migration: name });
      await client.query('BEGIN');
      await client.query(sql);
      await client.query('INSERT INTO public.haltija_migration (name, digest) VALUES ($1, $2)', [
        name,
        digest,
      ]);
      await client.query('COMMIT');
      applied.push(name);
    }
    return applied;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw asRefusal(error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function makeRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  for (const [role, password] of [
    [serviceRole, passwords.service],
    [logWriterRole, passwords.logWriter],
    [backupRole, passwords.backup],
  ] as const) {
    const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (rows.length === 0)
      await client.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION`);
    await client.query(`ALTER ROLE ${role} PASSWORD ${pg.escapeLiteral(makeScramVerifier(password))}`);
    await client.query(`ALTER ROLE ${role} SET search_path = ''`);
    // A server set otherwise would quietly break "durable before shown".
    await client.query(`ALTER ROLE ${role} SET synchronous_commit = on`);
    if (role === backupRole) await client.query(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
  }
  const { rows } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'haltija_ring'");
  if (rows.length === 0) await client.query('CREATE ROLE haltija_ring NOLOGIN NOSUPERUSER');
}
