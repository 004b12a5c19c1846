import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCorpus } from '../email/find-corpora.ts';
import { handInMail } from '../support/hand-in-mail.ts';
import { type ImportHouse, openImportHouse, withImports } from './open-import-house.ts';
import { daysAgo, writeMbox, writeOldMail } from './write-old-mail.ts';

let the: ImportHouse;
beforeAll(async () => {
  the = await openImportHouse();
});
afterAll(() => the.stop());

const query = <Row>(sql: string, values: unknown[] = []) => the.house.storage.db.query<Row>(sql, values);
const rowsOf = async (table: string) =>
  (await query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n;
async function mbox(name: string, mails: readonly string[]): Promise<string> {
  const path = join(the.files, name);
  await writeFile(path, writeMbox(mails));
  return path;
}
interface Contact {
  id: string;
  status: string;
  opened_at: Date;
  closed_at: Date | null;
  last_at: Date;
  waiting_since: Date | null;
  assignee_id: string | null;
  messages: number;
  delete_after: Date;
}
const contactsSince = (seen: readonly string[]) =>
  query<Contact>('SELECT * FROM register.contact WHERE id <> ALL ($1) ORDER BY opened_at', [seen]);
const contactIds = async () =>
  (await query<{ id: string }>('SELECT id FROM register.contact')).map(({ id }) => id);

test('an undeclared import, an undeclared mailbox and a channel that may keep nothing are refused', async () => {
  const path = await mbox('refused.mbox', [writeOldMail()]);
  await expect(the.bring(path, { mailbox: 'no-such' })).rejects.toMatchObject({ code: 'not-found' });
  const before = the.house.contacts.current().version;
  await the.house.publish(
    withImports((register) => delete register.sources),
    null,
  );
  await expect(the.bring(path)).rejects.toMatchObject({ code: 'import-not-declared' });
  await expect(the.bring(path, { dryRun: true })).rejects.toMatchObject({ code: 'import-not-declared' });
  await the.house.publish(withImports(), null);
  expect(the.house.contacts.current().version).toBe(before + 2);
  expect(await rowsOf('operations.import_run')).toBe(0);
});

test('each message ends in one class, and the report names places and codes only', async () => {
  const path = await mbox('classes.mbox', [
    writeOldMail({ id: '<a@example.fi>' }),
    writeOldMail({ id: '<a@example.fi>' }),
    writeOldMail({ date: daysAgo(4000) }),
    writeOldMail({ date: daysAgo(-30) }),
    writeOldMail({ from: '', date: daysAgo(20) }),
    `${writeOldMail()}${'x'.repeat(the.house.settings.mailSizeLimit)}\n`,
    '\n\n',
  ]);
  const dry = await the.bring(path, { dryRun: true });
  const { counts, lines } = await the.bring(path);
  expect(counts).toEqual({
    imported: 1,
    'already-there': 1,
    'too-old': 1,
    'from-future': 1,
    'not-allowed': 0,
    unreadable: 1,
    'too-large': 1,
    'not-mail': 1,
  });
  expect(dry.counts).toEqual(counts);
  expect(lines.map((line) => [line.number, line.class]).slice(1)).toEqual([
    [3, 'too-old'],
    [4, 'from-future'],
    [5, 'unreadable'],
    [6, 'too-large'],
    [7, 'not-mail'],
  ]);
  for (const line of lines)
    for (const value of Object.values(line)) expect(String(value)).toMatch(/^(\d+|[a-z-]+)$/);
  expect(
    await query("SELECT problem FROM mail.raw WHERE state = 'unreadable' AND source = 'import'"),
  ).toEqual([{ problem: 'no-sender' }]);
  const [run] = await query<Record<string, unknown>>(
    'SELECT * FROM operations.import_run ORDER BY started_at DESC',
  );
  expect(run).toMatchObject({
    state: 'finished',
    imported: 1,
    already_there: 1,
    too_old: 1,
    unreadable: 1,
    by: null,
  });
});

test('a dry run writes nothing anywhere', async () => {
  const state = async () => {
    const tables = await query<{ name: string }>(
      "SELECT schemaname || '.' || relname AS name FROM pg_stat_user_tables WHERE schemaname IN ('register','mail','operations','ring','log','search','figures','live') ORDER BY 1",
    );
    return Promise.all(tables.map(async ({ name }) => [name, await rowsOf(name).catch(() => 'sealed off')]));
  };
  const path = await mbox('dry.mbox', [writeOldMail(), writeOldMail({ from: '' })]);
  // What came before has its place in the log's tree by then.
  await the.house.logTree.sequence();
  const before = await state();
  const { counts } = await the.bring(path, { dryRun: true });
  expect(counts).toMatchObject({ imported: 1, unreadable: 1 });
  expect(await state()).toEqual(before);
});

test('a contact is closed at its time; nobody waits, nothing is counted, and it goes no later for being brought', async () => {
  const [seen, figures] = [await contactIds(), await rowsOf('figures.fact')];
  const at = daysAgo(200);
  await the.bring(await mbox('time.mbox', [writeOldMail({ date: at, from: 'uusi.henkilo@example.fi' })]));
  const [contact] = await contactsSince(seen);
  expect(contact).toMatchObject({
    status: 'closed',
    waiting_since: null,
    assignee_id: null,
    opened_at: at,
    closed_at: at,
  });
  const [person] = await query<{
    source: string;
    verified: boolean;
    last_contact_at: Date;
    delete_after: Date;
  }>(
    `SELECT f.source, f.verified, p.last_contact_at, p.delete_after FROM register.person p JOIN register.person_field f ON f.person_id = p.id
     WHERE p.id = (SELECT person_id FROM register.contact WHERE id = $1)`,
    [contact!.id],
  );
  expect(person).toMatchObject({ source: 'import', verified: false, last_contact_at: at });
  const years = (until: Date) => (until.getTime() - at.getTime()) / 86_400_000;
  expect(years(contact!.delete_after)).toBeLessThanOrEqual(24 * 31);
  expect(years(person!.delete_after)).toBeLessThanOrEqual(36 * 31);
  expect(await rowsOf('figures.fact')).toBe(figures);
});

test('the time is the Date, else the topmost Received, and never after the receipt by a day or in the future', async () => {
  const seen = await contactIds();
  const [sent, received] = [daysAgo(300), daysAgo(299)];
  await the.bring(
    await mbox('dates.mbox', [
      writeOldMail({ date: sent, received }),
      writeOldMail({ date: null, received: daysAgo(298) }),
      writeOldMail({ date: 'yesterday or so', received: daysAgo(297) }),
      writeOldMail({ date: daysAgo(-10), received: daysAgo(296) }),
      writeOldMail({ date: daysAgo(2), received: daysAgo(295) }),
    ]),
  );
  const times = (await contactsSince(seen)).map((contact) => contact.opened_at);
  expect(times).toEqual([sent, ...[298, 297, 296, 295].map((days) => daysAgo(days))]);
});

test('a thread is one contact in whatever order it comes, with our answers as sent', async () => {
  const seen = await contactIds();
  const ours = the.house.contacts.current().declaration.mailboxes['service-sv']!.address;
  const [first, answer, thanks] = ['<t1@example.fi>', '<t2@posti.example>', '<t3@example.fi>'] as const;
  const mails = [
    writeOldMail({ id: first, date: daysAgo(60) }),
    writeOldMail({ id: answer, date: daysAgo(59), from: ours, to: 'maija@example.fi', replyTo: [first] }),
    writeOldMail({ id: thanks, date: daysAgo(58), replyTo: [first, answer] }),
  ];
  await the.bring(await mbox('thread.mbox', mails.toReversed()));
  const contacts = await contactsSince(seen);
  expect(contacts).toHaveLength(1);
  expect(contacts[0]).toMatchObject({
    messages: 3,
    status: 'closed',
    opened_at: daysAgo(60),
    closed_at: daysAgo(58),
  });
  expect(
    await query(
      'SELECT direction, delivery FROM register.contact_message WHERE contact_id = $1 ORDER BY at',
      [contacts[0]!.id],
    ),
  ).toEqual([
    { direction: 'in', delivery: 'received' },
    { direction: 'out', delivery: 'sent' },
    { direction: 'in', delivery: 'received' },
  ]);
});

test('a letter of ours without a thread is a contact of whom it went to', async () => {
  const seen = await contactIds();
  const ours = the.house.contacts.current().declaration.mailboxes['service-sv']!.address;
  await the.bring(
    await mbox('sent.mbox', [
      writeOldMail({ from: `Palvelu <${ours}>`, to: 'Kalle <kalle.uusi@example.fi>' }),
    ]),
  );
  const [contact] = await contactsSince(seen);
  const found = await query<{ n: number }>(
    `SELECT count(*) AS n FROM register.identifier i JOIN register.contact c ON c.person_id = i.person_id WHERE c.id = $1`,
    [contact!.id],
  );
  expect(found[0]!.n).toBe(1);
});

test('one that continues an open contact joins it and leaves it as it stands', async () => {
  const live = '<live-open@example.fi>';
  const contactId = (await handInMail(the.house, { messageId: live }))!;
  const before = (await query<Contact>('SELECT * FROM register.contact WHERE id = $1', [contactId]))[0]!;
  await the.bring(await mbox('joins.mbox', [writeOldMail({ replyTo: [live], date: daysAgo(3) })]));
  const after = (await query<Contact>('SELECT * FROM register.contact WHERE id = $1', [contactId]))[0]!;
  expect(after).toMatchObject({
    messages: 2,
    status: 'open',
    waiting_since: before.waiting_since,
    last_at: before.last_at,
    delete_after: before.delete_after,
  });
});

test('mail that arrived live is known, also with quoted lines; the same again doubles nothing', async () => {
  const text = 'Hei\nFrom nyt on\n>From ennen\nloppu';
  const raw = writeOldMail({ id: '<live-quoted@example.fi>', text, date: daysAgo(1) });
  await the.house.mail.pump.keep({
    mailbox: 'service-sv',
    raw: Buffer.from(raw.replaceAll('\n', '\r\n')),
    envelope: { recipients: [] },
    source: { kind: 'smtp' },
  });
  const mails = [
    raw,
    writeOldMail({ id: null, date: daysAgo(9) }),
    writeOldMail({ id: null, date: null, received: daysAgo(8) }),
  ];
  const path = await mbox('again.mbox', mails);
  expect((await the.bring(path)).counts).toMatchObject({ imported: 2, 'already-there': 1 });
  const seen = await contactIds();
  // As mboxo has it, where lines already quoted stay as they are.
  await writeFile(
    path,
    `From x Mon Sep 17 00:00:00 2001\n${raw.replaceAll(/^From /gm, '>From ')}\n${writeMbox(mails)}`,
  );
  expect((await the.bring(path)).counts).toMatchObject({ imported: 0, 'already-there': 4 });
  expect(await contactsSince(seen)).toEqual([]);
});

test('a Maildir with subfolders, .eml files and mbox files are read; links, lists and what is being delivered are not', async () => {
  const root = join(the.files, 'tree');
  for (const folder of ['md/cur', 'md/new', 'md/tmp', 'md/.Sent/cur', 'md/.Sent/new', 'eml/deep'])
    await mkdir(join(root, folder), { recursive: true });
  const put = (path: string, text: string) => writeFile(join(root, path), text);
  await put('md/cur/1:2,S', writeOldMail());
  await put('md/new/2', writeOldMail());
  await put('md/tmp/3', writeOldMail());
  await put('md/dovecot-uidlist', '3 V1 N4');
  await put('md/.Sent/cur/4:2,S', writeOldMail());
  await put('eml/deep/a.eml', writeOldMail());
  await put('eml/Inbox', writeMbox([writeOldMail(), writeOldMail()]));
  await put('eml/notes.bin', '\0\0binary');
  await writeFile(join(the.files, 'outside.eml'), writeOldMail());
  await symlink(join(the.files, 'outside.eml'), join(root, 'eml/link.eml'));
  await symlink(the.files, join(root, 'eml/loop'));
  const { counts } = await the.bring(root);
  expect(counts).toMatchObject({ imported: 6, 'not-mail': 3, unreadable: 0 });
});

test.for(['spamassassin', 'python'] as const)(
  'the %s corpus: every mail in one class, none lost',
  async (name, { skip }) => {
    const corpus = findCorpus(name);
    if (corpus === undefined) {
      if (process.env['HALTIJA_REQUIRE_ALL'] === '1') throw new Error(`the ${name} corpus is missing`);
      return skip('its package of Debian is not installed');
    }
    const folder = join(the.files, name);
    await mkdir(folder);
    for (const [index, mail] of corpus.entries()) await writeFile(join(folder, `${index}.eml`), mail.raw);
    const dry = await the.bring(folder, { dryRun: true });
    const { counts } = await the.bring(folder);
    expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(corpus.length);
    expect(counts).toEqual(dry.counts);
  },
);

test('two at once and one ended on its way bring everything once', async () => {
  const seen = await contactIds();
  const ids = Array.from({ length: 40 }, (_, index) => `<both-${index}@example.fi>`);
  // Pairs: each second is a reply to the one before.
  const path = await mbox(
    'both.mbox',
    ids.map((id, index) =>
      writeOldMail({
        id,
        from: `b${index}@example.fi`,
        date: daysAgo(50 - index),
        replyTo: index % 2 ? [ids[index - 1]!] : [],
      }),
    ),
  );
  const stopping = new AbortController();
  const runs = [the.bring(path), the.bring(path), the.bring(path, { signal: stopping.signal })];
  setTimeout(() => stopping.abort(), 30);
  const [one, two] = await Promise.all(runs);
  await the.bring(path);
  expect(one!.counts.imported + two!.counts.imported).toBeLessThanOrEqual(40);
  const contacts = await contactsSince(seen);
  expect(contacts.map((contact) => contact.messages)).toEqual(Array.from({ length: 20 }, () => 2));
});

test('nothing of the mail stands in the log of the process', () => {
  const text = the.logLines.join('');
  for (const secret of ['maija', 'Meikäläinen', 'kalle', 'Vanha asia', the.files])
    expect(text).not.toContain(secret);
});
