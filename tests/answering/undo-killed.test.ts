import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { freePort } from '../crash/free-port.ts';
import { startHouseProcess } from '../crash/house-process.ts';
import { startSmtpSink, type SmtpSink } from '../email/start-smtp-sink.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

const answers = 12;
/** Of these every third is taken back before the undo has passed. */
const takenBack = (index: number) => index % 3 === 0;

let sink: SmtpSink | undefined;
let the: TestHouse | undefined;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-undo-'));
  await chmod(folder, 0o711);
});
afterAll(async () => {
  await the?.stop();
  await sink?.stop();
}, 60_000);

test('killed within the undo: what was taken back never goes, the rest goes once', async () => {
  const port = await freePort();
  const settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${port}`,
  };
  sink = await startSmtpSink({ port: Number(port) });
  const first = await startHouse({ folder, settings });
  const administrator = await makeAdministrator(first.house, first.app);
  const agent = await makeColleague(first.house, first.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  const sent: { contactId: string; messageId: Id<'message'> }[] = [];
  for (let index = 0; index < answers; index += 1) {
    // oxlint-disable no-await-in-loop -- each answer needs its contact
    const contactId = (await handInMail(first.house, { from: `asiakas.${index}@example.fi` }))!;
    const { body } = await agent.ask<{ version: number }>('GET', `/api/console/contacts/${contactId}`);
    const messageId = crypto.randomUUID();
    const answer = { messageId, version: body.version, text: `Vastaus ${messageId}`, delaySeconds: 8 };
    const replied = await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, answer);
    expect(replied.status).toBe(200);
    sent.push({ contactId, messageId });
  }
  for (const [index, { contactId, messageId }] of sent.entries()) {
    if (!takenBack(index)) continue;
    const url = `/api/console/contacts/${contactId}/messages/${messageId}/cancel`;
    expect((await agent.ask('POST', url)).status).toBe(200);
  }
  await first.app.close();
  await first.house.stop();

  // Killed over and over while the undo passes and the messages leave.
  for (let kill = 0; kill < 3; kill += 1) {
    const child = await startHouseProcess(settings);
    await sleep(1_500 + Math.random() * 1_500);
    await child.kill();
  }
  the = await startHouse({ folder, settings });
  const { db } = the.house.storage;
  const left = () =>
    db.query(
      "SELECT count(*) AS left FROM register.contact_message WHERE delivery IN ('scheduled', 'queued')",
    );
  await expect.poll(left, { timeout: 60_000, interval: 300 }).toEqual([{ left: 0 }]);

  const arrived = sink.mails.map(({ raw }) => /Vastaus ([0-9a-f-]{36})/.exec(raw.toString())?.[1]);
  const expected = sent.filter((_, index) => !takenBack(index)).map(({ messageId }) => messageId);
  expect([...new Set(arrived)].toSorted()).toEqual(expected.toSorted());
  // A kill between the server's taking it and our noting it repeats it, under the same Message-ID.
  const ids = sink.mails.map(({ raw }) => /^Message-ID: (.+)$/im.exec(raw.toString())?.[1]);
  expect(new Set(ids).size).toBe(expected.length);
  expect(await db.query('SELECT count(*) AS drafts FROM register.contact_draft')).toEqual([
    { drafts: sent.length - expected.length },
  ]);
  expect(await db.query('SELECT count(*) AS rows FROM register.contact_scheduled')).toEqual([{ rows: 0 }]);
}, 200_000);
