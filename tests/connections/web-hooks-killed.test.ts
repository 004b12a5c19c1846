import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouseProcess } from '../crash/house-process.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { makeAdministrator } from '../support/sign-in.ts';
import { type Receiver, startReceiver } from './start-receiver.ts';

// What committed is delivered, whenever the process is killed: at least once, with the same id, and in order.

let receiver: Receiver;
let the: TestHouse | undefined;
let folder: string;
let settings: Record<string, string>;
const mails = 5;

beforeAll(async () => {
  receiver = await startReceiver();
  folder = await mkdtemp(join(tmpdir(), 'haltija-hooks-'));
  await chmod(folder, 0o711);
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_WEBHOOK_NETWORKS: '127.0.0.0/8',
  };
});
afterAll(async () => {
  await the?.stop();
  await receiver.stop();
});

test('killed between commit and delivery, and while the receiver has not answered: nothing is lost', async () => {
  const first = await startHouse({ folder, settings });
  const administrator = await makeAdministrator(first.house, first.app);
  const made = await administrator.ask('POST', '/api/console/connections/web-hooks', {
    url: receiver.url,
    recipient: 'work-reports',
    purpose: 'quality',
    types: ['contact.created', 'message.received'],
    queues: ['service'],
  });
  expect(made.status).toBe(200);
  // Committed, and the deliverer stopped before it looked.
  await first.house.connections.stop();
  const contacts: string[] = [];
  // oxlint-disable-next-line no-await-in-loop -- the order is what is looked at
  for (let at = 0; at < mails; at += 1)
    contacts.push((await handInMail(first.house, { from: `Asiakas <asiakas.${at}@example.fi>` }))!);
  await first.app.close();
  await first.house.stop();
  expect(receiver.received).toEqual([]);

  receiver.silent = true;
  const killed = await startHouseProcess(settings);
  await receiver.until(mails);
  await killed.kill();

  receiver.silent = false;
  the = await startHouse({ folder, settings });
  // Their minute is not waited for.
  await the.house.storage.db.query(`UPDATE connections.delivery SET due_at = now() WHERE state = 'waiting'`);
  await receiver.until(3 * mails);
  const told = receiver.received.map(({ headers, body }) => ({
    id: headers['webhook-id'],
    ...(JSON.parse(body) as { type: string; data: { contactId: string } }),
  }));
  for (const contactId of contacts) {
    const of = told.filter((each) => each.data.contactId === contactId);
    expect(of.map((each) => each.type)).toEqual(['contact.created', 'contact.created', 'message.received']);
    expect(of[0]!.id).toBe(of[1]!.id);
  }
  // The one that was killed had recorded that it began.
  const [begun] = await the.house.storage.db.query<{ begun: number; done: number }>(
    `SELECT count(*) FILTER (WHERE outcome = 'begun') AS begun, count(*) FILTER (WHERE outcome = 'done') AS done FROM connections.disclosure`,
  );
  expect(begun?.begun).toBeGreaterThanOrEqual(mails);
});
