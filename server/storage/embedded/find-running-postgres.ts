import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { readOwnerRecord, tryLock } from './hold-owner-lock.ts';
import { ownerName } from './make-cluster.ts';

/**
 * The server another process of ours runs in a data folder right now, for an operator's command that wants to
 * ask it rather than own it. `undefined` when nobody owns the folder, or the owner is not ready yet.
 */
export async function findRunningPostgres(dataDir: string): Promise<
  | {
      connection: { host: string; port: number; database: string; user: string };
      ownerPid: number;
    }
  | undefined
> {
  const file = join(dataDir, 'owner.lock');
  if (!existsSync(file)) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    if (await tryLock(descriptor)) return undefined;
  } finally {
    closeSync(descriptor);
  }
  const record = readOwnerRecord(file);
  if (record?.state !== 'running' || !record.socketFolder || !record.port || !record.databaseName) {
    return undefined;
  }
  return {
    connection: {
      host: record.socketFolder,
      port: record.port,
      database: record.databaseName,
      user: ownerName,
    },
    ownerPid: record.pid,
  };
}
