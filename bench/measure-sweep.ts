import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../server/base/new-id.ts';
import type { House } from '../server/compose.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import { fillRegister } from './fill-register.ts';
import { makeMails } from './make-mails.ts';
import { median, type Measurement } from './measurement.ts';
import { copyPlain, deleteDue } from './plain-copy.ts';
import { startBenchHouse } from './start-bench-house.ts';

/** A fifth of the register falls due: most of it swept alone, against the baseline; the rest while mail comes in. */
const alone = { rounds: 5, share: 0.03 };
const meanwhile = { rounds: 3, share: 0.05 / 3 };
const batch = 1_000;
const concurrency = 8;

/**
 * B8: the sweep of a register of which a fifth is due, in slices as its clock goes on: contacts with messages, mails, search
 * rows and keys, and the people they leave behind. Alone, against a bare batched DELETE of the same rows; and how fast mail
 * is taken in while it runs, against the same with no sweep.
 */
export async function measureSweep(options: {
  quick: boolean;
  sizes: readonly number[];
  log(line: string): void;
}): Promise<Measurement[]> {
  const contacts = Math.max(...options.sizes);
  let ahead = 0;
  const { house, stop } = await startBenchHouse({
    idle: true,
    clock: { now: () => new Date(Date.now() + ahead) },
  });
  const owner = await connectAsOwner(house);
  try {
    const { seconds } = await fillRegister(house, {
      count: contacts,
      first: 0,
      staff: [],
      tags: { common: newId(), rare: newId() },
      plain: false,
      mails: true,
    });
    options.log(`B8: ${contacts} contacts filled in ${seconds.toFixed(0)} s`);
    await copyPlain(owner);
    // Filled evenly over the time that lies before the first is due.
    const [span] = await house.storage.db.query<{ from: Date; to: Date }>(
      'SELECT min(delete_after) AS from, max(delete_after) AS to FROM register.contact',
    );
    let share = 0;
    const goOn = (by: number) => {
      share += by;
      const at = span!.from.getTime() + (span!.to.getTime() - span!.from.getTime()) * share;
      ahead = at - Date.now();
      return new Date(at);
    };

    const sweeps: { ours: number; baseline: number; units: number }[] = [];
    for (let round = 0; round < alone.rounds; round += 1) {
      const at = goOn(alone.share);
      const time = { ours: 0, baseline: 0 };
      const counts = { ours: 0, baseline: 0 };
      const run = {
        ours: async () => {
          const { units } = await house.sweep();
          counts.ours = (units['contact'] ?? 0) + (units['person'] ?? 0);
        },
        baseline: async () => (counts.baseline = await deleteDue(owner, at, batch)),
      };
      for (const which of round % 2 === 0
        ? (['baseline', 'ours'] as const)
        : (['ours', 'baseline'] as const)) {
        const begun = performance.now();
        await run[which]();
        time[which] = (performance.now() - begun) / 1000;
      }
      // A moment passes between the two, and the clock of ours goes on with it.
      if (Math.abs(counts.ours - counts.baseline) > counts.baseline * 0.02 + 2)
        throw new Error(`B8: ${counts.ours} units swept, ${counts.baseline} by the baseline`);
      sweeps.push({
        ours: counts.ours / time.ours,
        baseline: counts.baseline / time.baseline,
        units: counts.ours,
      });
      options.log(
        `B8 round ${round + 1}: ${counts.ours} contacts and people, ${time.ours.toFixed(2)} of ${time.baseline.toFixed(2)} s`,
      );
    }

    const rates: { ours: number; baseline: number }[] = [];
    await intake(house, 'warm', options.quick ? 1 : 3);
    for (let round = 0; round < meanwhile.rounds; round += 1) {
      const before = await intake(house, `b${round}`, options.quick ? 2 : 5);
      goOn(meanwhile.share);
      const leaving = new AbortController();
      const sweeping = house.sweep(leaving.signal);
      const during = await intake(house, `d${round}`, options.quick ? 2 : 5, sweeping);
      leaving.abort();
      const { units } = await sweeping;
      const after = await intake(house, `a${round}`, options.quick ? 2 : 5);
      rates.push({ ours: during, baseline: (before + after) / 2 });
      options.log(
        `B8 round ${round + 1}: ${during.toFixed(0)} of ${((before + after) / 2).toFixed(0)} mails/s while ${units['contact'] ?? 0} contacts were swept`,
      );
    }
    const ratio = median(sweeps.map(({ ours, baseline }) => baseline / ours));
    const kept = median(rates.map(({ ours, baseline }) => ours / baseline));
    return [
      {
        id: 'B8',
        what: `sweep over ${contacts} contacts, against a bare batched DELETE of the same rows`,
        ours: median(sweeps.map(({ ours }) => ours)),
        baseline: median(sweeps.map(({ baseline }) => baseline)),
        unit: 'units/s',
        ratio,
        aim: 'time ≤ 2 ×',
        met: ratio <= 2,
        rounds: sweeps.map(({ ours, baseline }) => ({ ours, baseline })),
        notes: { contacts, swept: sweeps.reduce((sum, { units }) => sum + units, 0) },
      },
      {
        id: 'B8 intake',
        what: 'mails taken in while the sweep runs, against without it',
        ours: median(rates.map(({ ours }) => ours)),
        baseline: median(rates.map(({ baseline }) => baseline)),
        unit: 'mails/s',
        ratio: kept,
        aim: 'ratio ≥ 0.8',
        met: kept >= 0.8,
        rounds: rates,
        notes: { contacts, concurrency },
      },
    ];
  } finally {
    await owner.end();
    await stop();
  }
}

/** Mails a second, for so many seconds, or as long as something else goes on. */
async function intake(
  house: House,
  name: string,
  seconds: number,
  beside?: Promise<unknown>,
): Promise<number> {
  const mails = await makeMails(seconds * 400, name);
  const { pump } = house.mail;
  let ended = false;
  void beside?.then(() => (ended = true));
  const begun = performance.now();
  let taken = 0;
  const timeIsUp = () => ended || performance.now() - begun >= seconds * 1000;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (let mail = mails.shift(); mail && !timeIsUp(); mail = mails.shift()) {
        const envelope = { recipients: ['kundservice@kivra.example'], sender: mail.emailAddress };
        await pump.keep({ mailbox: 'service-sv', raw: mail.raw, envelope, source: { kind: 'smtp' } });
        taken += 1;
      }
    }),
  );
  while (pump.waiting() > 0) await sleep(1);
  return taken / ((performance.now() - begun) / 1000);
}
