import { accessSync, chmodSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, rmSync, statfsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'haltija-check-';
const enough = 6 * 2 ** 30;

/** Room in memory, and programs may run there. */
function isFit(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    const available = /^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1];
    return (
      bavail * bsize >= enough &&
      Number(available) * 1024 >= enough &&
      mount !== undefined &&
      !mount.split(' ')[3]!.split(',').includes('noexec')
    );
  } catch {
    return false;
  }
}

/** Of a run that was killed: it would take up memory until the machine is started anew. */
function removeLeftBehind(): void {
  for (const name of readdirSync(memory)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !existsSync(`/proc/${pid}`))
      rmSync(join(memory, name), { recursive: true, force: true });
  }
}

/**
 * Where the tests' houses stand, and what they start: in memory where there is room. Each of two hundred databases is made,
 * written through and taken away; on a disk that is half of the work. What a killed process wrote is there all the same.
 * @returns undefined: where temporary files stand anyway
 */
export function makeMemoryDisk(): string | undefined {
  if (!isFit()) return undefined;
  removeLeftBehind();
  const folder = mkdtempSync(join(memory, `${prefix}${process.pid}-`));
  // As root the database servers run as another user, who must get through.
  chmodSync(folder, 0o711);
  return folder;
}

/** The server's programs are copied once for all tests: a house that finds them makes no copy of its own. */
export function lendPrograms(dataDir: string): void {
  const programs = process.env['HALTIJA_TEST_PROGRAMS'];
  if (programs === undefined) return;
  const home = join(dataDir, 'postgres');
  mkdirSync(home, { recursive: true });
  if (process.getuid?.() === 0) for (const each of [dataDir, home]) chmodSync(each, 0o711);
  try {
    symlinkSync(programs, join(home, 'native'));
  } catch {
    // It was started before.
  }
}
