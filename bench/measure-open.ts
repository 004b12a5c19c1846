import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { createContactHandlers } from '../server/api/console/contact-handlers.ts';
import type { Prepared } from './measure-inbox.ts';
import { paceOf, selectMessages } from './measure-pace.ts';
import { median, type Measurement, percentile } from './measurement.ts';
import type { openAsker } from './open-asker.ts';

/**
 * B4: a contact with twenty messages, opened: granted, logged, unsealed, marked as seen; against one select of its rows
 * by a bare client, in turns. Then the same over HTTP, alone and with 8 clients.
 */
export async function measureOpen(
  asker: Awaited<ReturnType<typeof openAsker>>,
  { pages, filled }: Prepared,
  options: { quick: boolean; log(line: string): void },
): Promise<Measurement[]> {
  const { house, agents } = pages;
  const { contacts } = filled;
  const ids = filled.samples.filter(({ isLong }) => isLong).map(({ contactId }) => contactId);
  const handlers = createContactHandlers(house);
  const bare = new pg.Client({ ...house.storage.connection });
  await bare.connect();
  const select = async (id: string) => (await bare.query({ ...selectMessages, values: [id] })).rows.length;
  const who = { actor: agents[0]!.actor, session: undefined } as unknown as Parameters<
    typeof handlers.openContact
  >[1];
  const open = async (id: string) => {
    const call = { params: { contactId: id }, query: {} } as unknown as Parameters<
      typeof handlers.openContact
    >[0];
    const opened = (await handlers.openContact(call, who)) as { messages: readonly unknown[] };
    return opened.messages.length;
  };
  const rounds: { ours: number; baseline: number }[] = [];
  try {
    for (let round = 0; round < (options.quick ? 3 : 6); round += 1) {
      const times = { ours: [] as number[], baseline: [] as number[] };
      for (let index = 0; index < 60; index += 1) {
        const id = ids[(round * 60 + index * 7) % ids.length]!;
        for (const [which, act] of [
          ['baseline', select],
          ['ours', open],
        ] as const) {
          const begun = performance.now();
          const messages = await act(id);
          times[which].push(performance.now() - begun);
          if (messages < 20) throw new Error(`B4: ${messages} messages`);
        }
      }
      // The first round warms both.
      if (round > 0) rounds.push({ ours: median(times.ours), baseline: median(times.baseline) });
    }
  } finally {
    await bare.end();
  }
  const within = {
    ours: median(rounds.map(({ ours }) => ours)),
    baseline: median(rounds.map((each) => each.baseline)),
  };
  const above = median(rounds.map(({ ours, baseline }) => ours - baseline));
  const pace = paceOf(within.baseline);

  const cookies = agents.map(({ cookie }) => cookie);
  const requests = Array.from({ length: options.quick ? 60 : 200 }, (_none, index) => ({
    path: `/api/console/contacts/${ids[(index * 11) % ids.length]!}`,
  }));
  const alone: number[] = [];
  const rates: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < (options.quick ? 1 : 3); round += 1) {
    const { times } = await asker.ask({ ports: [pages.port], requests, cookies, clients: 1 });
    alone.push(...times);
    const many = await asker.ask({
      ports: [pages.port],
      requests,
      cookies,
      clients: 8,
      seconds: options.quick ? 2 : 5,
    });
    rates.push({ ours: many.times.length / many.seconds, baseline: 1000 / median(times) });
  }
  const p50 = percentile(alone, 0.5);
  const rate = {
    ours: median(rates.map(({ ours }) => ours)),
    baseline: median(rates.map((each) => each.baseline)),
  };
  options.log(
    `B4 ${contacts}: ${within.ours.toFixed(2)} of ${within.baseline.toFixed(2)} ms; HTTP p50 ${p50.toFixed(2)} p95 ${percentile(alone, 0.95).toFixed(2)} ms, ${rate.ours.toFixed(0)}/s`,
  );
  return [
    {
      id: 'B4',
      what: `open a contact of 20 messages over ${contacts} contacts, p50`,
      ...within,
      unit: 'ms',
      ratio: within.ours / within.baseline,
      aim: `≤ 2 ms × ${pace.toFixed(2)} above`,
      met: above <= 2 * pace,
      rounds,
      notes: { contacts, above: above.toFixed(2), pace: pace.toFixed(2) },
    },
    {
      id: 'B4 HTTP',
      what: `the same over HTTP, against within the process`,
      ours: p50,
      baseline: within.ours,
      unit: 'ms',
      ratio: p50 / within.ours,
      aim: `≤ 5 ms × ${pace.toFixed(2)}`,
      met: p50 <= 5 * pace,
      rounds: [],
      notes: { contacts, p95: percentile(alone, 0.95).toFixed(2) },
    },
    {
      id: 'B4 rate',
      what: `the same with 8 clients, against one`,
      ...rate,
      unit: 'a second',
      ratio: rate.ours / rate.baseline,
      aim: `≥ 250 / ${pace.toFixed(2)}`,
      met: rate.ours >= 250 / pace,
      rounds: rates,
      notes: { contacts },
    },
  ];
}
