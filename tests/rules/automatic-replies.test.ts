import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RuleBody } from '../../contract/console/rules.ts';
import { freePort } from '../crash/free-port.ts';
import { serveZone } from '../email/name-servers.ts';
import { type SmtpSink, startSmtpSink, type SunkMail } from '../email/start-smtp-sink.ts';
import { handInBySmtp } from '../support/hand-in-by-smtp.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { registerFile, startHouse, type TestHouse } from '../support/start-house.ts';
import { ask } from '../team/open-team.ts';
import { id, ruleOf } from './rules-house.ts';

/** Two houses whose mail goes out to one server, from which the test carries it to the other. Both answer whatever comes. */
const ours = 'asiakaspalvelu@posti.example';
const theirs = 'asiakaspalvelu@toinen.example';
const zone = serveZone({ 'TXT _dmarc.denied.example': ['v=DMARC1; p=reject'] });

interface House {
  readonly the: TestHouse;
  readonly lead: Person;
}
let sink: SmtpSink;
let folder: string;
let a: House;
let b: House;
let count = 0;

beforeAll(async () => {
  sink = await startSmtpSink();
  folder = await mkdtemp(join(tmpdir(), 'haltija-other-'));
  const other = join(folder, 'register.yaml');
  const source = await readFile(registerFile, 'utf8');
  await writeFile(other, source.replaceAll('@posti.example', '@toinen.example'));
  const start = async (more: Record<string, string>): Promise<House> => {
    const the = await startHouse({
      settings: {
        HALTIJA_SMTP_PORT: await freePort(),
        HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
        HALTIJA_PUBLIC_URL: 'https://contact.example.fi',
        ...more,
      },
      askNameServers: zone,
    });
    const administrator = await makeAdministrator(the.house, the.app);
    const lead = await makeColleague(the.house, the.app, administrator, {
      userName: 'liisa.laine',
      displayName: 'Liisa Laine',
      tasks: ['lead-team'],
    });
    return { the, lead };
  };
  a = await start({});
  b = await start({ HALTIJA_REGISTER: other });
  for (const house of [a, b]) {
    await answerBy(
      house,
      { name: 'Alltid', on: 'every-message' },
      {
        fi: 'Olemme kiinni. Asia {contact.number}, {register.name}.',
        sv: 'Vi har stängt. Ärende {contact.number}.',
      },
    );
    expect(
      await ask(house.lead, 'POST', '/team/acknowledgements/service', { on: true, text: {}, version: null }),
    ).toMatchObject({ status: 200 });
  }
}, 120_000);

afterAll(async () => {
  await a?.the.stop();
  await b?.the.stop();
  await sink?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

async function answerBy({ lead }: House, part: Partial<RuleBody>, text: object): Promise<void> {
  const reply = id();
  const canned = { title: 'Stängt', shortcut: `s${reply.slice(0, 8)}`, text, queues: [], version: null };
  expect(await ask(lead, 'POST', `/team/canned/${reply}`, canned)).toMatchObject({ status: 200 });
  const rule = { ...ruleOf({ ...part, does: { reply } }), version: null };
  expect(await ask(lead, 'POST', `/team/rules/${id()}`, rule)).toMatchObject({ status: 200 });
}

function letter(from: string, more: { headers?: string[]; to?: string; date?: Date } = {}): string {
  count += 1;
  return [
    `From: ${from}`,
    `To: ${more.to ?? ours}`,
    `Message-ID: <rule-${count}@example.fi>`,
    `Date: ${(more.date ?? new Date()).toUTCString()}`,
    'Subject: Salainen asia',
    ...(more.headers ?? []),
    '',
    'Hei, missä kirjeeni on?',
    '',
  ].join('\r\n');
}

/** All that is queued has gone: whatever was to be sent stands at the sink. */
async function settle({ the }: House): Promise<void> {
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

const headerOf = ({ raw }: SunkMail, name: string) =>
  new RegExp(`^${name}: ((?:.|\\r\\n )*)`, 'im').exec(raw.toString())?.[1]?.replaceAll(/\s+/g, ' ');

test('a rule answers as nobody, marked and to the return path alone; the customer goes on waiting, and the acknowledgement stays away', async () => {
  const contact = await handInBySmtp(
    a.the.house,
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
  const opened = (
    await ask<{
      number: string;
      status: string;
      waitingSince: string | null;
      messages: { direction: string; automatic: boolean; authorId: string | null; text: string }[];
      events: { rule: { name: string; effects: string[] } }[];
    }>(a.lead, 'GET', `/contacts/${contact}`)
  ).body;
  expect(opened).toMatchObject({ status: 'open', waitingSince: expect.any(String) });
  const [, out] = opened.messages;
  expect(out).toMatchObject({ direction: 'out', automatic: true, authorId: null });
  expect(out!.text).toContain(`Olemme kiinni. Asia ${opened.number}, `);
  expect((await parseMail(mail!.raw)).text).toMatch(
    /\n-- \n.*https:\/\/contact\.example\.fi\/fi\/notice\/1\s*$/,
  );
  expect(out!.text).not.toMatch(/[{}]|Salainen|Maija/i);
  expect(opened.events.map(({ rule }) => rule)).toEqual([{ name: 'Alltid', effects: ['answered'] }]);
  const figures = await a.the.house.storage.db.query(
    `SELECT 1 FROM (SELECT kind FROM figures.fact UNION ALL SELECT kind FROM figures.total) counted WHERE kind LIKE '%answer%'`,
  );
  expect(figures).toEqual([]);
}, 60_000);

test('never to machines, lists, bounces, denied senders, old mail or blind copies; once a day in a contact, and once to an address', async () => {
  const cases: [string, string][] = [
    [letter('a1@no-policy.example', { headers: ['Auto-Submitted: auto-replied'] }), 'a1@no-policy.example'],
    [letter('a2@no-policy.example', { headers: ['List-Id: <lista.example>'] }), 'a2@no-policy.example'],
    [letter('a3@no-policy.example', { headers: ['Precedence: bulk'] }), 'a3@no-policy.example'],
    [letter('mailer-daemon@no-policy.example'), ''],
    [letter('a5@denied.example'), 'a5@denied.example'],
    [letter('no-reply@no-policy.example'), 'no-reply@no-policy.example'],
    [letter(ours), ours],
    [letter('a8@no-policy.example', { to: 'muu@example.fi' }), 'a8@no-policy.example'],
    [letter('a9@no-policy.example', { date: new Date(Date.now() - 4 * 86_400_000) }), 'a9@no-policy.example'],
  ];
  for (const [raw, from] of cases) await handInBySmtp(a.the.house, raw, from, [ours]);
  await settle(a);
  expect(sink.mails).toEqual([]);

  const forget = () => a.the.house.storage.db.query('DELETE FROM mail.auto_reply');
  const from = 'oskar@no-policy.example';
  const contact = await handInBySmtp(a.the.house, letter(from), from, [ours]);
  await settle(a);
  const replyTo = /<(.+)>/.exec(headerOf(sink.mails.splice(0)[0]!, 'Reply-To')!)![1]!;
  // In the same contact not again that day, even were the address forgotten.
  await forget();
  expect(await handInBySmtp(a.the.house, letter(from, { to: replyTo }), from, [replyTo])).toBe(contact);
  await settle(a);
  expect(sink.mails).toEqual([]);
  // To the same address in another contact not again that day either.
  await handInBySmtp(a.the.house, letter(from), from, [ours]);
  await settle(a);
  expect(sink.mails.splice(0)).toHaveLength(1);
  await handInBySmtp(a.the.house, letter('Oskar@No-Policy.example'), 'Oskar@no-policy.example', [ours]);
  await settle(a);
  expect(sink.mails).toEqual([]);
}, 60_000);

test('two houses whose rules answer everything: neither answers the other’s automatic answer, however often it is asked', async () => {
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
      for (const { the } of [a, b]) {
        await the.house.storage.db.query('DELETE FROM mail.auto_reply');
        await the.house.storage.db.query(
          "UPDATE register.contact_message SET at = at - interval '2 days' WHERE direction = 'out'",
        );
      }
      const to = mail.recipients[0]!.endsWith('@toinen.example') ? b : a;
      await handInBySmtp(to.the.house, mail.raw, mail.sender, mail.recipients);
    }
  }
  const contact = await handInBySmtp(a.the.house, letter(theirs), theirs, [ours]);
  await carry();
  expect(carried.splice(0)).toEqual([`automatic to ${theirs}`]);
  // Words of a person go, and are answered by the other's rule once.
  const { version } = (await ask(a.lead, 'GET', `/contacts/${contact}`)).body;
  const body = { messageId: id(), version, text: 'Kumpi vastaa?', thenClose: false };
  expect(await ask(a.lead, 'POST', `/contacts/${contact}/replies`, body)).toMatchObject({ status: 200 });
  await carry();
  expect(carried.map((each) => each.replace(/\+c-[a-z2-7]+/, ''))).toEqual([
    `staff to ${theirs}`,
    `automatic to ${ours}`,
  ]);
}, 60_000);
