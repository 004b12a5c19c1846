import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Id, newId } from '../../server/base/new-id.ts';
import type { KeyService } from '../../server/safeguards/vault/key-service.ts';
import { type Keeper, openKeeper } from '../../server/safeguards/vault/keeper.ts';
import {
  createKeyRing,
  type KeyRing,
  newSubject,
  type UnitKey,
  unwrapKey,
  type WrappedKey,
} from '../../server/safeguards/vault/key-ring.ts';
import { type Pace, type Turned, turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { indexedTables } from '../../server/compose-indexed.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

export const atOnce: Pace = { learning: 0, resting: 0 };

/** A process as far as keys go: a keeper and a ring of its own. */
export interface KeyProcess {
  readonly keeper: Keeper;
  readonly ring: KeyRing;
  make(): Promise<UnitKey>;
  read(unit: Id): Promise<UnitKey | undefined>;
  destroy(unit: Id): Promise<number>;
  replace(unit: Id): Promise<UnitKey>;
  turn(early?: boolean, pace?: Pace): Promise<Turned>;
}

/** A database with a ring, and a folder of keys. @param service locks them */
export async function openEpochHouse(service?: KeyService) {
  const database: TestDatabase = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'haltija-epochs-'));
  const keeperFolder = join(folder, 'keeper');
  const { service: db } = database;

  async function openProcess(within = keeperFolder, by = service): Promise<KeyProcess> {
    const keeper = await openKeeper(within, { create: true, service: by });
    const ring = createKeyRing({ keeper });
    return {
      keeper,
      ring,
      async make() {
        const id = newId<'contact'>();
        const made = await db.transaction((tx) =>
          ring.makeKeys(tx, [{ id, kind: 'contact', subject: newSubject() }]),
        );
        return made.get(id)!;
      },
      read: async (unit) => (await ring.readKeys(db, [unit])).get(unit),
      destroy: (unit) =>
        db.transaction((tx) => ring.destroyKeys(tx, [unit], { rule: 'contact', declarationVersion: 1 })),
      replace: (unit) => db.transaction((tx) => ring.replaceKey(tx, unit)),
      turn: (early = true, pace = atOnce) =>
        turnEpoch({ db, keeper, tables: indexedTables, horizonDays: () => 14, pace }, early),
    };
  }

  return {
    database,
    keeperFolder,
    openProcess,
    /** What was recorded moves so far into the past. */
    forward: (milliseconds: number) =>
      database.owner.query(
        `UPDATE ring.epoch SET began_at = began_at - by, closed_at = closed_at - by, emptied_at = emptied_at - by
         FROM (SELECT $1 * interval '1 millisecond' AS by) moved`,
        [milliseconds],
      ),
    forwardIndex: (milliseconds: number) =>
      database.owner.query(
        "UPDATE ring.index_cover SET began_at = began_at - $1 * interval '1 millisecond'",
        [milliseconds],
      ),
    epochFiles: async () => (await readdir(join(keeperFolder, 'epochs'))).toSorted(),
    copyKeeper: async (name: string) => {
      await cp(keeperFolder, join(folder, name), { recursive: true });
      return join(folder, name);
    },
    /** The ring's rows as a thief has them who copies the database now. */
    copyRing: () =>
      database.owner.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.unit_key'),
    async end() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Which rows of a copy open with the keys in this folder. The thief tries every key on every row.
 * @param service what the thief reaches as well
 */
export async function tryCopy(
  rows: readonly WrappedKey[],
  keeperFolder: string,
  service?: KeyService,
): Promise<Set<Id>> {
  const keeper = await openKeeper(keeperFolder, { create: false, service });
  // What a killed process was writing has another name, and goes with its epoch.
  const names = (await readdir(join(keeperFolder, 'epochs'))).filter((name) => /^\d+\.key$/.test(name));
  const opened = new Set<Id>();
  for (const name of names) {
    const key = await keeper.epochKey(Number(name.replace('.key', ''))).catch((error: unknown) => {
      // Destroyed in the service.
      if (service === undefined) throw error;
    });
    if (!key) continue;
    for (const row of rows) {
      try {
        unwrapKey(key, row);
        opened.add(row.unit_id);
      } catch {
        // Under another epoch's key.
      }
    }
  }
  return opened;
}
