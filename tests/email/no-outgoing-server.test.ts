import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { type SmtpSink, startSmtpSink } from './start-smtp-sink.ts';

let folder: string;
let sink: SmtpSink;
let the: TestHouse | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-unsent-'));
  await chmod(folder, 0o711);
  sink = await startSmtpSink();
});
afterAll(async () => {
  await the?.stop();
  await sink?.stop();
});

const url = (contactId: string, rest = '') => `/api/console/contacts/${contactId}${rest}`;

test('answers given while no outgoing server was set wait untried, and leave once each when one is set and the house started again', async () => {
  const first = await startHouse({ folder });
  const administrator = await makeAdministrator(first.house, first.app);
  const agent = await makeColleague(first.house, first.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  const given: { contactId: string; messageId: string; text: string }[] = [];
  async function answer(index: number, more: object): Promise<void> {
    const contactId = (await handInMail(first.house, { from: `Asiakas <odottaja.${index}@example.fi>` }))!;
    const opened = await agent.ask<{ version: number }>('GET', url(contactId));
    const messageId = crypto.randomUUID();
    const text = `Vastaus numero ${index}`;
    const sent = await agent.ask('POST', url(contactId, '/replies'), {
      messageId,
      version: opened.body.version,
      text,
      thenClose: false,
      ...more,
    });
    expect(sent.status).toBe(200);
    given.push({ contactId, messageId, text });
  }
  for (let index = 0; index < 4; index += 1) await answer(index, {});
  // Its moment comes while nobody could send it, or while the house is down.
  await answer(4, { delaySeconds: 5 });
  // And one that was taken back meanwhile stays where it is.
  await answer(5, { delaySeconds: 30 });
  const taken = given.pop()!;
  expect((await agent.ask('POST', url(taken.contactId, `/messages/${taken.messageId}/cancel`))).status).toBe(
    200,
  );
  await new Promise((resolve) => setTimeout(resolve, 5_500));

  const ready = await first.app.inject({ method: 'GET', url: '/readyz' });
  expect(ready.json<{ parts: unknown[] }>().parts).toContainEqual(
    expect.objectContaining({ part: 'mail-out', ok: false, code: 'not-set' }),
  );
  const jobs = await first.house.storage.db.query<{ attempts: number }>(
    "SELECT attempts FROM graphile_worker.jobs WHERE task_identifier = 'send-message' AND key = ANY ($1)",
    [given.map(({ messageId }) => `send:${messageId}`)],
  );
  expect(jobs).toEqual(given.map(() => ({ attempts: 0 })));
  const states = await first.house.storage.db.query(
    "SELECT delivery, attempts, delivery_code FROM register.contact_message WHERE direction = 'out' AND delivery = 'queued'",
  );
  expect(states).toEqual(
    Array.from({ length: 4 }, () => ({ delivery: 'queued', attempts: 0, delivery_code: null })),
  );
  await first.app.close();
  await first.house.stop();

  the = await startHouse({
    folder,
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
  });
  const { house } = the;
  const left = () =>
    house.storage.db.query(
      "SELECT 1 FROM register.contact_message WHERE direction = 'out' AND delivery <> 'sent'",
    );
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
  await expect.poll(() => sink.mails.length).toBe(5);
  for (const { text } of given)
    expect(sink.mails.filter(({ raw }) => raw.toString().includes(text))).toHaveLength(1);
  expect(sink.mails.some(({ raw }) => raw.toString().includes(taken.text))).toBe(false);
  const [row] = await house.storage.db.query<{ sent: number }>(
    "SELECT count(*) AS sent FROM register.contact_message WHERE direction = 'out' AND delivery = 'sent' AND sent_at IS NOT NULL",
  );
  expect(row!.sent).toBe(5);
  await house.stop().then(() => the!.app.close());
  // Started once more, nothing goes twice.
  the = await startHouse({
    folder,
    settings: { HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}` },
  });
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(sink.mails).toHaveLength(5);
}, 90_000);
