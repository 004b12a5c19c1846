import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { openAgeFile } from '../../server/operations/backup/age-file.ts';
import {
  backupFormat,
  backupSet,
  type BackupStatement,
  lateFormat,
  lateSet,
  type LateStatement,
  statementName,
  type TableFile,
} from '../../server/operations/backup/format.ts';
import { verifyStatement } from '../../server/safeguards/promises/sign-statement.ts';
import { openFolderPlace } from '../../server/storage/place/folder-place.ts';
import { type Place, readObject } from '../../server/storage/place/place.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

export interface BackupTestHouse {
  readonly the: TestHouse;
  readonly place: Place;
  readonly placeFolder: string;
  readonly identity: string;
  readonly settings: Record<string, string>;
  open(name: string): Promise<Buffer>;
  backup(id: string): Promise<BackupStatement>;
  late(number: number): Promise<LateStatement>;
  end(): Promise<void>;
}

/** A house that has a place for its backups, and the key that opens them, which the house never sees. */
export async function startBackupHouse(
  options: Parameters<typeof startHouse>[0] & { placeFolder?: string } = {},
): Promise<BackupTestHouse> {
  const identity = await generateIdentity();
  const made = options.placeFolder === undefined;
  const placeFolder = options.placeFolder ?? (await mkdtemp(join(tmpdir(), 'haltija-place-')));
  const settings = {
    HALTIJA_BACKUP_DIR: placeFolder,
    HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(identity),
    ...options.settings,
  };
  const the = await startHouse({ start: false, ...options, settings });
  const place = openFolderPlace(placeFolder);
  return { ...readWith(place, identity), the, place, placeFolder, identity, settings, end };

  async function end(): Promise<void> {
    await the.stop();
    if (made) await rm(placeFolder, { recursive: true, force: true });
  }
}

/** What stands at a place, to whoever has the key. */
export function readWith(place: Place, identity: string) {
  const open = async (name: string) =>
    Buffer.concat(await Array.fromAsync(openAgeFile(readObject(place, name), [identity])));

  async function statement<T>(format: string, set: string): Promise<T> {
    const verdict = verifyStatement<T>((await open(set + statementName)).toString('utf8'), format);
    if (!verdict.ok) throw new Error(verdict.problem);
    return verdict.statement;
  }

  return {
    open,
    backup: (id: string) => statement<BackupStatement>(backupFormat, backupSet(id)),
    late: (number: number) => statement<LateStatement>(lateFormat, lateSet(number)),
  };
}

export function fileOf(tables: readonly TableFile[], name: string): TableFile {
  const found = tables.find(({ schema, table }) => `${schema}.${table}` === name);
  if (found === undefined) throw new Error(`no file of ${name}`);
  return found;
}
