import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger, createLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose } from '../../server/compose.ts';
import { removeStrayBlobs } from '../../server/safeguards/retention/remove-stray-blobs.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { registerFile } from '../support/start-house.ts';
import { findBrokenUnits } from './find-broken-units.ts';
import type { StepTask } from './run-steps.ts';

// A server of the test's own: only the client is killed, so that a start takes a second and not three.
const ownerPassword = 'one-long-invented-password';
let folder: string;
let server: EmbeddedPostgres;
let owner: Database;
let settings: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-steps-'));
  await chmod(folder, 0o711);
  server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  owner = createDatabase({ ...server.connection, password: ownerPassword }, { max: 2 });
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
    HALTIJA_SMTP_PORT: '0',
  };
  // Started once, so that the job queue has its tables.
  const house = await openHouse();
  await house.start();
  await house.stop();
}, 60_000);

afterAll(async () => {
  await owner?.end();
  await server?.stop();
  await removeEmbeddedPostgres(join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
});

function openHouse() {
  return compose(readSettings(settings, { registerFile }), { log: createLogger({ level: 'silent' }) });
}

interface StepProcess {
  readonly child: ChildProcess;
  /** Undefined: killed. */
  run(): Promise<{ steps: number } | undefined>;
}

async function prepare(act: StepTask['act'], step: number): Promise<StepProcess> {
  const task: StepTask = { settings, act, step };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-steps.ts'), JSON.stringify(task)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // A hundred starts: the compiled code is kept between them.
    env: { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: join(folder, 'compiled') },
  });
  const lines: string[] = [];
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const reader = createInterface({ input: child.stdout });
  const ready = once(reader, 'line');
  reader.on('line', (line) => lines.push(line));
  await Promise.race([ready, ended]);
  return {
    child,
    async run() {
      child.stdin.write('go\n');
      const [code, signal] = await ended;
      if (signal === 'SIGKILL') return undefined;
      if (code !== 0) throw new Error(`step ${step} of ${act} ended with ${code}`);
      return JSON.parse(lines.at(-1)!) as { steps: number };
    },
  };
}

/** The server notices a moment later that its client is gone, and rolls back. */
async function waitForQuiet(): Promise<void> {
  const busy = () =>
    owner.query(
      "SELECT pid FROM pg_stat_activity WHERE usename IN ('haltija_service', 'haltija_log_writer') AND state <> 'idle'",
    );
  await expect.poll(busy, { timeout: 10_000, interval: 5 }).toEqual([]);
}

/** Kills the act at its first step, then at its second, and so on until it comes through. @returns the first step that it has not */
async function killAtEachStep(act: StepTask['act'], after: (step: number) => Promise<void>): Promise<number> {
  // The next process starts up while this one works.
  let next = prepare(act, 1);
  try {
    for (let step = 1; ; step += 1) {
      const current = await next;
      next = prepare(act, step + 1);
      const result = await current.run();
      await waitForQuiet();
      const broken = await findBrokenUnits(owner, join(folder, 'data', 'blobs'));
      expect(broken, `killed at step ${step} of ${act}`).toEqual([]);
      await after(step);
      if (result) {
        expect(result.steps).toBeLessThan(step);
        return step;
      }
    }
  } finally {
    (await next).child.kill('SIGKILL');
  }
}

test('killed at each step of making a unit: each mail is one contact with all its files, or was not taken', async () => {
  const steps = await killAtEachStep('intake', async (step) => {
    const rows = await owner.query<{ messages: number; files: number; made: number }>(
      `SELECT c.messages, c.files, (SELECT count(*) FROM register.contact_file f WHERE f.contact_id = c.id) AS made FROM register.contact c`,
    );
    // The mail of this step may have become one; those of the steps before have.
    expect([step - 1, step]).toContain(rows.length);
    expect(rows.filter(({ messages, files, made }) => messages !== 1 || files !== 3 || made !== 3)).toEqual(
      [],
    );
  });
  // Keeping the raw mail, making the contact, two commits with their answers, three blobs with before and after.
  expect(steps).toBeGreaterThan(30);
  expect(await owner.query('SELECT state, count(*) AS mails FROM mail.raw GROUP BY state')).toEqual([
    { state: 'done', mails: steps },
  ]);
}, 300_000);

test('killed at each step of destroying units: row and key go together or stay together, and what is held stays', async () => {
  // Somebody whose data is locked by law: no sweep takes it, however often it is killed.
  const [held] = await owner.query<{ id: string }>(
    "UPDATE register.person SET state = 'restricted' WHERE id = (SELECT min(id::text)::uuid FROM register.person) RETURNING id",
  );
  const steps = await killAtEachStep('sweep', async () => {
    expect(await owner.query('SELECT 1 FROM register.contact WHERE person_id = $1', [held!.id])).toHaveLength(
      1,
    );
    const [left] = await owner.query<{ others: number }>(
      'SELECT count(*) AS others FROM register.contact WHERE person_id <> $1',
      [held!.id],
    );
    expect(left!.others).toBeLessThanOrEqual(1);
  });
  expect(steps).toBeGreaterThan(20);
  expect(await owner.query('SELECT id FROM register.person')).toEqual([{ id: held!.id }]);
  expect(await owner.query('SELECT count(*) AS keys FROM ring.unit_key')).toEqual([{ keys: 3 }]);

  // The files go by a job; those of transactions that never were go as strays, when they are a day old.
  const house = await openHouse();
  try {
    await house.start();
    const waiting = () =>
      owner.query("SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'remove-blob'");
    await expect.poll(waiting, { timeout: 20_000, interval: 100 }).toEqual([]);
    const twoDaysOn = { now: () => new Date(Date.now() + 2 * 86_400_000) };
    expect(
      await removeStrayBlobs({
        db: house.storage.db,
        blobs: house.storage.blobs,
        clock: twoDaysOn,
        holdings: house.holdings,
      }),
    ).toBeGreaterThan(0);
    // Raw mail and two large files of the one that is held.
    const left: string[] = [];
    for await (const { id } of house.storage.blobs.list()) left.push(id);
    expect(left).toHaveLength(3);
    expect(await findBrokenUnits(owner, house.settings.blobDir)).toEqual([]);
  } finally {
    await house.stop();
  }
}, 300_000);
