import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { serveZone } from './name-servers.ts';
import { keyRecord, signMail } from './sign-mail.ts';

interface Opened {
  messages: { messageId: string; text: string; sender: { conclusion: string; reasons: string[] } | null }[];
}

const zone = serveZone({
  'TXT _dmarc.example.fi': ['v=DMARC1; p=reject'],
  'TXT s1._domainkey.example.fi': [keyRecord],
});
/** Nothing answers until it is mended. */
let silent = false;
let the: TestHouse;
let agent: Person;

beforeAll(async () => {
  the = await startHouse({
    askNameServers: (name, type) =>
      silent ? Promise.reject(Object.assign(new Error('none'), { code: 'ETIMEOUT' })) : zone(name, type),
  });
  const administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
}, 60_000);
afterAll(() => the?.stop());

function letter(from: string): string {
  return [
    `From: ${from}`,
    'To: asiakaspalvelu@posti.example',
    'Message-ID: <again-1@example.fi>',
    `Date: ${new Date().toUTCString()}`,
    'Subject: Kirje',
    '',
    'Hei, missä kirjeeni on?',
    '',
  ].join('\r\n');
}

async function take(raw: Buffer): Promise<string> {
  const source = { kind: 'smtp' } as const;
  const { rawId } = await the.house.mail.pump.keep({
    mailbox: 'service',
    raw,
    envelope: { recipients: [] },
    source,
  });
  const read = async () =>
    (
      await the.house.storage.db.query<{ state: string; contact_id: string }>(
        'SELECT state, contact_id FROM mail.raw WHERE id = $1',
        [rawId],
      )
    )[0]!;
  await expect.poll(async () => (await read()).state, { timeout: 8_000 }).toBe('done');
  return (await read()).contact_id;
}

async function open(contactId: string): Promise<Opened> {
  const { status, body } = await agent.ask<Opened>('GET', `/api/console/contacts/${contactId}`);
  expect(status).toBe(200);
  return body;
}

test('a mail that came while name servers were silent is looked at again, and its sender confirmed; in the end it is left', async () => {
  silent = true;
  const raw = await signMail(Buffer.from(letter('tuuli@example.fi')), 'example.fi');
  const contactId = await take(raw);
  expect((await open(contactId)).messages[0]!.sender).toMatchObject({
    conclusion: 'unconfirmed',
    reasons: ['no-answer'],
  });
  const { db } = the.house.storage;
  const payload = {
    contactId,
    messageId: (await open(contactId)).messages[0]!.messageId,
    mailId: (await db.query<{ id: string }>('SELECT id FROM mail.raw WHERE contact_id = $1', [contactId]))[0]!
      .id,
  };
  const waits: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const lined = (
      await db.query<{ key: string; minutes: number }>(
        "SELECT key, round(extract(epoch FROM run_at - now()) / 60)::int AS minutes FROM graphile_worker.jobs WHERE task_identifier = 'check-sender-again' AND key = $1",
        [`check-sender:${payload.messageId}`],
      )
    )[0];
    if (lined) waits.push(lined.minutes);
    await the.house.mail.checkSenderAgain({ ...payload, round });
  }
  expect(waits.slice(0, 5)).toEqual([15, 60, 240, 720, 1440]);

  silent = false;
  await the.house.mail.checkSenderAgain({ ...payload, round: 0 });
  const [message] = (await open(contactId)).messages;
  expect(message!.sender).toMatchObject({ conclusion: 'confirmed', reasons: [] });
  expect(message!.text).toContain('missä kirjeeni');
  expect(
    await db.query(
      "SELECT verified FROM register.person_field f JOIN register.contact c USING (person_id) WHERE c.id = $1 AND category = 'emailAddress'",
      [contactId],
    ),
  ).toEqual([{ verified: true }]);
}, 60_000);
