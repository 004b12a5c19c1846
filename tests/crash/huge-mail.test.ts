import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { freePort } from './free-port.ts';
import { type HouseProcess, startHouseProcess } from './house-process.ts';
import { full } from './sizes.ts';

const mails = full ? 10 : 3;
const mebibyte = 1024 * 1024;
/** What the whole process may hold, its own hundred and some included. */
const most = 400 * mebibyte;

/** A line of an attachment, again and again: 48 MiB as it is sent. */
const piece = Buffer.from(`${Buffer.alloc(57, 'liite').toString('base64')}\r\n`.repeat(8_192));
const pieces = Math.ceil((48 * mebibyte) / piece.length);

let folder: string;
let child: HouseProcess | undefined;
let the: TestHouse | undefined;

afterAll(async () => {
  await child?.kill();
  await the?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

function* hugeMail(number: number): Generator<Buffer> {
  const head = [
    `From: Liitteen lähettäjä <liite.${number}@example.fi>`,
    'To: asiakaspalvelu@posti.example',
    `Message-ID: <huge-${number}@example.fi>`,
    `Date: ${new Date().toUTCString()}`,
    'Subject: Suuri liite',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=osa',
    '',
    '--osa',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Liitteenä.',
    '--osa',
    'Content-Type: application/octet-stream',
    'Content-Disposition: attachment; filename=suuri.bin',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ];
  yield Buffer.from(head.join('\r\n'));
  for (let at = 0; at < pieces; at += 1) yield piece;
  yield Buffer.from('--osa--\r\n');
}

/** The largest that the process has been, in bytes. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}

/** Hundredths of a second that the process has worked. */
async function processorTime(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

test(
  `${mails} of the largest mails handed over at once: all are kept and become contacts, in bounded memory, and small mail need not wait for them`,
  async () => {
    folder = await mkdtemp(join(tmpdir(), 'haltija-huge-'));
    await chmod(folder, 0o711);
    const port = await freePort();
    const settings = {
      HALTIJA_DATA_DIR: join(folder, 'data'),
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_SMTP_PORT: port,
    };
    child = await startHouseProcess(settings);
    const before = await peakOf(child.pid);
    const transport = () =>
      createTransport({ host: '127.0.0.1', port: Number(port), secure: false, ignoreTLS: true });
    const envelope = { from: 'liite@example.fi', to: ['asiakaspalvelu@posti.example'] };
    const begun = performance.now();
    let again = 0;
    const handOver = async (number: number): Promise<void> => {
      for (;;) {
        try {
          // oxlint-disable-next-line no-await-in-loop -- as a mail server does: again until it is taken
          await transport().sendMail({ raw: Readable.from(hugeMail(number)), envelope });
          return;
        } catch (error) {
          if ((error as { responseCode?: number }).responseCode !== 452) throw error;
          again += 1;
          // oxlint-disable-next-line no-await-in-loop
          await sleep(3_000);
        }
      }
    };
    const huge = Promise.all(Array.from({ length: mails }, (_, number) => handOver(number)));
    await transport().sendMail({ from: envelope.from, to: envelope.to, text: 'Pieni', envelope });
    const smallAfter = performance.now() - begun;
    await huge;
    const handedOver = performance.now() - begun;
    // It processes what it has kept one after the other: until it has been quiet for a while.
    let peak = await peakOf(child.pid);
    for (let quiet = 0, used = 0; quiet < 3;) {
      // oxlint-disable-next-line no-await-in-loop -- looked at each second
      await sleep(1_000);
      // oxlint-disable-next-line no-await-in-loop
      const now = await processorTime(child.pid);
      quiet = now - used < 20 ? quiet + 1 : 0;
      used = now;
      // oxlint-disable-next-line no-await-in-loop
      peak = await peakOf(child.pid);
    }
    process.stdout.write(
      `${mails} mails of 48 MiB: ${Math.round(before / mebibyte)} MiB before, ${Math.round(peak / mebibyte)} MiB at most; ` +
        `handed over in ${Math.round(handedOver / 1000)} s (${again} told to come again), a small one in ${Math.round(smallAfter)} ms\n`,
    );
    expect(peak).toBeLessThan(most);
    expect(smallAfter).toBeLessThan(handedOver);
    await child.kill();
    child = undefined;
    the = await startHouse({ folder, settings });
    const states = () =>
      the!.house.storage.db.query('SELECT state, count(*) AS mails FROM mail.raw GROUP BY state');
    await expect
      .poll(states, { timeout: 60_000, interval: 500 })
      .toEqual([{ state: 'done', mails: mails + 1 }]);
  },
  full ? 600_000 : 180_000,
);
