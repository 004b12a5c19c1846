import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeDemoBackups } from './demo-backups.ts';
import { removeDemoPhone } from './demo-phone.ts';
import { Refusal } from '../base/errors.ts';
import type { Settings } from '../base/settings.ts';
import type { House } from '../compose.ts';
import { embeddedFolder } from '../compose-storage.ts';
import { removeEmbeddedPostgres } from '../storage/embedded/remove-embedded-postgres.ts';

// Says that what lies here is invented and may be removed.
const mark = (settings: Settings) => join(settings.dataDir, 'this-is-a-demo');

/**
 * Before the demo fills a register: it must be its own, or an untouched one.
 * @throws Refusal `settings-invalid` (`demo-on-real-data`)
 */
export async function claimForDemo(house: House): Promise<void> {
  const { settings } = house;
  if (existsSync(mark(settings))) return;
  const [used] = await house.storage.db.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM staff.member) OR EXISTS (SELECT 1 FROM staff.link) OR EXISTS (SELECT 1 FROM register.contact) OR EXISTS (SELECT 1 FROM mail.raw) AS used',
  );
  if (used?.used !== false)
    throw new Refusal('settings-invalid', { reason: 'demo-on-real-data', folder: settings.dataDir });
  mkdirSync(settings.dataDir, { recursive: true });
  writeFileSync(mark(settings), 'What lies here is invented. haltija demo --reset removes it.\n', {
    flush: true,
  });
}

/**
 * Removes the demo's database, blobs and keys. @returns false when there was nothing
 * @throws Refusal `settings-invalid` (`not-the-demo`, `reset-by-hand`); `storage-unavailable` while it runs
 */
export async function removeDemo(settings: Settings): Promise<boolean> {
  for (const [setting, given] of [
    ['HALTIJA_DATABASE_URL', settings.databaseUrl],
    ['HALTIJA_BLOB_URL', settings.bucket],
  ] as const)
    if (given !== undefined) throw new Refusal('settings-invalid', { reason: 'reset-by-hand', setting });
  if (!existsSync(mark(settings))) {
    if (!existsSync(embeddedFolder(settings))) return false;
    throw new Refusal('settings-invalid', { reason: 'not-the-demo', folder: settings.dataDir });
  }
  await removeEmbeddedPostgres(embeddedFolder(settings));
  // The keeper last: should this be stopped half way, what is left can still be removed again.
  for (const folder of [settings.blobDir, embeddedFolder(settings), settings.keeperDir]) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  removeDemoBackups(settings);
  removeDemoPhone(settings);
  rmSync(mark(settings), { force: true });
  return true;
}
