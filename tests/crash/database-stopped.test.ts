import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { startDovecot, type TestDovecot } from '../email/start-dovecot.ts';
import { testWithDovecot as test } from '../email/test-with-dovecot.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { fillMailbox, type HandOver, startHandingOver } from './carry-mail.ts';
import { expectEachOnce } from './expect-each-once.ts';
import { freePort } from './free-port.ts';
import { full, killCount as stops, mailCount as count } from './sizes.ts';
import { postmasterOf } from './stop-database.ts';

const user = 'service';
const numbers = Array.from({ length: count }, (_, at) => at + 1);
const byLmtp = numbers.filter((number) => number % 2 === 0);

let dovecot: TestDovecot;
let the: TestHouse;
let handing: HandOver | undefined;

beforeAll(async () => {
  dovecot = await startDovecot([user]);
  await fillMailbox(
    dovecot,
    user,
    numbers.filter((number) => number % 2 === 1),
  );
  const folder = await mkdtemp(join(tmpdir(), 'haltija-stopped-'));
  await chmod(folder, 0o711);
  the = await startHouse({
    folder,
    settings: {
      HALTIJA_LMTP_PORT: await freePort(),
      HALTIJA_IMAP_SERVICE_URL: `imap://${user}:${dovecot.password}@${dovecot.host}:${dovecot.port}/INBOX`,
    },
  });
}, 180_000);

afterAll(async () => {
  handing?.stop();
  await the?.stop();
  await dovecot?.stop();
}, 60_000);

test(
  'PostgreSQL stopped and started again and again while mail comes: each mail is one contact, nothing is told to be kept that is not',
  async () => {
    const { dataDir, lmtpPort } = the.house.settings;
    handing = startHandingOver(lmtpPort, byLmtp);
    const begun = performance.now();
    let last: number | undefined;
    for (let stop = 1; stop <= stops; stop += 1) {
      const share = Math.ceil((byLmtp.length * (stop - 0.5 * Math.random())) / (stops + 1));
      handing.allow(share + 3);
      for (const end = Date.now() + 12_000; handing.accepted() < share && Date.now() < end;) await sleep(5);
      await sleep(Math.random() * 120);
      // Another than the last one stopped, which may take its time to end.
      let postmaster = postmasterOf(dataDir);
      for (; postmaster === undefined || postmaster === last; postmaster = postmasterOf(dataDir))
        await sleep(20);
      last = postmaster;
      // By turns: at once and without a word, broken off, and after those who are connected.
      const signal = (['SIGKILL', 'SIGINT', 'SIGQUIT'] as const)[stop % 3]!;
      try {
        process.kill(postmaster, signal);
      } catch {
        // Between two lives.
      }
    }
    expect(handing.accepted()).toBeLessThan(byLmtp.length);
    const stoppedFor = performance.now() - begun;
    const again = handing.again();
    handing.allow(byLmtp.length);
    await handing.done;
    await expectEachOnce(the, count, full ? 300_000 : 150_000);
    if (full)
      process.stdout.write(
        `${stops} stops in ${Math.round(stoppedFor / 1000)} s, ${again} mails told to come again, ${Math.round((performance.now() - begun) / 1000)} s in all\n`,
      );
  },
  full ? 900_000 : 300_000,
);
