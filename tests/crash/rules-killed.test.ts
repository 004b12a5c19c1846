import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose } from '../../server/compose.ts';
import { registerFile, startHouse, type TestHouse } from '../support/start-house.ts';
import { type HandOver, startHandingOver } from './carry-mail.ts';
import { freePort } from './free-port.ts';
import { startHouseProcess } from './house-process.ts';

// A rule acts in the transaction in which the mail arrives: killed at any moment, it has acted once or will.

const numbers = Array.from({ length: 60 }, (_, at) => at + 1);
const kills = 6;
const tag = '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a27';
const rule = '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a28';

let folder: string;
let settings: Record<string, string>;
let handing: HandOver | undefined;
let the: TestHouse | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-ruled-'));
  // As root the database server runs as another user, who must get through.
  await chmod(folder, 0o711);
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_LMTP_PORT: await freePort(),
  };
  const house = await compose(readSettings(settings, { registerFile }), {
    log: createLogger({ level: 'error', destination: { write: () => undefined } }),
  });
  const { db } = house.storage;
  await db.query(
    `INSERT INTO team.entry (kind, key, body, changed_at) VALUES ('tag', $1, '{"name": {"fi": "Kirje"}, "tone": "blue", "archived": false}', now())`,
    [tag],
  );
  const body = {
    on: 'new-contact',
    when: { subject: ['kirje'] },
    does: { tags: [tag], close: true },
    stop: false,
  };
  await db.query(
    `INSERT INTO team.rule (id, place, name, active, queues, body, changed_at) VALUES ($1, 1, 'Kirjeet', true, '{service}', $2, now())`,
    [rule, JSON.stringify(body)],
  );
  await house.stop();
}, 60_000);

afterAll(async () => {
  handing?.stop();
  await the?.stop();
}, 60_000);

test('each contact is tagged, closed and counted once, with one event and one line', async () => {
  handing = startHandingOver(Number(settings['HALTIJA_LMTP_PORT']), numbers);
  for (let kill = 1; kill <= kills; kill += 1) {
    // oxlint-disable no-await-in-loop -- one life after the other
    const child = await startHouseProcess(settings);
    const share = Math.ceil((numbers.length * kill) / (kills + 1));
    handing.allow(share + 3);
    for (const end = Date.now() + 12_000; handing.accepted() < share && Date.now() < end;) await sleep(5);
    await sleep(Math.random() * 60);
    await child.kill();
  }
  the = await startHouse({ folder, settings });
  handing.allow(numbers.length);
  await handing.done;
  const { db } = the.house.storage;
  await expect
    .poll(() => db.query("SELECT count(*)::int AS kept FROM mail.raw WHERE state = 'kept'"), {
      timeout: 60_000,
    })
    .toEqual([{ kept: 0 }]);
  const [found] = await db.query(
    `SELECT count(*)::int AS contacts, count(*) FILTER (WHERE tags = ARRAY[$1::uuid] AND status = 'closed')::int AS done,
       (SELECT count(*)::int FROM register.contact_event WHERE kind = 'rule' AND rule_id = $2) AS events,
       (SELECT count(*)::int FROM log.entry WHERE details->>'change' = 'by-rule') AS lines,
       (SELECT sum(times)::int FROM (SELECT kind, times FROM figures.fact UNION ALL SELECT kind, times FROM figures.total) f
        WHERE kind = 'resolved') AS resolved
     FROM register.contact`,
    [tag, rule],
  );
  expect(found).toMatchObject({ contacts: 60, done: 60, events: 60, resolved: 60 });
  // A line that was durable before the transaction fell stands in the log all the same.
  expect((found as { lines: number }).lines).toBeGreaterThanOrEqual(60);
}, 240_000);
