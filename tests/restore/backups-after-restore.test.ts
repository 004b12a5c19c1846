import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWell } from '../../server/operations/restore/report.ts';
import { type Customer, welcome } from '../promises/one-customer.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { signInAgain } from '../promises/visit.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// What a long life does to a place of backups: the log outgrows its period, and one restore comes after another.

let fire: FirePlace;
let the: TestHouse;
let asa: Customer;
let oldest: string;
// Kept as a blob.
const long = 'Granatäpple '.repeat(12_000);

beforeAll(async () => {
  fire = await makeFirePlace();
  ({ the } = await fire.open());
  asa = await welcome(the, { from: 'Åsa <asa@example.fi>', text: long });
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

type Line = Parameters<TestHouse['house']['accessLog']['record']>[0];

function lineOf(by: 'restore' | 'sweep', given: Pick<Line, 'action' | 'details'>): Line {
  return {
    actorKind: 'system',
    actor: by,
    act: by,
    task: by,
    purposes: [],
    categories: [],
    units: [],
    subjects: [],
    reason: null,
    refusal: null,
    declarationVersion: the.house.declarations.current().version,
    ...given,
  };
}

/** So many lines in the access log, each with its place. */
async function writeLines(count: number): Promise<void> {
  const { accessLog, logTree } = the.house;
  const line = lineOf('restore', { action: 'administer', details: { change: 'rehearsed' } });
  for (let left = count; left > 0; left -= 1_000)
    await Promise.all(Array.from({ length: Math.min(left, 1_000) }, () => accessLog.record(line)));
  await logTree.sequence();
}

async function mustHoldTheMail(): Promise<void> {
  const agent = await signInAgain(the.app, 'eero.virtanen');
  const { status, body } = await agent('GET', `/api/console/contacts/${asa.contactId}`);
  expect(status).toBe(200);
  expect(JSON.stringify(body)).toContain('Granatäpple Granatäpple');
  const { db, blobs } = the.house.storage;
  const rows = await db.query<{ blob: string }>('SELECT blob FROM mail.raw WHERE blob IS NOT NULL');
  expect(rows.length).toBeGreaterThan(0);
  for (const { blob } of rows) expect(await blobs.size(blob)).toBeGreaterThan(long.length / 2);
}

test('pruned-log: what the place keeps of a part whose lines are pruned is enough for a restore', async () => {
  // So many that no backup gathers them with the next ones.
  await writeLines(20_050);
  await makeBackup(the);
  await writeLines(900);
  oldest = await makeBackup(the);
  const owner = openAsOwner(the);
  const details = { rule: 'access-log', count: 80 * 256, page: 80 };
  await the.house.accessLog.record(lineOf('sweep', { action: 'erase', details }));
  // As `log.prune` does, which lets no line go that is younger than a month.
  await owner.query(
    `WITH gone AS (DELETE FROM log.place p WHERE p.index < 20480 RETURNING p.entry_id)
     DELETE FROM log.entry e USING gone WHERE e.id = gone.entry_id`,
  );
  await owner.end();
  await the.house.backups.keep();
  const [first] = (await readdir(join(fire.place, 'log'))).toSorted();
  expect((await readdir(join(fire.place, 'log', first!))).toSorted()).toEqual([
    expect.stringContaining('log.tile'),
    'statement.age',
  ]);
  await close(the);
  await fire.burn();
  const { statement } = await fire.restore({ backup: oldest });
  expect(isWell(statement)).toBe(true);
  expect(statement.log).toMatchObject({ missing: 0, problems: 0 });
  the = await fire.reopen();
  await mustHoldTheMail();
}, 400_000);

test('blob-written-over: a backup made after a restore leaves the older ones whole', async () => {
  await makeBackup(the);
  await close(the);
  await fire.burn();
  const { statement } = await fire.restore({ backup: oldest });
  expect(isWell(statement)).toBe(true);
  expect(statement.blobs).toBeGreaterThan(0);
  the = await fire.reopen();
  await mustHoldTheMail();
}, 400_000);
