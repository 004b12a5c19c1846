import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acknowledgementSubject } from '../../server/register/team/acknowledgement-text.ts';
import { freePort } from '../crash/free-port.ts';
import { handInBySmtp } from '../support/hand-in-by-smtp.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { registerFile, startHouse, type TestHouse } from '../support/start-house.ts';
import { serveZone } from './name-servers.ts';
import { type SmtpSink, startSmtpSink, type SunkMail } from './start-smtp-sink.ts';

/** Two houses whose mail goes out to one server, from which the test carries it to the other. */
const ours = 'asiakaspalvelu@posti.example';
const theirs = 'asiakaspalvelu@toinen.example';
const zone = serveZone({
  'TXT _dmarc.denied.example': ['v=DMARC1; p=reject'],
});
interface Opened {
  version: number;
  status: string;
  waitingSince: string | null;
  messages: {
    messageId: string;
    direction: string;
    automatic: boolean;
    authorId: string | null;
    delivery: string;
  }[];
}

let sink: SmtpSink;
let folder: string;
let a: TestHouse;
let b: TestHouse;
let agent: Person;
let lead: Person;
let count = 0;

beforeAll(async () => {
  sink = await startSmtpSink();
  folder = await mkdtemp(join(tmpdir(), 'haltija-other-'));
  const other = join(folder, 'register.yaml');
  const source = await readFile(registerFile, 'utf8');
  await writeFile(other, source.replaceAll('@posti.example', '@toinen.example'));
  const start = async (more: Record<string, string>) =>
    startHouse({
      settings: {
        HALTIJA_SMTP_PORT: await freePort(),
        HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
        HALTIJA_PUBLIC_URL: 'https://contact.example.fi',
        ...more,
      },
      askNameServers: zone,
    });
  a = await start({});
  b = await start({ HALTIJA_REGISTER: other });
  for (const { house, app } of [b, a]) {
    const administrator = await makeAdministrator(house, app);
    lead = await makeColleague(house, app, administrator, {
      userName: 'liisa.laine',
      displayName: 'Liisa Laine',
      tasks: ['lead-team'],
    });
    agent = await makeColleague(house, app, administrator, {
      userName: 'eero.virtanen',
      displayName: 'Eero Virtanen',
      tasks: ['answer-customers'],
    });
    if (house === b.house) await switchOn(lead, {});
  }
}, 120_000);

afterAll(async () => {
  await a?.stop();
  await b?.stop();
  await sink?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

async function switchOn(who: Person, text: object, version: number | null = null): Promise<void> {
  const body = { on: true, text, version };
  expect(await who.ask('POST', '/api/console/team/acknowledgements/service', body)).toMatchObject({
    status: 200,
  });
}

function letter(
  from: string,
  more: { headers?: string[]; to?: string; date?: Date; text?: string } = {},
): string {
  count += 1;
  return [
    `From: ${from}`,
    `To: ${more.to ?? ours}`,
    `Message-ID: <ack-${count}@example.fi>`,
    `Date: ${(more.date ?? new Date()).toUTCString()}`,
    'Subject: Salainen asia',
    ...(more.headers ?? []),
    '',
    more.text ?? 'Hei, missä kirjeeni on?',
    '',
  ].join('\r\n');
}

/** All that is queued has gone: whatever was to be sent stands at the sink. */
async function settle(the: TestHouse): Promise<void> {
  await expect
    .poll(
      () =>
        the.house.storage.db.query(
          "SELECT count(*) AS waiting FROM register.contact_message WHERE delivery IN ('queued', 'scheduled')",
        ),
      { timeout: 15_000 },
    )
    .toEqual([{ waiting: 0 }]);
}

async function open(contactId: string): Promise<Opened> {
  const { status, body } = await agent.ask<Opened>('GET', `/api/console/contacts/${contactId}`);
  expect(status).toBe(200);
  return body;
}

const headerOf = ({ raw }: SunkMail, name: string) =>
  new RegExp(`^${name}: ((?:.|\\r\\n )*)`, 'im').exec(raw.toString())?.[1]?.replaceAll(/\s+/g, ' ');

test('off until it is switched on; then still not to machines, lists, bounces, denied senders, old mail or blind copies', async () => {
  await handInBySmtp(a.house, letter('eka@example.fi'), 'eka@no-policy.example', [ours]);
  await settle(a);
  expect(sink.mails).toEqual([]);
  await switchOn(lead, {});
  const cases: [string, string, string][] = [
    [
      'automatic',
      letter('a1@no-policy.example', { headers: ['Auto-Submitted: auto-replied'] }),
      'a1@no-policy.example',
    ],
    [
      'list',
      letter('a2@no-policy.example', { headers: ['List-Id: <lista.example>'] }),
      'a2@no-policy.example',
    ],
    ['bulk', letter('a3@no-policy.example', { headers: ['Precedence: bulk'] }), 'a3@no-policy.example'],
    ['bounce', letter('mailer-daemon@no-policy.example'), ''],
    ['denied', letter('a5@denied.example'), 'a5@denied.example'],
    ['robot', letter('no-reply@no-policy.example'), 'no-reply@no-policy.example'],
    ['ourselves', letter(ours), ours],
    ['blind copy', letter('a8@no-policy.example', { to: 'muu@example.fi' }), 'a8@no-policy.example'],
    [
      'old',
      letter('a9@no-policy.example', { date: new Date(Date.now() - 4 * 86_400_000) }),
      'a9@no-policy.example',
    ],
  ];
  for (const [, raw, from] of cases) await handInBySmtp(a.house, raw, from, [ours]);
  await settle(a);
  expect(sink.mails).toEqual([]);
}, 60_000);

test('a new contact is told once, marked, in its thread, and still waits; the next from the same sender is not', async () => {
  const contactId = await handInBySmtp(
    a.house,
    letter('maija@no-policy.example'),
    'maija@no-policy.example',
    [ours],
  );
  await settle(a);
  const [mail, ...more] = sink.mails.splice(0);
  expect(more).toEqual([]);
  expect([mail!.sender, mail!.recipients]).toEqual(['', ['maija@no-policy.example']]);
  expect(headerOf(mail!, 'Auto-Submitted')).toBe('auto-replied');
  expect(headerOf(mail!, 'X-Auto-Response-Suppress')).toBe('All');
  expect(headerOf(mail!, 'In-Reply-To')).toBe(`<ack-${count}@example.fi>`);
  expect(headerOf(mail!, 'Reply-To')).toMatch(/asiakaspalvelu\+c-[a-z2-7]{45}@posti\.example/);
  expect(headerOf(mail!, 'Subject')).toBe(acknowledgementSubject.fi);
  expect(mail!.raw.toString()).toContain('https://contact.example.fi/fi/notice');
  // Nobody may have us carry their words to whom they name as sender.
  expect(mail!.raw.toString()).not.toMatch(/Salainen|kirjeeni/);

  const opened = await open(contactId);
  expect(
    opened.messages.map(({ direction, automatic, authorId, delivery }) => [
      direction,
      automatic,
      authorId,
      delivery,
    ]),
  ).toEqual([
    ['in', false, null, 'received'],
    ['out', true, null, 'sent'],
  ]);
  expect(opened).toMatchObject({ status: 'open', waitingSince: expect.any(String) });
  const [figures] = await a.house.storage.db.query<{ lines: number }>(
    "SELECT count(*) AS lines FROM log.entry WHERE details->>'change' = 'acknowledged' AND details->>'message' = $1",
    [opened.messages[1]!.messageId],
  );
  expect(figures!.lines).toBe(1);

  // An answer to it, by its thread, and another matter of the same sender.
  const replyTo = /<(.+)>/.exec(headerOf(mail!, 'Reply-To')!)![1]!;
  const reply = letter('maija@no-policy.example', {
    to: replyTo,
    headers: [`In-Reply-To: ${headerOf(mail!, 'Message-ID')}`],
  });
  expect(await handInBySmtp(a.house, reply, 'maija@no-policy.example', [replyTo])).toBe(contactId);
  expect(
    await handInBySmtp(a.house, letter('Maija@No-Policy.example'), 'maija@no-policy.example', [ours]),
  ).not.toBe(contactId);
  await settle(a);
  expect(sink.mails).toEqual([]);
}, 60_000);

test('the team’s own words in the language of the mail; personal data in them is refused', async () => {
  const refused = await lead.ask('POST', '/api/console/team/acknowledgements/service', {
    on: true,
    text: { sv: 'Ring Åsa, 040 123 4567' },
    version: 1,
  });
  expect(refused.body).toMatchObject({ code: 'personal-data-refused', details: { field: 'text.sv' } });
  await switchOn(lead, { sv: 'Tack, vi återkommer inom två dagar.' }, 1);
  const text = 'Hej! Jag väntar på ett brev från Skatteförvaltningen och undrar varför det inte har kommit.';
  await handInBySmtp(a.house, letter('oskar@no-policy.example', { text }), 'oskar@no-policy.example', [ours]);
  await settle(a);
  const [mail] = sink.mails.splice(0);
  expect(headerOf(mail!, 'Subject')).toContain('=?UTF-8?');
  expect(mail!.raw.toString('utf8')).toMatch(/inom tv=C3=A5 dagar|inom två dagar/);
  expect(mail!.raw.toString()).toContain('/sv/notice');
}, 60_000);

test('two houses that both tell it: neither answers the other’s automatic answer, however often it is asked', async () => {
  const forget = () =>
    Promise.all([a, b].map(({ house }) => house.storage.db.query('DELETE FROM mail.auto_reply')));
  const carried: string[] = [];
  /** Everything that left is carried to the other house, with no memory of whom was answered, until nothing leaves. */
  async function carry(): Promise<void> {
    for (;;) {
      await settle(a);
      await settle(b);
      const mail = sink.mails.shift();
      if (mail === undefined) return;
      if (carried.push(`${mail.sender === '' ? 'automatic' : 'staff'} to ${mail.recipients.join()}`) > 12)
        throw new Error('a loop');
      await forget();
      await handInBySmtp(
        (mail.recipients[0]!.endsWith('@toinen.example') ? b : a).house,
        mail.raw,
        mail.sender,
        mail.recipients,
      );
    }
  }
  const contactId = await handInBySmtp(a.house, letter(theirs), theirs, [ours]);
  await carry();
  expect(carried.splice(0)).toEqual([`automatic to ${theirs}`]);

  // Words of a person go, and are acknowledged once.
  const { version } = await open(contactId);
  const body = { messageId: crypto.randomUUID(), version, text: 'Kumpi vastaa?', thenClose: false };
  expect(await agent.ask('POST', `/api/console/contacts/${contactId}/replies`, body)).toMatchObject({
    status: 200,
  });
  await carry();
  expect(carried.map((each) => each.replace(/\+c-[a-z2-7]+/, ''))).toEqual([
    `staff to ${theirs}`,
    `automatic to ${ours}`,
  ]);
  const { messages, status } = await open(contactId);
  expect(messages.at(-1)).toMatchObject({ direction: 'in', automatic: true });
  expect(status).toBe('waiting');
}, 60_000);
