import type { House } from '../server/compose.ts';
import { makeMails, type BenchMail } from './make-mails.ts';
import { median, type Measurement } from './measurement.ts';
import { openPlainRegister } from './plain-register.ts';
import { startBenchHouse } from './start-bench-house.ts';

/** Mails in hand at once, as a mail server hands over by a few connections. */
const concurrency = 8;

/** B1: raw mails per second through keeping and receiving, until every contact is committed. */
export async function measureIntake(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement> {
  const size = options.quick ? 150 : 600;
  const rounds: { ours: number; baseline: number }[] = [];
  const { house, stop } = await startBenchHouse();
  let bytes = 0;
  try {
    const plain = await openPlainRegister(house, concurrency);
    try {
      // Both warm: threads started, code compiled, statements prepared.
      const first = await makeMails(options.quick ? 80 : 600, 'warm');
      await plain.takeAll(first);
      await takeAll(house, first);
      for (let round = 0; round < (options.quick ? 3 : 7); round += 1) {
        const mails = await makeMails(size, `r${round}`);
        bytes = mails.reduce((sum, { raw }) => sum + raw.length, 0) / mails.length;
        const time = { ours: 0, baseline: 0 };
        const run = {
          ours: async () => (time.ours = await seconds(() => takeAll(house, mails))),
          baseline: async () => (time.baseline = await seconds(() => plain.takeAll(mails))),
        };
        // Who goes first changes, so that neither always finds the disk as the other left it.
        for (const which of round % 2 === 0
          ? (['baseline', 'ours'] as const)
          : (['ours', 'baseline'] as const))
          await run[which]();
        rounds.push({ ours: size / time.ours, baseline: size / time.baseline });
        options.log(
          `B1 round ${round + 1}: ${(size / time.ours).toFixed(0)} of ${(size / time.baseline).toFixed(0)} mails/s`,
        );
      }
    } finally {
      await plain.end();
    }
  } finally {
    await stop();
  }
  const ratio = median(rounds.map(({ ours, baseline }) => ours / baseline));
  return {
    id: 'B1',
    what: 'intake, against parsing bare and inserting plain rows',
    ours: median(rounds.map(({ ours }) => ours)),
    baseline: median(rounds.map(({ baseline }) => baseline)),
    unit: 'mails/s',
    ratio,
    aim: 'ratio ≥ 0.5',
    met: ratio >= 0.5,
    rounds,
    notes: { mailsARound: size, meanBytes: Math.round(bytes), concurrency },
  };
}

async function takeAll(house: House, mails: readonly BenchMail[]): Promise<void> {
  const queue = [...mails];
  const { pump } = house.mail;
  const before = await countContacts(house);
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let mail = queue.shift(); mail; mail = queue.shift()) {
        const envelope = { recipients: ['kundservice@kivra.example'], sender: mail.emailAddress };
        await pump.keep({ mailbox: 'service-sv', raw: mail.raw, envelope, source: { kind: 'smtp' } });
      }
    }),
  );
  while (pump.waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  const made = (await countContacts(house)) - before;
  if (made !== mails.length) throw new Error(`B1: ${mails.length} mails made ${made} contacts`);
}

async function countContacts(house: House): Promise<number> {
  const [row] = await house.storage.db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.contact',
  );
  return row!.count;
}

async function seconds(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}
