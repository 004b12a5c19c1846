import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createTransport } from 'nodemailer';
import type { House } from '../server/compose.ts';
import { median, type Measurement } from './measurement.ts';
import { startNodes } from './start-nodes.ts';

const mebibyte = 1024 * 1024;
/** Bytes of each: two below the limit, so that its header fits. */
const mailBytes = 48 * mebibyte;
const atOnce = 6;
/** Milliseconds between two looks at the process. */
const lookEvery = 25;

/** The most memory the process holds while six of the largest mails come in at once, against the same process at rest. */
export async function measureMemory(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement> {
  const rounds: { ours: number; baseline: number; seconds: number }[] = [];
  const { nodes, house, stop } = await startNodes(1);
  const [node] = nodes;
  try {
    // Threads started, code compiled: what it holds when it has worked a little.
    await sendAll(node!.smtpPort, { count: 20, bytes: 4_000, name: 'warm' });
    await processed(house, 20);
    for (let round = 1; round <= (options.quick ? 1 : 3); round += 1) {
      const baseline = await atRest(node!.pid);
      const peak = watchMemory(node!.pid);
      const begun = performance.now();
      let ours = 0;
      try {
        await sendAll(node!.smtpPort, { count: atOnce, bytes: mailBytes, name: `r${round}` });
        await processed(house, 20 + round * atOnce);
      } finally {
        ours = peak.end();
      }
      const seconds = (performance.now() - begun) / 1000;
      rounds.push({ ours, baseline, seconds });
      options.log(
        `memory round ${round}: ${ours.toFixed(0)} MB at most, ${baseline.toFixed(0)} MB before, ${seconds.toFixed(1)} s`,
      );
    }
  } finally {
    await stop();
  }
  const ours = Math.max(...rounds.map((round) => round.ours));
  const baseline = median(rounds.map((round) => round.baseline));
  return {
    id: 'memory',
    what: 'resident memory while six mails of 48 MiB come in at once, against the same process before',
    ours,
    baseline,
    unit: 'MB',
    ratio: ours / baseline,
    aim: '≤ 350 MB',
    met: ours <= 350,
    rounds: rounds.map(({ ours, baseline }) => ({ ours, baseline })),
    notes: {
      mails: atOnce,
      mailBytes,
      seconds: Number(median(rounds.map((each) => each.seconds)).toFixed(1)),
    },
  };
}

function residentMegabytes(pid: number): number {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return (Number(kibibytes) * 1024) / 1e6;
}

async function atRest(pid: number): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return residentMegabytes(pid);
}

function watchMemory(pid: number): { end(): number } {
  let most = residentMegabytes(pid);
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), lookEvery);
  return {
    end() {
      clearInterval(timer);
      return most;
    },
  };
}

export async function sendAll(
  port: number,
  mails: { count: number; bytes: number; name: string },
): Promise<void> {
  const numbers = Array.from({ length: mails.count }, (_, at) => at);
  await Promise.all(
    numbers.map(async (number) => {
      const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
      const from = 'maija.mallinen@example.fi';
      const envelope = { from, to: ['asiakaspalvelu@posti.example'] };
      // As a mail server does: what is asked to come again comes again.
      for (let tries = 1; ; tries += 1) {
        const raw = Readable.from(writeMail(`${mails.name}-${number}`, from, mails.bytes));
        const failure = await transport.sendMail({ raw, envelope }).then(
          () => undefined,
          (error: Error & { responseCode?: number }) => error,
        );
        if (failure === undefined) return;
        if (tries === 60 || (failure.responseCode ?? 400) >= 500) throw failure;
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }),
  );
}

/** A mail with one file, as long as asked for, written as it is sent. */
function* writeMail(name: string, from: string, bytes: number): Generator<Buffer> {
  const head = [
    `From: Maija Mallinen <${from}>`,
    'To: asiakaspalvelu@posti.example',
    `Message-ID: <memory-${name}@example.fi>`,
    `Date: ${new Date().toUTCString()}`,
    'Subject: Bilaga',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="between"',
    '',
    '--between',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Hej! Filen kommer här.',
    '--between',
    'Content-Type: application/pdf; name="scan.pdf"',
    'Content-Disposition: attachment; filename="scan.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    '',
  ].join('\r\n');
  yield Buffer.from(head);
  // A piece of the file a hundred times: what is measured is the house, not the making of bytes.
  const lines = randomBytes(57 * 512)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  const piece = Buffer.from(lines);
  for (let at = head.length; at < bytes; at += piece.length)
    yield piece.subarray(0, Math.ceil(Math.min(piece.length, bytes - at) / 78) * 78);
  yield Buffer.from('--between--\r\n');
}

async function processed(house: House, count: number): Promise<void> {
  for (const end = Date.now() + 300_000; Date.now() < end;) {
    const [row] = await house.storage.db.query<{ done: number }>(
      "SELECT count(*) AS done FROM mail.raw WHERE state <> 'kept'",
    );
    if (row!.done >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the mails were not processed in five minutes');
}
