import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Clock } from './base/clock.ts';
import { readDatabaseUrl } from './base/database-url.ts';
import type { Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { openBackupPlace } from './compose-backups.ts';
import { openKeys } from './compose-keeper.ts';
import { logSigner } from './compose-log.ts';
import { compose } from './compose.ts';
import {
  databaseName,
  embeddedFolder,
  findDatabase,
  migrations,
  openBlobs,
  rolePasswords,
  secretsOf,
} from './compose-storage.ts';
import { makeQueue } from './jobs/make-queue.ts';
import type { Asked } from './operations/restore/choose-sets.ts';
import { type Quarantine, readQuarantine } from './operations/restore/quarantine.ts';
import { createSetReader, type SetReader } from './operations/restore/read-sets.ts';
import { refuseRestore } from './operations/restore/refuse.ts';
import { replayOnto } from './operations/restore/replay.ts';
import type { RestoreKind, RestoreReport } from './operations/restore/report.ts';
import type { RestoredHouse, RestoreDeps } from './operations/restore/restore-deps.ts';
import { prepareRestore, runRestore } from './operations/restore/run-restore.ts';
import { openAnchorFolder } from './safeguards/access-log/tree/anchor-folder.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import type { Blobs } from './storage/blobs.ts';
import { createDatabase, type DatabaseConnection } from './storage/database.ts';
import { startEmbeddedPostgres } from './storage/embedded/start-embedded-postgres.ts';
import { openFolderPlace } from './storage/place/folder-place.ts';
import type { Place } from './storage/place/place.ts';

export interface RestoreOptions extends Asked {
  /** A folder; left out: the place of the settings. */
  readonly from?: string | undefined;
  /** Files with private identities of age. */
  readonly identities: readonly string[];
  readonly log: Logger;
  readonly clock: Clock;
  readonly tell: (step: string) => void;
}

/** The keys come from their own copy or from the shares, never from a backup. @throws Refusal 'restore-refused' ('keeper-missing') */
async function openOwnKeeper(settings: Settings): Promise<Keeper> {
  if (!existsSync(join(settings.keeperDir, 'root.key')))
    throw refuseRestore('keeper-missing', { folder: settings.keeperDir });
  return openKeys(settings, { create: false });
}

/** There is no declaration yet that could be asked, so the operator's word at the terminal is the leave. */
async function openPlace(settings: Settings, from: string | undefined): Promise<Place> {
  if (from !== undefined) {
    if (!existsSync(from)) throw refuseRestore('place-missing', { folder: from });
    return openFolderPlace(resolve(from));
  }
  if (settings.backup === undefined) throw refuseRestore('place-missing');
  return openBackupPlace(settings.backup, () => Promise.resolve(undefined as never));
}

async function readIdentities(files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw refuseRestore('identity-unreadable', { file });
    });
    const lines = text.split(/\r?\n/).filter((line) => /^AGE-SECRET-KEY-[0-9A-Z-]+$/.test(line.trim()));
    if (lines.length === 0) throw refuseRestore('identity-unreadable', { file });
    found.push(...lines.map((line) => line.trim()));
  }
  return found;
}

export async function openSets(
  settings: Settings,
  keeper: Keeper,
  options: Pick<RestoreOptions, 'from' | 'identities'>,
): Promise<SetReader> {
  return createSetReader({
    place: await openPlace(settings, options.from),
    identities: await readIdentities(options.identities),
    keeper,
  });
}

export const productVersion = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as { version: string })
    .version;

/** The database to restore into, as its owner: by URL, that of a service that is quarantined, or one of our own. */
export async function reachDatabase(
  settings: Settings,
  keeper: Keeper,
  deps: { log: Logger; clock: Clock },
): Promise<{ owner: DatabaseConnection; stop(): Promise<void> }> {
  if (settings.databaseUrl !== undefined)
    return { owner: readDatabaseUrl(settings.databaseUrl), stop: () => Promise.resolve() };
  const found = await findDatabase(settings, () => Promise.resolve(keeper));
  if (found) return { owner: found.owner, stop: () => Promise.resolve() };
  const ownerPassword = secretsOf(keeper)('owner');
  const embedded = await startEmbeddedPostgres({
    dataDir: embeddedFolder(settings),
    ownerPassword,
    databaseName,
    ...deps,
  });
  return { owner: { ...embedded.connection, password: ownerPassword }, stop: () => embedded.stop() };
}

export function restoreDeps(
  settings: Settings,
  given: {
    owner: DatabaseConnection;
    keeper: Keeper;
    reader: SetReader;
    blobs: Blobs | undefined;
    kind: RestoreKind;
  } & Pick<RestoreOptions, 'log' | 'clock' | 'tell'>,
): RestoreDeps {
  const { keeper, kind } = given;
  const signer = logSigner(keeper);
  const anchors = settings.anchorDir !== undefined && kind !== 'rehearsal';
  return {
    ...given,
    passwords: rolePasswords(keeper),
    migrations,
    keeperDir: settings.keeperDir,
    signer,
    anchors: anchors ? openAnchorFolder(settings.anchorDir!, signer) : undefined,
    product: productVersion(),
    openHouse: () => openRestoredHouse(settings, given),
  };
}

/** The house over the restored database: nothing of it is started, and it serves nobody. */
async function openRestoredHouse(
  settings: Settings,
  deps: Pick<RestoreOptions, 'log' | 'clock'>,
): Promise<RestoredHouse> {
  const house = await compose(
    { ...settings, attach: true, smtpPort: 0, lmtpPort: 0, imap: [] },
    { log: deps.log, clock: deps.clock, quarantined: 'ignore' },
  );
  await makeQueue(house.storage.connection);
  return {
    contacts: house.contacts,
    accessLog: house.accessLog,
    holdings: house.holdings,
    version: (version) => house.declarations.version(version),
    forgetStaff: (tx, staff) => house.team.forgetStaff(tx, staff),
    sequence: () => house.logTree.sequence(),
    stop: () => house.stop(),
  };
}

/** Restores into the place that the settings name, which must be empty. @throws Refusal 'restore-refused' and those of the storage */
export async function restoreHere(settings: Settings, options: RestoreOptions): Promise<RestoreReport> {
  const keeper = await openOwnKeeper(settings);
  const reader = await openSets(settings, keeper, options);
  options.tell('choosing');
  // Before a server is made for it: nothing is written for a set that cannot be used.
  const prepared = await prepareRestore({ reader, keeper, keeperDir: settings.keeperDir }, options);
  const database = await reachDatabase(settings, keeper, options);
  try {
    const blobs = await openBlobs(settings, keeper, () => Promise.resolve());
    return await runRestore(
      restoreDeps(settings, { ...options, owner: database.owner, keeper, reader, blobs, kind: 'restore' }),
      prepared,
    );
  } finally {
    await database.stop();
  }
}

/**
 * Lays what was seen since over a database that is quarantined; with `acceptLoss` what is unreadable in it is given up.
 * @throws Refusal 'restore-refused'
 */
export async function replayHere(
  settings: Settings,
  options: RestoreOptions,
  acceptLoss?: string,
): Promise<RestoreReport> {
  const keeper = await openOwnKeeper(settings);
  const hasPlace = options.from !== undefined || settings.backup !== undefined;
  const reader =
    hasPlace && options.identities.length > 0 ? await openSets(settings, keeper, options) : undefined;
  const database = await reachDatabase(settings, keeper, options);
  try {
    const blobs = await openBlobs(settings, keeper, () => Promise.resolve());
    const deps = restoreDeps(settings, {
      ...options,
      owner: database.owner,
      keeper,
      // Never asked where there is none.
      reader: reader as SetReader,
      blobs,
      kind: 'replay',
    });
    return await replayOnto({ ...deps, reader }, options, acceptLoss);
  } finally {
    await database.stop();
  }
}

/** Why nothing is served, and how far a restore has come; undefined when all is served. */
export async function readRestoreStatus(
  settings: Settings,
  deps: { log: Logger; clock: Clock },
): Promise<Quarantine | undefined> {
  const keeper = await openOwnKeeper(settings);
  const database = await reachDatabase(settings, keeper, deps);
  const db = createDatabase(database.owner, { max: 1, applicationName: 'haltija-restore' });
  try {
    return await readQuarantine(db);
  } finally {
    await db.end();
    await database.stop();
  }
}
