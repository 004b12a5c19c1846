import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMail } from '../../server/channels/email/parse-mail.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { inPieces, readMail } from './cut-mail.ts';
import { findCorpus, type CorpusMail } from './find-corpora.ts';

const corpora = {
  python: findCorpus('python'),
  bounces: findCorpus('bounces'),
  spamassassin: findCorpus('spamassassin'),
};
const required = process.env['HALTIJA_REQUIRE_ALL'] === '1';
const missing = Object.entries(corpora).flatMap(([name, mails]) => (mails === undefined ? [name] : []));
const withCorpora = missing.length === 0 || required ? describe : describe.skip;
if (missing.length > 0)
  console.log(`Left out, because Debian's mail corpora are not installed: ${missing.join(', ')}`);

/** Two files of the bounce package are answers of people and their programs, to show that they are not taken for one. */
const noBounces = new Set(['groupwise_03.txt', 'qmail_08.txt']);
/** Three of the Python mails are notices of mail servers. */
const pythonNotices = new Set(['msg_16.txt', 'msg_25.txt', 'msg_43.txt']);

const isBounce = async ({ raw }: CorpusMail) => (await parseMail(raw)).bounce !== undefined;

let the: TestHouse;
let outcomes: ReadonlyMap<string, { state: string; contact: string | null }>;

withCorpora('real mail', () => {
  beforeAll(async () => {
    for (const [name, mails] of Object.entries(corpora)) expect(mails?.length, name).toBeGreaterThan(1);
    the = await startHouse();
    outcomes = await handInAll([...corpora.python!, ...corpora.bounces!, ...corpora.spamassassin!]);
  });
  afterAll(() => the?.stop());

  test('every one ends as a contact or in the tray: none lost, none twice', async () => {
    const all = [...corpora.python!, ...corpora.bounces!, ...corpora.spamassassin!];
    for (const { name } of all) {
      const outcome = outcomes.get(name);
      expect(outcome, name).toBeDefined();
      expect(['done', 'unreadable'], name).toContain(outcome!.state);
      expect(outcome!.state === 'done', name).toBe(outcome!.contact !== null);
    }
    const [{ messages } = { messages: 0 }] = await the.house.storage.db.query<{ messages: number }>(
      'SELECT count(*) AS messages FROM register.contact_message',
    );
    const [kept] = await the.house.storage.db.query<{ done: number }>(
      "SELECT count(*) AS done FROM mail.raw WHERE state = 'done'",
    );
    expect(messages).toBe(kept!.done);
    // The tray is for what names no sender; almost all of them do.
    expect([...outcomes.values()].filter((each) => each.state === 'unreadable').length).toBeLessThan(12);
    expect(the.logLines.join('\n')).not.toContain('parser-crashed');
  });

  test('cut in pieces every one says the same', async () => {
    for (const { name, raw } of [...corpora.python!, ...corpora.bounces!, ...corpora.spamassassin!])
      expect(await readMail(inPieces(raw, [7, 100, 999, 5_000])), name).toEqual(await readMail(raw));
  });

  test('of the delivery notices nearly all are recognised, and no other mail is taken for one', async () => {
    const missed: string[] = [];
    for (const mail of corpora.bounces!) if (!(await isBounce(mail))) missed.push(mail.name);
    expect(missed).toEqual(expect.arrayContaining([...noBounces]));
    expect(corpora.bounces!.length - missed.length).toBeGreaterThanOrEqual(108);
    for (const mail of [...corpora.python!, ...corpora.spamassassin!])
      if (!pythonNotices.has(mail.name)) expect(await isBounce(mail), mail.name).toBe(false);
  });

  test('a notice about nothing of ours becomes nobody’s person', async () => {
    const known = await the.house.storage.db.query(
      'SELECT 1 FROM register.identifier i JOIN register.contact c ON c.person_id = i.person_id WHERE c.id = $1',
      [outcomes.get('postfix_02.txt')!.contact],
    );
    expect(known).toEqual([]);
  });
});

async function handInAll(mails: readonly CorpusMail[]): Promise<typeof outcomes> {
  const names = new Map<string, string>();
  for (const { name, raw } of mails) {
    const { rawId } = await the.house.mail.pump.keep({
      mailbox: 'service-en',
      raw,
      envelope: { recipients: ['service@posti.example'] },
      source: { kind: 'smtp' },
    });
    names.set(rawId, names.has(rawId) ? `${names.get(rawId)} ${name}` : name);
  }
  for (let left = 1; left > 0; await sleep(100)) {
    const [row] = await the.house.storage.db.query<{ left: number }>(
      "SELECT count(*) AS left FROM mail.raw WHERE state = 'kept'",
    );
    left = row!.left;
  }
  const rows = await the.house.storage.db.query<{ id: string; state: string; contact_id: string | null }>(
    'SELECT id, state, contact_id FROM mail.raw',
  );
  expect(rows).toHaveLength(names.size);
  return new Map(
    rows.flatMap((row) =>
      names
        .get(row.id)!
        .split(' ')
        .map((name) => [name, { state: row.state, contact: row.contact_id }] as const),
    ),
  );
}
