import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Settings } from '../base/settings.ts';
import type { House } from '../compose.ts';

const placeOf = (settings: Settings) => `${settings.dataDir}-backups`;
/** Beside them, as nobody should: what is in these backups is invented. */
const keyOf = (settings: Settings) => `${settings.dataDir}-backups.key`;

/** Backups beside the demo's data, with the key that opens them; those of the settings where a place is set. */
export async function withDemoBackups(settings: Settings): Promise<Settings> {
  if (settings.backup !== undefined) return settings;
  const file = keyOf(settings);
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${await generateIdentity()}\n`, { mode: 0o600, flush: true });
  }
  const recipient = await identityToRecipient(readFileSync(file, 'utf8').trim());
  return {
    ...settings,
    backup: { place: { folder: placeOf(settings) }, recipients: [recipient], keepDays: 3 },
  };
}

/** Once the past is filled in, so that there is something in it. What fails shows in the console. */
export async function backUpDemo(house: House, print: (line: string) => void): Promise<void> {
  const { place } = house.backups.settings ?? {};
  if (place === undefined || !('folder' in place)) return;
  const made = await house.backups.make().catch(() => undefined);
  if (made === undefined) return;
  print(`A backup was made: ${place.folder}/backups/${made.id}`);
  const key = keyOf(house.settings);
  if (existsSync(key)) print(`Its files open with: age -d -i ${key} FILE`);
}

export function removeDemoBackups(settings: Settings): void {
  rmSync(placeOf(settings), { recursive: true, force: true, maxRetries: 5 });
  rmSync(keyOf(settings), { force: true });
}
