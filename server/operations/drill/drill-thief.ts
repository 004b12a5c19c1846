import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import { type Keeper, openKeeper } from '../../safeguards/vault/keeper.ts';
import type { WrappedKey } from '../../safeguards/vault/key-ring.ts';
import { readServiceState } from '../../safeguards/vault/move-keeper.ts';
import { readMasters } from '../../safeguards/vault/master-key.ts';
import type { IndexedTable } from '../../safeguards/vault/indexed-table.ts';
import { turnEpoch } from '../../safeguards/vault/turn-epoch.ts';
import { copyEverything, copyServerViews } from '../../storage/copy-everything.ts';
import { createDatabase, type Database, type DatabaseConnection } from '../../storage/database.ts';
import type { DemoCorpus } from '../demo/corpus/corpus.ts';
import { demoSecrets } from './demo-secrets.ts';
import { inventVictim } from './invent-victims.ts';
import { listProcesses, programOf } from './list-processes.ts';
import { type Looking, lookThroughFolder } from './look-through.ts';
import { createHunt, type Hunt, type Planted } from './planted.ts';
import { keysAsPlanted, openRing, readRing } from './steal-keys.ts';
import { openBackups } from './steal-backups.ts';
import { stealCore, stealMemory } from './steal-memory.ts';
import type { Theft, Thief } from './thieves.ts';
import { type Reached, workADay } from './work-a-day.ts';

/** A running demo of this build in a folder of its own, and all that belongs to it. */
export interface Scratch extends Reached {
  readonly pid: number;
  readonly since: Date;
  readonly folder: string;
  readonly dataDir: string;
  readonly keeperDir: string;
  /** Where its backups go, and the private key that opens them. */
  readonly backups: { readonly folder: string; readonly identity: string };
  /** What it was told to take for temporary files. */
  readonly temporaryDir: string;
  readonly owner: DatabaseConnection;
  readonly keeper: Keeper;
  readonly corpus: DemoCorpus;
  /** As it was published: everybody may read it. */
  readonly declaration: string;
  /** All that the service has logged. */
  log(): string;
  /** A command of ours beside it, to its end. @throws Refusal when it fails */
  run(args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
  /** Its storage, after `stop`. */
  attach<T>(work: (storage: Attached) => Promise<T>): Promise<T>;
}

export interface Attached {
  readonly db: Database;
  readonly owner: Database;
  readonly keeper: Keeper;
  /** Those that are found by look-up: they turn with the epoch. */
  readonly tables: readonly IndexedTable[];
}

export interface Drill {
  /** Thieves that are left out because somebody said so. */
  readonly without: readonly Thief[];
  /** After so many seconds the memory is read once more; 0: it is not. Keys are remembered for a minute. */
  readonly settleSeconds: number;
  /** What is being done, for whoever waits. */
  tell(line: string): void;
}

/** They end the service and the epoch: tried last. */
const withKeys: readonly Thief[] = ['old-copy', 'disk-and-locked-keys', 'disk-and-keys'];

/**
 * Lets invented people and staff work in the scratch service, then robs it as each thief would while it runs, and at
 * last tries what was erased with the keys there are after its epoch. @returns what each thief could read
 */
export async function drillThief(scratch: Scratch, drill: Drill): Promise<Theft[]> {
  const owner = createDatabase(scratch.owner, { max: 1 });
  const thefts: Theft[] = [];
  try {
    drill.tell('Invented people write, and staff answer them.');
    const victims = [inventVictim(), inventVictim()];
    const watching = watchActivity(scratch.owner);
    const day = await workADay(scratch, victims).finally(() => watching.stop());
    const before = await readRing(owner);
    drill.tell('One of them is erased.');
    await erase(scratch, owner, day.units[1]!);

    const { keeper, keeperDir } = scratch;
    const own: Planted[] = [
      ...victims.flatMap(({ planted }) => planted),
      ...day.planted,
      ...(await keysAsPlanted(before, keeper, keeperDir, await readMasters(keeperDir))),
    ];
    const takers = takersOf(scratch, owner, watching.seen);
    const ours = createHunt(own);
    const all = createHunt([...own, ...demoSecrets(scratch.corpus, scratch.declaration)]);
    const rob = async (hunt: Hunt, thief: Thief, take: (looking: Looking) => Promise<void>) => {
      if (drill.without.includes(thief)) return;
      drill.tell(`Taking: ${thief}.`);
      thefts.push(await hunt.rob(thief, take));
    };
    // Memory first, while what was opened is still there; the demo's phrases stand in its own program.
    await rob(ours, 'memory', takers.memory);
    // Others share /tmp, and may hold the demo's phrases; the invented words are ours alone.
    await rob(ours, 'temporary', takers.temporary);
    for (const thief of ['database-memory', 'core', 'server', 'dump', 'log', 'disk'] as const)
      await rob(all, thief, takers[thief]);
    await scratch.run(['backup']);
    for (const thief of ['backup', 'backup-opened'] as const) await rob(all, thief, takers[thief]);
    if (drill.settleSeconds > 0 && !drill.without.includes('memory')) {
      drill.tell(`Waiting ${drill.settleSeconds} seconds, then reading the memory again.`);
      await sleep(drill.settleSeconds * 1000);
      thefts.push({ ...(await ours.rob('memory', takers.memory)), afterSeconds: drill.settleSeconds });
    }
    if (withKeys.every((thief) => drill.without.includes(thief))) return thefts;
    drill.tell('Ending the epoch of the keys.');
    await owner.end();
    await scratch.stop();
    thefts.push(...(await tryKeys(scratch, before, Object.values(day.units[1]!), drill.without)));
    return thefts;
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/** As if its period had ended; the command that erases is the one of every hour. */
async function erase(
  { run }: Scratch,
  owner: Database,
  { contactId, personId }: { contactId: string; personId: string },
): Promise<void> {
  for (const [table, id] of [
    ['contact', contactId],
    ['person', personId],
  ] as const) {
    await owner.query(makeDue[table], [id]);
    await run(['sweep']);
  }
}

const makeDue = {
  contact: "UPDATE register.contact SET delete_after = now() - interval '1 minute' WHERE id = $1",
  person: "UPDATE register.person SET delete_after = now() - interval '1 minute' WHERE id = $1",
} as const;

/** What an administrator of the database sees pass while work goes on. */
function watchActivity(connection: DatabaseConnection): { seen(): string; stop(): Promise<void> } {
  const db = createDatabase(connection, { max: 1 });
  const seen = new Set<string>();
  let stopped = false;
  async function watch(): Promise<void> {
    while (!stopped) {
      const rows = await db.query<{ query: string }>('SELECT query FROM pg_stat_activity');
      for (const { query } of rows) seen.add(query);
      await sleep(10);
    }
  }
  const watched = watch();
  return {
    seen: () => [...seen].join('\n'),
    async stop() {
      stopped = true;
      await watched;
      await db.end();
    },
  };
}

function takersOf(scratch: Scratch, owner: Database, activity: () => string) {
  const { pid, folder, temporaryDir } = scratch;
  const processes = async (program: string) => {
    const programs = await Promise.all(
      (await listProcesses(pid)).map(async (each) => [each, await programOf(each)] as const),
    );
    return programs.filter(([, name]) => name.startsWith(program)).map(([each]) => each);
  };
  return {
    memory: (looking: Looking) => stealMemory(looking, [pid]),
    'database-memory': async (looking: Looking) => stealMemory(looking, await processes('postgres')),
    core: async (looking: Looking) => stealCore(looking, [pid, ...(await processes('postgres'))]),
    server: async (looking: Looking) => {
      looking.look('statements seen to pass', Buffer.from(activity()));
      await copyServerViews(scratch.owner, looking.stream);
    },
    dump: (looking: Looking) => copyEverything(scratch.owner, looking.stream),
    temporary: async (looking: Looking) => {
      await lookThroughFolder(looking, temporaryDir);
      const skip = (path: string) => path.startsWith(folder) || /\/haltija-[^/]*$/.test(path);
      for (const shared of [tmpdir(), '/dev/shm'])
        await lookThroughFolder(looking, shared, { since: scratch.since, skip });
      for (const each of await listProcesses(pid))
        for (const name of ['environ', 'cmdline']) {
          const content = await readFile(`/proc/${each}/${name}`).catch(() => undefined);
          if (content) looking.look(`${name} of process ${each}`, content);
        }
    },
    backup: (looking: Looking) => lookThroughFolder(looking, scratch.backups.folder),
    'backup-opened': (looking: Looking) => openBackups(looking, scratch.backups),
    log: (looking: Looking) => Promise.resolve(looking.look('log', Buffer.from(scratch.log()))),
    disk: async (looking: Looking) => {
      // So that its files hold what was committed.
      await owner.query('CHECKPOINT');
      const [row] = await owner.query<{ data_directory: string }>('SHOW data_directory');
      const home = dirname(row!.data_directory);
      await lookThroughFolder(looking, scratch.dataDir);
      // As root the database may lie elsewhere.
      if (!home.startsWith(`${scratch.dataDir}/`)) await lookThroughFolder(looking, home);
    },
  };
}

/** The keys of today on a ring of then and on the one of today: the first open nothing of what was erased. */
async function tryKeys(
  { attach, keeperDir }: Scratch,
  before: readonly WrappedKey[],
  erased: readonly string[],
  without: readonly Thief[],
): Promise<Theft[]> {
  return attach(async ({ db, owner, keeper, tables }) => {
    // Nobody else is there who would have to learn of it, and no replica.
    const pace = { learning: -1, resting: -1 };
    await turnEpoch({ db, keeper, tables, horizonDays: () => 1, pace }, true);
    const gone = before.filter(({ unit_id }) => erased.includes(unit_id));
    const now = await readRing(owner);
    const theft = async (thief: Thief, rows: readonly WrappedKey[]): Promise<Theft> => ({
      thief,
      notTaken: rows.length === 0 ? 'there was nothing to look at' : undefined,
      bytes: rows.reduce((sum, { wrapped }) => sum + wrapped.length, 0),
      found: {
        key: { found: (await openRing(rows, keeper, keeperDir)).size, planted: rows.length },
      },
      places: [],
    });
    const tried = [
      await theft('old-copy', gone),
      ...(await tryLocked(await theft('disk-and-locked-keys', now), now, keeperDir)),
      await theft('disk-and-keys', now),
    ];
    return tried.filter(({ thief }) => !without.includes(thief));
  });
}

/** The folder with its master key, and no certificate for the key service; none where no service locks it. */
async function tryLocked(theft: Theft, rows: readonly WrappedKey[], keeperDir: string): Promise<Theft[]> {
  const { files, unlocked } = await readServiceState(keeperDir);
  if (unlocked.length === files) return [];
  const keys = await openKeeper(keeperDir, { create: false }).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  const found = keys === undefined ? 0 : (await openRing(rows, keys, keeperDir)).size;
  return [{ ...theft, found: { key: { found, planted: rows.length } } }];
}
