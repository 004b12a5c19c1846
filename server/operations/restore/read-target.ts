import type { Blobs } from '../../storage/blobs.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { type Quarantine, readQuarantine } from './quarantine.ts';

/** What stands where a register is to be brought back. */
export interface Target {
  readonly quarantine: Quarantine | undefined;
  readonly holdsData: boolean;
  /** A service was started on an empty place, and has stored nothing: its tables may go. */
  readonly isUntouched: boolean;
  readonly holdsBlobs: boolean;
}

/** Anything that is not PostgreSQL's own counts as data, be it ours or another's. */
export async function readTarget(db: Db, blobs: Blobs | undefined): Promise<Target> {
  const [row] = await db.query<{ tables: number }>(
    `SELECT count(*) AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
       AND NOT (n.nspname = 'public' AND c.relname = 'haltija_quarantine')`,
  );
  const holdsData = row!.tables > 0;
  let holdsBlobs = false;
  if (blobs !== undefined)
    for await (const _blob of blobs.list()) {
      holdsBlobs = true;
      break;
    }
  return {
    quarantine: await readQuarantine(db),
    holdsData,
    isUntouched: holdsData && (await isUntouched(db)),
    holdsBlobs,
  };
}

async function isUntouched(db: Db): Promise<boolean> {
  const names = ['public.haltija_migration', 'declaration.version', 'log.entry', 'staff.member', 'mail.raw'];
  const [there] = await db.query<{ all: boolean }>(
    'SELECT bool_and(to_regclass(name) IS NOT NULL) AS "all" FROM unnest($1::text[]) AS name',
    [names],
  );
  if (!there!.all) return false;
  const [row] = await db.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM declaration.version) OR EXISTS (SELECT FROM log.entry) OR EXISTS (SELECT FROM staff.member)
       OR EXISTS (SELECT FROM mail.raw) AS used`,
  );
  return !row!.used;
}

/** Tables that nothing was ever stored in; the backup's migrations make them anew. All of them, or none. */
export async function removeUntouched(db: Tx): Promise<void> {
  const schemas = await db.query<{ name: string }>(
    `SELECT quote_ident(nspname) AS name FROM pg_namespace
     WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')`,
  );
  for (const { name } of schemas) await db.query(`DROP SCHEMA ${name} CASCADE`);
  await db.query('DROP TABLE IF EXISTS public.haltija_migration');
}
