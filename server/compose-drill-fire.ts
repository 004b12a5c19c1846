import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { Clock } from './base/clock.ts';
import { Refusal } from './base/errors.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { compose, type House } from './compose.ts';
import { restoreHere } from './compose-restore.ts';
import { databasePlace, embeddedFolder, isStorageMade } from './compose-storage.ts';
import { createWitness } from './operations/restore/keep-witness.ts';
import type { RestoreReport } from './operations/restore/report.ts';
import {
  type Compared,
  comparePrints,
  type RegisterPrint,
  takePrint,
} from './operations/restore/take-print.ts';
import { readLocation } from './storage/embedded/choose-place.ts';
import { findRunningPostgres } from './storage/embedded/find-running-postgres.ts';
import { removeEmbeddedPostgres } from './storage/embedded/remove-embedded-postgres.ts';

const run = promisify(execFile);

export interface FireDrill {
  readonly compared: readonly Compared[];
  readonly report: RestoreReport;
  /** Where it all stands still, where that was asked for. */
  readonly kept: string | undefined;
}

/**
 * The fire: a copy of the register is backed up, its data destroyed and brought back from the backup, and every row, every
 * value as it opens and every blob compared. The register itself is only read, and must not be running.
 * @throws Refusal 'storage-unavailable' ('no-data-yet', 'held-by-another-process'), 'settings-invalid' ('drill-by-hand')
 */
export async function drillFire(
  settings: Settings,
  options: { keep: boolean; log: Logger; clock: Clock; tell: (step: string) => void },
): Promise<FireDrill> {
  if (databasePlace(settings) !== undefined || settings.bucket !== undefined)
    throw new Refusal('settings-invalid', { setting: 'HALTIJA_DATABASE_URL', reason: 'drill-by-hand' });
  if (!isStorageMade(settings))
    throw new Refusal('storage-unavailable', { reason: 'no-data-yet', folder: settings.dataDir });
  const running = await findRunningPostgres(embeddedFolder(settings));
  if (running)
    throw new Refusal('storage-unavailable', {
      reason: 'held-by-another-process',
      pid: running.ownerPid,
      since: '',
    });
  const folder = `${settings.dataDir}-drill-${randomBytes(4).toString('hex')}`;
  const copied: Settings = {
    ...settings,
    dataDir: join(folder, 'data'),
    keeperDir: join(folder, 'keeper'),
    blobDir: join(folder, 'data', 'blobs'),
    anchorDir: undefined,
    smtpPort: 0,
    lmtpPort: 0,
    imap: [],
    outgoing: [],
  };
  const secret = await generateIdentity();
  const place = join(folder, 'backups');
  const identity = join(folder, 'identity.txt');
  try {
    options.tell('copy');
    await copyData(settings, copied, folder);
    await run('cp', ['-a', settings.keeperDir, copied.keeperDir]);
    if (!settings.blobDir.startsWith(`${settings.dataDir}/`))
      await run('cp', ['-a', settings.blobDir, copied.blobDir]);
    await writeFile(identity, `${secret}\n`, { mode: 0o600 });
    const withBackups: Settings = {
      ...copied,
      backup: { place: { folder: place }, recipients: [await identityToRecipient(secret)], keepDays: 30 },
    };
    options.tell('backup');
    const before = await open(withBackups, options, async (house) => {
      await house.backups.make();
      const print = await printOf(house);
      await house.accessLog.close();
      await house.logTree.sequence();
      const { db, keeper } = house.storage;
      // Nothing runs on the copy, whatever ran on what it was taken from.
      await house.storage.asOwner((owner) => owner.query('DELETE FROM promises.process'));
      await createWitness({ db, keeper, keeperDir: copied.keeperDir }).note({ stopped: true });
      await house.backups.keep();
      return print;
    });
    options.tell('fire');
    await removeEmbeddedPostgres(embeddedFolder(copied));
    await rm(copied.dataDir, { recursive: true });
    options.tell('restore');
    const report = await restoreHere(copied, {
      from: place,
      identities: [identity],
      log: options.log,
      clock: options.clock,
      tell: () => undefined,
    });
    options.tell('compare');
    const after = await open(copied, options, printOf);
    return { compared: comparePrints(before, after), report, kept: options.keep ? folder : undefined };
  } finally {
    if (!options.keep) {
      await removeEmbeddedPostgres(embeddedFolder(copied)).catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    }
  }
}

/**
 * As root the database may lie outside its folder, which then only names the place: the copy must have a cluster of its own,
 * or the fire would take the register's.
 */
async function copyData(settings: Settings, copied: Settings, folder: string): Promise<void> {
  await mkdir(folder);
  await run('cp', ['-a', settings.dataDir, copied.dataDir]);
  const [source, target] = [embeddedFolder(settings), embeddedFolder(copied)];
  const home = resolve(source, readLocation(source)!.home);
  if (home !== resolve(source)) await run('cp', ['-a', `${home}/.`, target]);
  await writeFile(join(target, 'location.json'), '{"home":".","made":true}\n', { mode: 0o600 });
  await rm(join(target, 'owner.lock'), { force: true });
  // As root the server runs as another user, who must get through.
  if (process.getuid?.() === 0) for (const each of [folder, copied.dataDir, target]) await chmod(each, 0o711);
  if (resolve(target, readLocation(target)!.home) !== resolve(target) || !existsSync(join(target, 'cluster')))
    throw new Refusal('storage-unavailable', { reason: 'data-missing', folder: target });
}

async function open<T>(
  settings: Settings,
  { log, clock }: { log: Logger; clock: Clock },
  work: (house: House) => Promise<T>,
): Promise<T> {
  const house = await compose(settings, { log, clock });
  try {
    return await work(house);
  } finally {
    await house.stop();
  }
}

function printOf(house: House): Promise<RegisterPrint> {
  const { vault, access } = house.contacts;
  const { db, blobs } = house.storage;
  return house.storage.asOwner((owner) =>
    takePrint({
      owner,
      db,
      vault,
      access,
      blobs,
      // Under the keeper, not under a unit: it is compared as the bytes it is.
      places: house.claimedPlaces.filter(({ table }) => table !== 'connections.endpoint'),
    }),
  );
}
