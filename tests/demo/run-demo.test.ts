import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId, type Id } from '../../server/base/new-id.ts';
import type { DemoContact, DemoStaff } from '../../server/operations/demo/corpus/corpus.ts';
import { generateCorpus } from '../../server/operations/demo/corpus/generate-corpus.ts';
import { secretsOf } from '../../server/operations/demo/corpus/secrets-of.ts';
import { listProcesses } from '../../server/operations/drill/list-processes.ts';
import { demoPassword, signInMember, tasksOf } from '../../server/operations/demo/make-staff.ts';
import { runDemo } from '../../server/operations/demo/run-demo.ts';
import { sendLiveMail } from '../../server/operations/demo/send-live-mail.ts';
import { type MailSink, startMailSink } from '../../server/operations/demo/start-mail-sink.ts';
import { thankForAnswers } from '../../server/operations/demo/thank-for-answers.ts';
import { answerContact } from '../../server/register/contacts/answer-contact.ts';
import { openContact } from '../../server/register/contacts/open-contact.ts';
import { createDatabase, type Database } from '../../server/storage/database.ts';
import { grepForSecrets } from '../support/grep-for-secrets.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// A seed of its own: what other tests leave in the same temporary folder names other people.
const size = { seed: 71_204, people: 12, contacts: 40 };
/** The machine may be busy with other tests. */
const patience = { timeout: 20_000, interval: 10 };
const began = new Date();
const printed: string[] = [];
const print = (line: string) => void printed.push(line);
const live: { subject: string; text: string }[] = [];
let sink: MailSink;
let home: TestHouse;
let owner: Database;
let temporary: string;

beforeAll(async () => {
  // Temporary files of its own: other tests' houses need not be looked through.
  temporary = await mkdtemp(join(tmpdir(), 'haltija-demo-'));
  await chmod(temporary, 0o711);
  process.env['TMPDIR'] = temporary;
  sink = await startMailSink();
  home = await startHouse({
    settings: { HALTIJA_SMTP_PORT: String(await freePort()), HALTIJA_OUTGOING_SMTP_URL: sink.url },
  });
  owner = createDatabase(ownerConnection(), { max: 1 });
});

afterAll(async () => {
  await owner?.end();
  await home?.stop();
  await sink?.stop();
  await rm(temporary, { recursive: true, force: true });
});

function ownerConnection() {
  const { connection, keeper } = home.house.storage;
  return {
    ...connection,
    user: 'haltija_owner',
    password: keeper.derive('database/owner').toString('base64url'),
  };
}

async function corpus() {
  const now = (await home.house.declarations.versions()).at(-1)!.publishedAt;
  return generateCorpus({ ...size, now });
}

function standingOf({ closedAt, waiting, work }: DemoContact): string {
  if (closedAt) return 'closed';
  if (work?.snoozedUntil) return 'snoozed';
  return waiting && !work?.bounced ? 'waiting' : 'open';
}

async function count(sql: string): Promise<number> {
  const [row] = await home.house.storage.db.query<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`);
  return row!.count;
}

test('stopped in the middle and started again, it makes what is missing and doubles nothing', async () => {
  // However busy the machine: no live mail comes in between.
  const pause = [600, 600] as const;
  const first = await runDemo(home.house, { ...size, print, pause });
  await vi.waitFor(async () => expect(await count('register.contact')).toBeGreaterThan(3), patience);
  await first.stop();
  expect(await first.filled).toBe('stopped');
  const made = await count('register.contact');
  expect(made).toBeLessThan(size.contacts);

  for (const expected of [size.contacts, size.contacts]) {
    const demo = await runDemo(home.house, { ...size, print, pause });
    expect(await demo.filled).toBe('complete');
    await demo.stop();
    expect(await count('register.contact')).toBe(expected);
  }
  expect(home.house.conditions.list().find(({ part }) => part === 'demo')?.ok).toBe(true);
});

test('every contact stands as the corpus has it, at its own time', async () => {
  const { contacts, people } = await corpus();
  const letters = contacts.flatMap((contact) => contact.letters);
  const fromStaff = letters.filter(({ from }) => from === 'staff').length;
  expect(await count("register.contact_message WHERE direction = 'in' AND delivery = 'received'")).toBe(
    letters.length - fromStaff,
  );
  const bounced = contacts.filter(({ work }) => work?.bounced).length;
  expect(await count("register.contact_message WHERE direction = 'out' AND delivery = 'bounced'")).toBe(
    bounced,
  );
  expect(await count("register.contact_message WHERE direction = 'out' AND delivery = 'sent'")).toBe(
    fromStaff - bounced,
  );
  expect(await count('register.contact_todo')).toBe(contacts.filter(({ work }) => work?.todo).length);
  expect(await count('register.contact WHERE cardinality(tags) > 0')).toBe(
    contacts.filter(({ work }) => (work?.tags.length ?? 0) > 0).length,
  );
  expect(await count('register.contact_note')).toBe(contacts.flatMap(({ notes }) => notes).length);
  expect(await count('register.masked_code')).toBeGreaterThanOrEqual(
    contacts.filter(({ statesIdentityCode }) => statesIdentityCode).length,
  );
  expect(await count('register.person')).toBe(new Set(contacts.map(({ personKey }) => personKey)).size);
  expect(people).toHaveLength(size.people);
  const rows = await home.house.storage.db.query<Record<string, unknown>>(
    'SELECT queue, status, opened_at, closed_at, messages, assignee_id IS NOT NULL AS assigned FROM register.contact ORDER BY opened_at',
  );
  expect(rows).toEqual(
    contacts.map((contact) => ({
      queue: contact.mailbox,
      status: standingOf(contact),
      opened_at: contact.letters[0]!.at,
      closed_at: contact.closedAt ?? null,
      messages: contact.letters.length,
      assigned: contact.assignedTo !== undefined,
    })),
  );
  expect(await count("mail.raw WHERE state <> 'done'")).toBe(0);
  expect(
    await count(
      "register.contact WHERE delete_after <= now() OR delete_after > now() + interval '25 months'",
    ),
  ).toBe(0);
  // Whoever was put off wakes by a job; beside them only the promises wait to be checked.
  expect(await count("graphile_worker.jobs WHERE task_identifier <> 'check-promises'")).toBe(
    contacts.filter(({ work }) => work?.snoozedUntil).length,
  );
  expect(sink.received()).toBe(0);
});

test('a letter and its answer read as written, by a colleague who may open them', async () => {
  const { contacts, staff } = await corpus();
  const told = contacts.find((each) => each.mailbox === 'service' && each.letters.length > 1)!;
  const agent = await signInMember(
    home.house,
    staff.find(({ role }) => role === 'agent')!,
  );
  const [row] = await home.house.storage.db.query<{ id: Id<'contact'> }>(
    'SELECT id FROM register.contact WHERE opened_at = $1',
    [told.letters[0]!.at],
  );
  const deps = { ...home.house.contacts, logReader: home.house.logReader };
  const opened = await openContact(deps, agent, row!.id, 'earlier-matter');
  expect(opened.subject).toBe(told.subject);
  expect(JSON.stringify(opened.messages)).toContain(JSON.stringify(told.letters[1]!.text).slice(1, -1));
  await home.house.staff.sessions.signOut(agent);
});

test('all eight sign in with the printed password and hold the tasks of their role, nobody by their own hand', async () => {
  const { house } = home;
  expect(printed.join('\n')).toContain(demoPassword);
  const { staff } = await corpus();
  for (const member of staff) {
    expect(printed.join('\n')).toContain(member.userName);
    const actor = await signInMember(house, member);
    const held = await house.staff.directory.tasksOf(actor.staffId);
    expect(held.map(({ task }) => task).toSorted()).toEqual([...tasksOf[member.role]].toSorted());
    expect(await house.staff.undertaking.hasAccepted(actor.staffId)).toBe(true);
    expect(await house.contacts.access.actsOf(actor)).not.toEqual([]);
    await house.staff.sessions.signOut(actor);
  }
  expect(await count('staff.member')).toBe(8);
  expect(await count('staff.session')).toBe(0);
  expect(await count('staff.task_grant WHERE granted_by = staff_id')).toBe(0);
  const roles: readonly DemoStaff['role'][] = staff.map(({ role }) => role);
  expect(new Set(roles).size).toBe(5);
});

test('live mail arrives by SMTP, one unreadable in the tray, one with the officer', async () => {
  const { people } = await corpus();
  const before = await count('register.contact');
  const privateBefore = await count("register.contact WHERE queue = 'privacy'");
  const post = await sendLiveMail(home.house, { seed: size.seed, people, pause: [0.05, 0.1] });
  try {
    await vi.waitFor(async () => {
      expect(await count('register.contact')).toBeGreaterThan(before + 3);
      expect(await count("mail.raw WHERE state = 'unreadable' AND problem = 'no-sender'")).toBe(1);
      expect(await count("register.contact WHERE queue = 'privacy'")).toBe(privateBefore + 1);
    }, patience);
  } finally {
    await post.stop();
  }
  await vi.waitFor(async () => expect(await count("mail.raw WHERE state = 'kept'")).toBe(0), patience);
});

test('what staff write reaches the customers, who thank for it in the same contact, once', async () => {
  const { house } = home;
  const { people, staff } = await corpus();
  // So far apart that none comes between.
  const post = await sendLiveMail(house, { seed: size.seed, people, pause: [600, 600] });
  const stopThanks = thankForAnswers(
    house,
    { sink, post: { send: (mail) => (live.push(mail), post.send(mail)) } },
    { seed: size.seed, people, readingTime: [0.1, 0.2] },
  );
  const agent = await signInMember(
    house,
    staff.find(({ role }) => role === 'agent')!,
  );
  const read = async () =>
    (
      await house.storage.db.query<{ id: Id<'contact'>; version: number; messages: number; status: string }>(
        "SELECT id, version, messages, status FROM register.contact WHERE queue = 'service' ORDER BY opened_at DESC LIMIT 1",
      )
    )[0]!;
  try {
    const text = 'Kiitos viestistäsi, asia on nyt kunnossa.';
    for (const thanks of [1, 0]) {
      const { id, version, messages } = await read();
      const received = sink.received();
      await answerContact(house.contacts, agent, id, { messageId: newId(), version, text, thenClose: true });
      await vi.waitFor(async () => {
        expect(sink.received()).toBe(received + 1);
        expect(await read()).toMatchObject({ id, messages: messages + 1 + thanks });
      }, patience);
    }
    expect(live).toHaveLength(1);
    expect(await read()).toMatchObject({ status: 'closed' });
  } finally {
    stopThanks();
    await post.stop();
    await house.staff.sessions.signOut(agent);
  }
});

test('the thief: dump, WAL, blobs, logs, environments and temporary files hold none of it', async () => {
  const { house, logLines, folder } = home;
  const drawn = await corpus();
  const secrets = [
    ...secretsOf(drawn),
    ...live.flatMap(({ subject, text }) => [subject, ...text.split('\n')]),
    demoPassword,
  ];
  await owner.query('ANALYZE');
  await owner.query('CHECKPOINT');
  const [cluster] = await owner.query<{ data_directory: string }>('SHOW data_directory');
  const haul = {
    owner: ownerConnection(),
    // As root the database may lie elsewhere.
    folders: [
      folder,
      ...[cluster!.data_directory, dirname(house.storage.databaseLog!), house.settings.blobDir].filter(
        (each) => !each.startsWith(`${folder}/`),
      ),
    ],
    processes: await listProcesses(process.pid),
    texts: { 'our log': logLines.join('\n') },
  };
  const searched = await grepForSecrets({ ...haul, secrets });
  expect(searched.hits).toEqual([]);
  expect(logLines.length).toBeGreaterThan(0);
  expect(haul.processes.length).toBeGreaterThan(3);
  expect(searched.bytes).toBeGreaterThan(20_000_000);
  for (const place of [
    'register.contact_message (text)',
    'mail.raw (binary)',
    'log.entry (text)',
    'graphile_worker._private_jobs (text)',
    'pg_catalog.pg_statistic (text)',
    house.storage.databaseLog!,
  ]) {
    expect(searched.places).toContain(place);
  }

  // Temporary files are shared with programs that hold the corpus's own phrases; who it names is ours alone.
  const people = drawn.people.flatMap((one) => [
    one.name,
    one.emailAddress,
    one.identityCode,
    one.phone,
    one.address.street,
  ]);
  const skip = (path: string) => path.startsWith(folder) || /^\/dev\/shm\/haltija-[^/]*$/.test(path);
  const changed = { folders: [temporary, '/dev/shm'], since: began, skip };
  expect((await grepForSecrets({ secrets: people, changed })).hits).toEqual([]);

  // The search itself finds what is there to be found.
  const planted = drawn.people[0]!.emailAddress;
  await owner.query(
    "CREATE TABLE public.planted AS SELECT $1::text AS address, convert_to($1, 'UTF8') AS bytes",
    [planted],
  );
  const found = await grepForSecrets({ ...haul, folders: [cluster!.data_directory], secrets });
  expect(new Set(found.hits.map((hit) => hit.secret))).toEqual(new Set([planted]));
  expect(found.hits.map((hit) => hit.where)).toContain('public.planted (text)');
  expect(found.hits.some((hit) => hit.where.startsWith(cluster!.data_directory))).toBe(true);
  await owner.query('DROP TABLE public.planted');
}, 120_000);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
