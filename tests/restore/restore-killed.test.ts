import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose } from '../../server/compose.ts';
import type { RestoreReport } from '../../server/operations/restore/report.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../server/storage/embedded/start-embedded-postgres.ts';
import { findBrokenUnits } from '../crash/find-broken-units.ts';
import { full } from '../crash/sizes.ts';
import { type Customer, welcome } from '../promises/one-customer.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { registerFile } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';
import { compiled } from '../support/compiled.ts';

const ownerPassword = 'one-long-invented-password';

let fire: FirePlace;
let server: EmbeddedPostgres;
let owner: Database;
let kept: Customer[];
let settings: Record<string, string>;

beforeAll(async () => {
  fire = await makeFirePlace();
  const { the } = await fire.open();
  kept = [];
  for (const name of ['anna', 'bertta', 'cecilia'])
    kept.push(await welcome(the, { from: `${name} <${name}@example.fi>`, text: `Hei, ${name}` }));
  const erased = await welcome(the, { from: 'Pekka <pekka@example.fi>', text: 'Hei' });
  await makeBackup(the);
  const db = openAsOwner(the);
  await db.query("UPDATE register.contact SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    erased.contactId,
  ]);
  await the.house.sweep();
  await db.end();
  await the.house.backups.keep();
  await close(the);
  await fire.burn();
  await mkdir(join(fire.folder, 'target'), { mode: 0o711 });
  server = await startEmbeddedPostgres({
    dataDir: join(fire.folder, 'target', 'postgres'),
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  owner = createDatabase({ ...server.connection, password: ownerPassword }, { max: 2 });
  settings = {
    HALTIJA_DATA_DIR: join(fire.folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_DATABASE_URL: `postgresql://haltija_owner:${ownerPassword}@localhost:5432/haltija?host=${encodeURIComponent(server.connection.host)}`,
  };
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await server?.stop();
  await fire?.end();
});

/** @returns the report, and how long it took; undefined when it was killed */
async function restore(killAfter: number | undefined): Promise<RestoreReport | undefined> {
  const child = spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'restore-process.ts'),
      JSON.stringify({ settings, from: fire.place, identity: fire.identity }),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] ?? '', ...compiled },
    },
  );
  const lines: string[] = [];
  let said = '';
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const reader = createInterface({ input: child.stdout });
  const begun = once(reader, 'line');
  reader.on('line', (line) => lines.push(line));
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  await Promise.race([begun, ended]);
  // Counted from its first word on: before it there is nothing to be cut short.
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  const [code, signal] = await ended;
  clearTimeout(timer);
  if (signal === 'SIGKILL') return undefined;
  expect(code, said).toBe(0);
  return JSON.parse(lines.at(-1)!) as RestoreReport;
}

/** The server notices a moment later that its client is gone, and rolls back. */
async function waitForQuiet(): Promise<void> {
  await expect
    .poll(
      () =>
        owner.query(
          "SELECT pid FROM pg_stat_activity WHERE datname = 'haltija' AND pid <> pg_backend_pid() AND usename IS NOT NULL AND application_name <> ''",
        ),
      { timeout: 20_000, interval: 20 },
    )
    .toEqual([]);
}

test('killed at any moment it goes on, and in the end all is there that is to be, and nothing else', async () => {
  const kills = full ? 200 : 5;
  let longest = 6_000;
  let killed = 0;
  for (;;) {
    const began = performance.now();
    const report = await restore(killed < kills ? Math.random() * longest : undefined);
    await waitForQuiet();
    if (report === undefined) {
      killed += 1;
      // Whatever it was cut short in: until it has come through nothing is served.
      const rows = await owner.query("SELECT to_regclass('public.haltija_quarantine') IS NOT NULL AS there");
      const [row] = rows as { there: boolean }[];
      if (row!.there && (await owner.query('SELECT 1 FROM public.haltija_quarantine')).length > 0)
        await expect(
          compose(readSettings(settings, { registerFile }), { log: silentLogger }),
        ).rejects.toMatchObject({ code: 'quarantined' });
      // Killed after its end and before it could say so.
      else if (row!.there) await emptyTarget();
      continue;
    }
    longest = Math.max(longest, performance.now() - began);
    if (killed < kills) {
      await emptyTarget();
      continue;
    }
    expect(report.statement.units['contact']).toMatchObject({ held: kept.length, alarms: 0 });
    break;
  }
  const house = await compose(readSettings(settings, { registerFile }), { log: silentLogger });
  try {
    const { db } = house.storage;
    expect(await findBrokenUnits(db, join(fire.folder, 'data', 'blobs'))).toEqual([]);
    const contacts = await db.query<{ id: string }>('SELECT id FROM register.contact ORDER BY id');
    expect(contacts.map(({ id }) => id)).toEqual(kept.map(({ contactId }) => contactId).toSorted());
  } finally {
    await house.stop();
  }
}, 7_200_000);

/** Came through before it could be killed: once more from the beginning. */
async function emptyTarget(): Promise<void> {
  const schemas = await owner.query<{ name: string }>(
    "SELECT quote_ident(nspname) AS name FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')",
  );
  for (const { name } of schemas) await owner.query(`DROP SCHEMA ${name} CASCADE`);
  await owner.query('DROP TABLE IF EXISTS public.haltija_migration, public.haltija_quarantine');
}
