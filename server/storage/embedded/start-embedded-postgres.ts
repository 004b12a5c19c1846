import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../base/clock.ts';
import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { choosePlace } from './choose-place.ts';
import { copyNative } from './copy-native.ts';
import { endServer } from './end-server.ts';
import { holdOwnerLock } from './hold-owner-lock.ts';
import { locateNative } from './locate-native.ts';
import { makeCluster, ownerName } from './make-cluster.ts';
import { makeSocketFolder, removeSocketFolder } from './make-socket-folder.ts';
import { openDatabase } from './open-database.ts';
import { runServer } from './run-server.ts';
import type { RunningServer } from './run-server.ts';
import { writeServerConfig } from './write-server-config.ts';

export interface EmbeddedPostgres {
  /** Connection parts for node-postgres: `host` is the socket folder. The password is the caller's. */
  readonly connection: { host: string; port: number; database: string; user: string };
  /** PostgreSQL's own log: its life, never a statement or a value. */
  readonly logFile: string;
  /** The process that owns the data folder: this one. */
  readonly ownerPid: number;
  /** Fast shutdown; resolves when the server, its watchdog and its socket are gone. May be called again. */
  stop(): Promise<void>;
}

/** Private to the socket folder, so any number does. */
const port = 5432;

/**
 * Starts PostgreSQL in a folder that this process owns from now on: makes it on the first start, takes over
 * what a killed owner left, restarts the server when it crashes. `choose-place.ts` says where its parts lie.
 * One socket in a private folder, no TCP, passwords by SCRAM for everyone.
 *
 * The server is gone when this process is gone, however it ends; signals are the caller's to handle.
 *
 * @param options.ownerPassword of the superuser `haltija_owner`: ≥ 16 printable ASCII characters, always the
 *   same for one data folder
 * @param options.settings PostgreSQL settings on top of ours; those that guard durability and secrecy stay
 * @throws Refusal `storage-unavailable`; `details.reason` is one of `held-by-another-process` (with `pid`),
 *   `owner-password-differs`, `data-missing`, `data-of-another-user`, `data-of-another-major`,
 *   `data-folder-not-enterable`, `no-embedded-server`, `server-did-not-start`, and others like them
 */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  ownerPassword: string;
  databaseName: string;
  log: Logger;
  clock?: Clock;
  settings?: Record<string, string>;
}): Promise<EmbeddedPostgres> {
  const { dataDir, ownerPassword, databaseName, log } = options;
  if (!existsSync(dataDir)) {
    mkdirSync(dataDir, { recursive: true });
    // The server's user must pass through when we are root; what lies inside has tighter modes.
    chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700);
  }

  const lock = await holdOwnerLock({
    file: join(dataDir, 'owner.lock'),
    clock: options.clock ?? systemClock,
  });
  let socketFolder: string | undefined;
  let server: RunningServer | undefined;
  const close = async () => {
    lock.describe({ state: 'stopping' });
    try {
      await server?.stop();
      if (socketFolder) removeSocketFolder(socketFolder);
    } finally {
      lock.release();
    }
  };

  try {
    const place = await choosePlace(dataDir);
    if (existsSync(place.cluster) && (await endServer(place))) {
      log.warn({}, 'a database without an owner was running; stopped it');
    }
    if (lock.before?.socketFolder) removeSocketFolder(lock.before.socketFolder);

    const native = locateNative();
    const nativeFolder = await copyNative({ native, nativeRoot: place.nativeRoot, identity: place.identity });
    socketFolder = makeSocketFolder(place.identity);
    lock.describe({ socketFolder, port, databaseName });
    const configArguments = writeServerConfig({
      home: place.home,
      socketFolder,
      port,
      settings: options.settings ?? {},
    });
    await makeCluster({ place, nativeFolder, major: native.major, ownerPassword, configArguments, log });
    place.markMade();
    server = await runServer({ place, nativeFolder, configArguments, socketFolder, log });
    await openDatabase({ socketFolder, port, ownerPassword, databaseName });
    lock.describe({ state: 'running' });

    let stopped: Promise<void> | undefined;
    return {
      connection: { host: socketFolder, port, database: databaseName, user: ownerName },
      logFile: place.logFile,
      ownerPid: process.pid,
      stop: () => (stopped ??= close()),
    };
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
}
