import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { silentLogger } from '../../server/base/logger.ts';
import { systemClock } from '../../server/base/clock.ts';
import { Refusal } from '../../server/base/errors.ts';
import { readSettings, type Settings } from '../../server/base/settings.ts';
import { restoreHere, type RestoreOptions } from '../../server/compose-restore.ts';
import type { RestoreReport } from '../../server/operations/restore/report.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { registerFile, startHouse, type TestHouse } from '../support/start-house.ts';

export const copy = promisify(execFile);

/** A register with backups, that can burn down and be brought back. */
export interface FirePlace {
  readonly folder: string;
  readonly place: string;
  readonly identity: string;
  readonly settings: Record<string, string>;
  open(): Promise<Desk>;
  reopen(): Promise<TestHouse>;
  /** The data are gone; keys and backups are not. */
  burn(): Promise<void>;
  restore(options?: Partial<RestoreOptions>): Promise<RestoreReport>;
  read(): Settings;
  end(): Promise<void>;
}

export async function makeFirePlace(more: Record<string, string> = {}): Promise<FirePlace> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-fire-'));
  await chmod(folder, 0o711);
  const place = join(folder, 'backups');
  await mkdir(place);
  // Where the server's user may enter, all lies in the one folder.
  await mkdir(join(folder, 'data'));
  await chmod(join(folder, 'data'), 0o711);
  const identity = join(folder, 'identity.txt');
  const secret = await generateIdentity();
  await writeFile(identity, `# made for a test\n${secret}\n`, { mode: 0o600 });
  const settings = {
    ...(more['HALTIJA_BACKUP_URL'] === undefined && { HALTIJA_BACKUP_DIR: place }),
    HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(secret),
    ...more,
  };
  const read = () =>
    readSettings(
      { HALTIJA_DATA_DIR: join(folder, 'data'), HALTIJA_SMTP_PORT: '0', ...settings },
      { registerFile },
    );
  return {
    folder,
    place,
    identity,
    settings,
    read,
    open: () => openDesk({ folder, settings }),
    reopen: () => startHouse({ folder, settings }),
    async burn() {
      await removeEmbeddedPostgres(join(folder, 'data', 'postgres'));
      await rm(join(folder, 'data'), { recursive: true, force: true });
    },
    restore: (options = {}) =>
      restoreHere(read(), {
        from: place,
        identities: [identity],
        log: silentLogger,
        clock: systemClock,
        tell: () => undefined,
        ...options,
      }),
    async end() {
      await removeEmbeddedPostgres(join(folder, 'data', 'postgres')).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function close(the: TestHouse): Promise<void> {
  await the.app.close();
  await the.house.stop();
}

/** The house makes one by itself as well: then ours comes after it. */
export async function makeBackup(the: TestHouse): Promise<string> {
  for (;;) {
    try {
      return (await the.house.backups.make()).id;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'already-done') throw error;
      await sleep(100);
    }
  }
}
