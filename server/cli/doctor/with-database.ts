import { existsSync } from 'node:fs';
import type { Settings } from '../../base/settings.ts';
import { findDatabase, findPendingMigrations, isStorageMade, secretsOf } from '../../compose-storage.ts';
import { openKeys } from '../../compose-keeper.ts';
import { createDatabase, type Database } from '../../storage/database.ts';
import { serviceRole } from '../../storage/migrate.ts';

/** The database as the service sees it, where there is one of this release that runs; starts and makes nothing. */
export async function withDatabase<T>(
  settings: Settings,
  work: (db: Database) => Promise<T>,
): Promise<T | undefined> {
  if (!isStorageMade(settings) || !existsSync(settings.keeperDir)) return undefined;
  const keys = () => openKeys(settings, { create: false });
  const found = await findDatabase(settings, keys);
  if (found === undefined || (await findPendingMigrations(found.owner)).pending.length > 0) return undefined;
  const db = createDatabase(
    { ...found.owner, user: serviceRole, password: secretsOf(await keys())(serviceRole) },
    { max: 1 },
  );
  try {
    return await work(db);
  } finally {
    await db.end();
  }
}
