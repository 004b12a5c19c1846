import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect } from 'vitest';
import { startDovecot, type TestDovecot } from '../email/start-dovecot.ts';
import { testWithDovecot as test } from '../email/test-with-dovecot.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { fillMailbox, type HandOver, makeMail, startHandingOver } from './carry-mail.ts';
import { expectEachOnce } from './expect-each-once.ts';
import { freePort } from './free-port.ts';
import { startHouseProcess } from './house-process.ts';
import { full, killCount as kills, mailCount as count } from './sizes.ts';
import { killDatabase } from './stop-database.ts';

const user = 'service';
/** Odd ones wait in the mailbox, even ones are handed over. */
const numbers = Array.from({ length: count }, (_, at) => at + 1);
const byImap = numbers.filter((number) => number % 2 === 1);
const byLmtp = numbers.filter((number) => number % 2 === 0);

let dovecot: TestDovecot;
let folder: string;
let settings: Record<string, string>;
let handing: HandOver | undefined;
let the: TestHouse | undefined;

beforeAll(async () => {
  dovecot = await startDovecot([user]);
  await fillMailbox(dovecot, user, byImap);
  folder = await mkdtemp(join(tmpdir(), 'haltija-killed-'));
  // As root the database server runs as another user, who must get through.
  await chmod(folder, 0o711);
  settings = {
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_SMTP_PORT: '0',
    HALTIJA_LMTP_PORT: await freePort(),
    HALTIJA_IMAP_SERVICE_URL: `imap://${user}:${dovecot.password}@${dovecot.host}:${dovecot.port}/INBOX`,
  };
}, 180_000);

afterAll(async () => {
  handing?.stop();
  await the?.stop();
  await dovecot?.stop();
}, 60_000);

/** How many mails an end leaves in the mailbox unread, or marked and not more. */
async function unmarked(): Promise<number> {
  const flags = await dovecot.listFlags(user);
  return [...flags.values()].filter((each) => !each.has('$HaltijaKept')).length;
}

test(
  'killed again and again while mail comes by IMAP and LMTP: each mail is one contact, each unit has its key',
  async () => {
    const begun = performance.now();
    handing = startHandingOver(Number(settings['HALTIJA_LMTP_PORT']), byLmtp);
    const found: { kept: number; done: number }[] = [];
    let duringImap = 0;
    for (let kill = 1; kill <= kills; kill += 1) {
      // oxlint-disable no-await-in-loop -- one life after the other
      const child = await startHouseProcess(settings);
      found.push(child.found);
      // Each life carries its share, so that the last kill too comes while there is mail to be carried.
      const share = Math.ceil((byLmtp.length * (kill - 0.5 * Math.random())) / (kills + 1));
      handing.allow(share + 3);
      for (const end = Date.now() + 12_000; handing.accepted() < share && Date.now() < end;) await sleep(5);
      await sleep(Math.random() * 120);
      if (kill % 10 === 0 && (await unmarked()) > 0) duringImap = kill;
      // A third of the times the database falls first, as in a power cut.
      if (kill % 3 === 0) killDatabase(join(folder, 'data'));
      await child.kill();
    }
    expect(handing.accepted()).toBeLessThan(byLmtp.length);
    const again = handing.again();
    const killedFor = performance.now() - begun;
    // What each start found grows: mail was kept in every life.
    const counts = found.map(({ kept, done }) => kept + done);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(counts).size).toBeGreaterThan(kills * 0.8);
    expect(found.some(({ kept }) => kept > 0)).toBe(true);

    the = await startHouse({ folder, settings: { ...settings, HALTIJA_SMTP_PORT: await freePort() } });
    handing.allow(byLmtp.length);
    await handing.done;
    await expectEachOnce(the, count, full ? 300_000 : 150_000);
    await expect.poll(unmarked, { timeout: 20_000, interval: 500 }).toBe(0);
    if (full)
      process.stdout.write(
        `${kills} kills in ${Math.round(killedFor / 1000)} s, ${again} mails handed over anew, mailbox unread until kill ${duringImap} or later, ` +
          `${counts.at(-1)} kept before the last, ${Math.round((performance.now() - begun) / 1000)} s in all\n`,
      );
  },
  full ? 900_000 : 300_000,
);

test('the same mails handed over by SMTP and by LMTP change nothing', async () => {
  const { house } = the!;
  const look = () =>
    house.storage.db.query(
      `SELECT (SELECT count(*) FROM mail.raw) AS mails, (SELECT count(*) FROM register.contact_message) AS messages,
              (SELECT count(*) FROM register.contact) AS contacts, (SELECT count(*) FROM log.entry WHERE task = 'intake') AS lines`,
    );
  // The index that fell with the database is being rebuilt beside it, which has lines of its own.
  const before = await look();
  const some = numbers.slice(0, 1_000);
  for (const [port, lmtp] of [
    [house.settings.smtpPort, false],
    [house.settings.lmtpPort, true],
  ] as const) {
    const transport = createTransport({
      host: '127.0.0.1',
      port,
      lmtp,
      secure: false,
      ignoreTLS: true,
      pool: true,
      maxConnections: 4,
      maxMessages: Infinity,
    });
    const answers = await Promise.all(
      some.map((number) =>
        transport.sendMail({
          raw: makeMail(number),
          envelope: { from: 'maija@example.fi', to: ['asiakaspalvelu@posti.example'] },
        }),
      ),
    );
    expect(answers.filter(({ accepted }) => accepted.length === 1)).toHaveLength(some.length);
    transport.close();
  }
  expect(await look()).toEqual(before);
}, 60_000);
