import { cpus } from 'node:os';
import { newId } from '../server/base/new-id.ts';
import type { House } from '../server/compose.ts';
import { fillRegister } from './fill-register.ts';
import { handInMails } from './hand-in-mails.ts';
import { makeMails } from './make-mails.ts';
import { median, type Measurement } from './measurement.ts';
import { openAsker } from './open-asker.ts';
import { startNodes } from './start-nodes.ts';
import { signInAgents } from './start-page-house.ts';

const most = 3;
const contacts = 5_000;
/** At once, the same for any number of processes: enough that each of the most has some of its own. */
const senders = 16;

interface Round {
  readonly mails: number;
  readonly pages: number;
  /** Of the machine's cores, how many were busy while mails came in, and while pages were asked for. */
  readonly busy: readonly [number, number];
}

/**
 * B12: mails a second by SMTP until their contacts are committed, and inbox pages a second over HTTP, with one, two and
 * three processes on one database, in turns. Every tenth mail is handed in again to another process: it must change nothing.
 */
export async function measureNodes(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement[]> {
  const { nodes, house, stop } = await startNodes(most);
  const asker = await openAsker();
  const rounds = new Map<number, Round[]>(Array.from({ length: most }, (_none, index) => [index + 1, []]));
  const size = options.quick ? 100 : 600;
  try {
    const agents = await signInAgents(house);
    const tags = { common: newId<'tag'>(), rare: newId<'tag'>() };
    const staff = agents.map(({ actor }) => actor.staffId);
    await fillRegister(house, { count: contacts, first: 0, staff, tags, plain: false });
    const cookies = agents.map(({ cookie }) => cookie);
    const ask = (ports: readonly number[], seconds: number) =>
      asker.ask({
        ports,
        cookies,
        requests: [{ path: '/api/console/contacts?limit=50', atLeast: 50 }],
        clients: 8,
        seconds,
      });
    await takeIn(
      house,
      nodes.map(({ smtpPort }) => smtpPort),
      // As many for each as B1 takes to be warm.
      options.quick ? 60 : 600 * most,
      'warm',
    );
    await ask(
      nodes.map(({ port }) => port),
      1,
    );
    for (let round = 0; round < (options.quick ? 1 : 5); round += 1) {
      const counts = [...rounds.keys()];
      for (const count of round % 2 === 0 ? counts : counts.toReversed()) {
        const used = nodes.slice(0, count);
        const { seconds, busy } = await takeIn(
          house,
          used.map(({ smtpPort }) => smtpPort),
          size,
          `r${round}n${count}`,
        );
        const since = busyTicks();
        const asked = await ask(
          used.map(({ port }) => port),
          options.quick ? 2 : 4,
        );
        rounds.get(count)!.push({
          mails: size / seconds,
          pages: asked.times.length / asked.seconds,
          busy: [busy, busyCores(since)],
        });
        options.log(
          `B12 ${count}: ${(size / seconds).toFixed(0)} mails/s on ${busy.toFixed(2)} cores, ${(asked.times.length / asked.seconds).toFixed(0)} pages/s`,
        );
      }
    }
  } finally {
    await asker.end();
    await stop();
  }
  const of = (count: number, what: (round: Round) => number) => median(rounds.get(count)!.map(what));
  return (['mails', 'pages'] as const).flatMap((what, index) => {
    const one = of(1, (round) => round[what]);
    const busyAtOne = of(1, (round) => round.busy[index]!);
    // As far as cores were left over by the first.
    const possible = (count: number) => Math.min(count, cpus().length / busyAtOne);
    return [2, 3].map((count) => {
      const ours = of(count, (round) => round[what]);
      const ratio = ours / one;
      return {
        id: `B12 ${what}`,
        what: `${what === 'mails' ? 'mails taken in' : 'inbox pages'} by ${count} processes on one database, against one`,
        ours,
        baseline: one,
        unit: `${what}/s`,
        ratio,
        aim: '≥ 0.8 of what the cores leave',
        met: ratio >= 0.8 * possible(count),
        rounds: rounds.get(count)!.map((round, at) => ({
          ours: round[what],
          baseline: rounds.get(1)![at]![what],
        })),
        notes: {
          busyCores: of(count, (round) => round.busy[index]!).toFixed(2),
          busyCoresByOne: busyAtOne.toFixed(2),
          lost: 0,
          doubled: 0,
        },
      };
    });
  });
}

/** Seconds until every mail is a contact, and the cores busy meanwhile. @throws when one is lost or there twice */
async function takeIn(
  house: House,
  ports: readonly number[],
  count: number,
  round: string,
): Promise<{ seconds: number; busy: number }> {
  const mails = await makeMails(count, round);
  const { address } = house.declarations.current().declaration.mailboxes['service-sv']!;
  const again = mails.filter((_mail, index) => index % 10 === 0);
  const before = await countContacts(house);
  const since = busyTicks();
  const begun = performance.now();
  // Counting costs what it counts: only what is still under way when all is handed in is waited for.
  await handInMails(ports, address, mails, senders);
  for (;;) {
    const made = (await countContacts(house)) - before;
    if (made === count) break;
    if (made > count || performance.now() - begun > 120_000)
      throw new Error(`B12: ${count} mails made ${made} contacts`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const seconds = (performance.now() - begun) / 1000;
  const busy = busyCores(since);
  // To the others than the first time.
  await handInMails(ports.toReversed(), address, again, ports.length);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const after = (await countContacts(house)) - before;
  if (after !== count) throw new Error(`B12: handed in again, ${count} mails are ${after} contacts`);
  return { seconds, busy };
}

async function countContacts(house: House): Promise<number> {
  const [row] = await house.storage.db.query<{ count: number }>(
    'SELECT count(*) AS count FROM register.contact',
  );
  return row!.count;
}

interface Ticks {
  readonly busy: number;
  readonly at: number;
}

function busyTicks(): Ticks {
  const busy = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  return { busy, at: performance.now() };
}

function busyCores(since: Ticks): number {
  const now = busyTicks();
  return (now.busy - since.busy) / (now.at - since.at);
}
