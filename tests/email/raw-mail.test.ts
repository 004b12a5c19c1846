import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRegister } from '../promises/change-register.ts';
import { handInMailWithFile, handInRaw } from '../promises/hand-in-raw.ts';
import { downloadAs, safeDownload } from '../support/download-as.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

let the: TestHouse;
let agent: Person;
let lead: Person;
let officer: Person;
let fetchAsLead: Awaited<ReturnType<typeof downloadAs>>;

beforeAll(async () => {
  the = await startHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  agent = await make('eero.virtanen', 'Eero Virtanen', ['answer-customers']);
  lead = await make('liisa.laine', 'Liisa Laine', ['lead-team']);
  officer = await make('paula.palo', 'Paula Palo', ['handle-data-protection', 'reveal-identity-codes']);
  fetchAsLead = await downloadAs(the.app, lead.userName);
});
afterAll(() => the?.stop());

let count = 0;
function write(head: readonly string[] = [], body = 'Hej!', from?: string): Buffer {
  count += 1;
  const lines = [
    `From: Kund Nummer <${from ?? `kund.${count}@example.fi`}>`,
    `Message-ID: <raw-${count}@example.fi>`,
    'MIME-Version: 1.0',
    ...head,
  ];
  return Buffer.from([...lines, '', body, ''].join('\r\n'));
}
async function handIn(raw: Buffer) {
  const { contactId, rawId } = await handInRaw(the.house, raw);
  const opened = await open(contactId!);
  return { contactId: contactId!, rawId, messageId: opened.messages.at(-1)!.messageId };
}
interface Opened {
  readonly version: number;
  readonly messages: { messageId: string; cut: string[]; hasRaw: boolean; text: string }[];
}
const open = async (contactId: string) =>
  (await lead.ask<Opened>('GET', `/api/console/contacts/${contactId}`)).body;
const raw = (of: { contactId: string; messageId: string }, query = '') =>
  `/api/console/contacts/${of.contactId}/messages/${of.messageId}/raw${query}`;
const linesOf = (unit: string, who: Person) =>
  the.house.storage.db.query<{ act: string; action: string; details: Record<string, unknown> }>(
    "SELECT act, action, details FROM log.entry WHERE $1 = ANY (units) AND actor = $2 AND act <> 'open-contact' ORDER BY at, id",
    [unit, who.staffId],
  );

test('who lacks the act, or a category that a mail may hold, gets nothing; nor is there any of what we wrote ourselves', async () => {
  const mail = await handIn(write());
  expect((await agent.ask('GET', raw(mail))).body).toMatchObject({ code: 'task-missing' });
  const nobody = { ...mail, messageId: crypto.randomUUID() };
  expect((await lead.ask('GET', raw(nobody))).body).toMatchObject({ code: 'not-found' });
  const { version } = await open(mail.contactId);
  const messageId = crypto.randomUUID();
  const answered = await lead.ask('POST', `/api/console/contacts/${mail.contactId}/replies`, {
    messageId,
    version,
    text: 'Svar',
  });
  expect(answered.status).toBe(200);
  expect((await open(mail.contactId)).messages.map(({ hasRaw }) => hasRaw)).toEqual([true, false]);
  expect((await lead.ask('GET', raw({ ...mail, messageId }))).body).toMatchObject({ code: 'not-found' });
  await the.house.publish(
    changeRegister((register) => {
      const task = register.tasks['lead-team']!;
      task.categories = task.categories.filter((category) => category !== 'emailAddress');
    }),
    null,
  );
  expect((await lead.ask('GET', raw(mail))).body).toMatchObject({ code: 'task-missing' });
  await the.house.publish(
    changeRegister(() => undefined),
    null,
  );
});

test('it comes byte for byte, as a download that runs nowhere, and is a line of the log of its own', async () => {
  const bytes = Buffer.concat([
    write(['X-Odd: <script>alert(1)</script>', 'Content-Type: text/plain; charset=iso-8859-1']),
    Buffer.from([0xe5, 0xe4, 0xf6, 0x0d, 0x0a]),
  ]);
  const mail = await handIn(bytes);
  const answer = await fetchAsLead(raw(mail));
  expect(answer.statusCode).toBe(200);
  expect(answer.rawPayload.equals(bytes)).toBe(true);
  expect(answer.headers).toMatchObject(safeDownload);
  expect(await linesOf(mail.rawId, lead)).toMatchObject([
    {
      act: 'open-raw-mail',
      action: 'view',
      details: { message: mail.messageId, kibibytes: Math.ceil(bytes.length / 1024) },
    },
  ]);
});

test('a large one, kept as a blob, comes whole too', async () => {
  const bytes = write([], 'rad av text\r\n'.repeat(40_000));
  const mail = await handIn(bytes);
  expect((await fetchAsLead(raw(mail))).rawPayload.equals(bytes)).toBe(true);
});

test('an identity code that is masked in the message takes the task that may see codes, and a reason', async () => {
  const mail = await handIn(write([], 'Min kod är 131052-9982.'));
  expect((await open(mail.contactId)).messages[0]!.text).not.toContain('131052');
  expect((await lead.ask('GET', raw(mail, '?reason=verify-identity'))).body).toMatchObject({
    code: 'task-missing',
  });
  expect((await officer.ask('GET', raw(mail))).body).toMatchObject({ code: 'reason-needed' });
  const fetchAsOfficer = await downloadAs(the.app, officer.userName);
  const answer = await fetchAsOfficer(raw(mail, '?reason=verify-identity'));
  expect(answer.body).toContain('131052-9982');
  const lines = await linesOf(mail.rawId, officer);
  expect(lines.map(({ act, action }) => `${act} ${action}`)).toEqual([
    'reveal-identity-code refuse',
    'reveal-identity-code reveal',
    'open-raw-mail view',
  ]);
});

test('a closed contact asks for a reason here as everywhere', async () => {
  const mail = await handIn(write());
  const { version } = await open(mail.contactId);
  await lead.ask('POST', `/api/console/contacts/${mail.contactId}/close`, { version });
  expect((await lead.ask('GET', raw(mail))).body).toMatchObject({ code: 'reason-needed' });
  expect((await fetchAsLead(raw(mail, '?reason=earlier-matter'))).statusCode).toBe(200);
});

test('it moves with its message when contacts are merged, and goes with its contact', async () => {
  const from = 'samma.kund@example.fi';
  const bytes = write([], 'Hej!', from);
  const [one, other] = [await handIn(bytes), await handIn(write([], 'Igen', from))];
  const merged = await lead.ask('POST', `/api/console/contacts/${other.contactId}/merge`, {
    version: (await open(other.contactId)).version,
    others: [{ contactId: one.contactId, version: (await open(one.contactId)).version }],
  });
  expect(merged.status, JSON.stringify(merged.body)).toBe(200);
  expect((await lead.ask('GET', raw(one))).body).toMatchObject({ code: 'merged' });
  const moved = { contactId: other.contactId, messageId: one.messageId };
  expect((await fetchAsLead(raw(moved))).rawPayload.equals(bytes)).toBe(true);
  const { db } = the.house.storage;
  await db.query("UPDATE register.contact SET delete_after = now() - interval '1 day' WHERE id = $1", [
    other.contactId,
  ]);
  await the.house.sweep();
  expect(await db.query('SELECT 1 FROM mail.raw WHERE id = ANY ($1)', [[one.rawId, other.rawId]])).toEqual(
    [],
  );
  expect((await lead.ask('GET', raw(moved))).body).toMatchObject({ code: 'not-found' });
});

test('a message of whose mail not all is shown says what is left out; an ordinary one says nothing', async () => {
  const addresses = Array.from({ length: 201 }, (_, index) => `vastaanottaja.${index}@example.fi`);
  const event = (uid: number) =>
    `BEGIN:VEVENT\r\nUID:${uid}\r\nDTSTART:20261123T100000Z\r\nSUMMARY:Möte ${uid}\r\nEND:VEVENT\r\n`;
  const nested = (depth: number): string =>
    depth === 0
      ? 'Content-Type: text/plain\r\n\r\ndjupast'
      : `Content-Type: message/rfc822\r\n\r\nSubject: ${depth}\r\n${nested(depth - 1)}`;
  const parts = [
    'Content-Type: text/plain; charset=utf-8\r\n\r\nHej!',
    `Content-Type: text/calendar; charset=utf-8\r\n\r\nBEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\n${event(1)}${event(2)}END:VCALENDAR`,
    nested(5),
  ];
  const mail = await handIn(
    write(
      [
        `To: ${addresses.join(',\r\n ')}`,
        `Subject: ${'lång '.repeat(250)}`,
        'Content-Type: multipart/mixed; boundary="b"',
      ],
      `${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--`,
    ),
  );
  const [message] = (await open(mail.contactId)).messages;
  expect(message!.cut.toSorted()).toEqual(['addresses', 'invitations', 'nested', 'subject']);
  const plain = await handInMailWithFile(the.house, {
    from: 'vanlig@example.fi',
    file: { name: 'kvitto.pdf', content: Buffer.from('%PDF-1.4') },
  });
  expect((await open(plain)).messages[0]!.cut).toEqual([]);
});
