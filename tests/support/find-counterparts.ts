import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

// Service folders are not in an ordinary user's PATH.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function findProgram(names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // The next place.
      }
    }
  }
  return undefined;
}

/** A Chromium to drive: `HALTIJA_CHROMIUM`, or the one in the PATH. */
export function findChromium(): string | undefined {
  return (
    process.env['HALTIJA_CHROMIUM'] ||
    findProgram(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])
  );
}

/** A Dovecot to fetch mail from: `HALTIJA_DOVECOT`, or the one in the PATH or the service folders. */
export function findDovecot(): string | undefined {
  return process.env['HALTIJA_DOVECOT'] || findProgram(['dovecot']);
}
