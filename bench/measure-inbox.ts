import { performance } from 'node:perf_hooks';
import { listInbox } from '../server/register/contacts/list-contacts.ts';
import type { ContactsDeps } from '../server/register/contacts/contacts.ts';
import type { openAsker, PageRequest } from './open-asker.ts';
import { median, type Measurement, percentile } from './measurement.ts';
import type { Filled } from './prepare-register.ts';
import type { PageHouse } from './start-page-house.ts';

export interface Prepared {
  readonly pages: PageHouse;
  readonly filled: Filled;
}

type Asker = Awaited<ReturnType<typeof openAsker>>;

const pageSize = 50;
const inbox = `/api/console/contacts?limit=${pageSize}`;

/** The first page as everybody sees it, and pages from the middle of the list that nobody has opened of late, in turns. */
function pagesOf({ filled }: Prepared, round: number, count: number): PageRequest[] {
  const open = filled.samples.filter(({ isLong }) => isLong);
  // The last of them have no whole page behind them.
  const deep = open.slice(Math.ceil(open.length * 0.4));
  return Array.from({ length: count }, (_none, index) => {
    if (index % 2 === 0) return { path: inbox, atLeast: pageSize };
    const { contactId } = deep[(round * count + index) % deep.length]!;
    return { path: `${inbox}&cursor=${momentOf(contactId) + 72_000_000}_${contactId}`, atLeast: pageSize };
  });
}

/** A UUIDv7 begins with its moment. */
function momentOf(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

function viewsOf({ filled, pages }: Prepared): Readonly<Record<string, string>> {
  return {
    'any status': '&status=any',
    'view mine': '&view=mine',
    'view unassigned': '&view=unassigned',
    'order waiting': '&order=waiting',
    'order due': '&order=due',
    overdue: '&overdue=yes',
    'assignee another': `&status=any&assignee=${pages.agents[1]!.actor.staffId}`,
    'tag of every tenth': `&status=any&tag=${filled.tags.common}`,
    'tag of every thousandth': `&status=any&tag=${filled.tags.rare}`,
    'tag of every thousandth, open': `&tag=${filled.tags.rare}`,
    'closed, language fi': '&status=closed&language=fi',
    'no contact: priority urgent': '&status=any&priority=urgent',
  };
}

/** B2: a page of 50, unsealed, granted and logged, over HTTP; against the same in a register of the smallest size, in turns. */
export async function measureInbox(
  asker: Asker,
  small: Prepared,
  big: Prepared,
  options: { quick: boolean; log(line: string): void },
): Promise<Measurement[]> {
  const { log } = options;
  const { contacts } = big.filled;
  const asks = options.quick ? 60 : 200;
  const ask = ({ pages }: Prepared, requests: readonly PageRequest[], clients = 1, seconds?: number) =>
    asker.ask({
      ports: [pages.port],
      requests,
      cookies: pages.agents.map(({ cookie }) => cookie),
      clients,
      ...(seconds === undefined ? {} : { seconds }),
    });
  const rounds: { ours: number; baseline: number }[] = [];
  const medians: { ours: number; baseline: number }[] = [];
  for (const each of [small, big]) await ask(each, pagesOf(each, 9, 40));
  for (let round = 0; round < (options.quick ? 2 : 5); round += 1) {
    const order = round % 2 === 0 ? ([small, big] as const) : ([big, small] as const);
    const found = new Map<Prepared, readonly number[]>();
    for (const each of order) found.set(each, (await ask(each, pagesOf(each, round, asks))).times);
    const of = (share: number) => ({
      ours: percentile(found.get(big)!, share),
      baseline: percentile(found.get(small)!, share),
    });
    rounds.push(of(0.95));
    medians.push(of(0.5));
  }
  const p50 = median(medians.map(({ ours }) => ours));
  const p95 = {
    ours: median(rounds.map(({ ours }) => ours)),
    baseline: median(rounds.map((each) => each.baseline)),
  };
  const ratio = median(rounds.map(({ ours, baseline }) => ours / baseline));
  const views: Record<string, string> = {};
  for (const [view, query] of Object.entries(viewsOf(big))) {
    const { times } = await ask(
      big,
      Array.from({ length: options.quick ? 10 : 40 }, () => ({ path: inbox + query })),
    );
    views[view] = `${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.95).toFixed(1)} ms`;
  }
  const counts = await ask(
    big,
    Array.from({ length: 60 }, () => ({ path: '/api/console/contacts/counts' })),
  );
  const rates: { ours: number; baseline: number }[] = [];
  for (let round = 0; round < (options.quick ? 1 : 3); round += 1) {
    const rate = async (each: Prepared) => {
      const { times, seconds } = await ask(each, pagesOf(each, round, 200), 8, options.quick ? 2 : 5);
      return times.length / seconds;
    };
    const baseline = await rate(small);
    rates.push({ ours: await rate(big), baseline });
  }
  const rate = {
    ours: median(rates.map(({ ours }) => ours)),
    baseline: median(rates.map((each) => each.baseline)),
  };
  const parts = await partsOf(big, p50);
  log(
    `B2 ${contacts}: p50 ${p50.toFixed(1)} ms, p95 ${p95.ours.toFixed(1)} of ${p95.baseline.toFixed(1)} ms, ${rate.ours.toFixed(0)} pages/s`,
  );
  log(`B2 ${contacts}: ${JSON.stringify({ ...parts, ...views })}`);
  const countP95 = percentile(counts.times, 0.95);
  return [
    {
      id: 'B2',
      what: `inbox page of ${pageSize} over ${contacts} contacts, p95, against ${small.filled.contacts}`,
      ...p95,
      unit: 'ms',
      ratio,
      aim: 'ratio ≤ 1.5, p50 ≤ 12 ms',
      met: ratio <= 1.5 && p50 <= 12,
      rounds,
      notes: { contacts, p50: p50.toFixed(2), ...parts, ...views },
    },
    {
      id: 'B2 rate',
      what: `inbox pages with 8 clients over ${contacts} contacts`,
      ...rate,
      unit: 'pages/s',
      ratio: rate.ours / rate.baseline,
      aim: '≥ 170',
      met: rate.ours >= 170,
      rounds: rates,
      notes: { contacts },
    },
    {
      id: 'B2 counts',
      what: `the counts beside the inbox over ${contacts} contacts, p95`,
      ours: countP95,
      baseline: p95.ours,
      unit: 'ms',
      ratio: countP95 / p95.ours,
      aim: '≤ the page',
      met: countP95 <= p95.ours,
      rounds: [],
      notes: { contacts, p50: percentile(counts.times, 0.5).toFixed(2) },
    },
  ];
}

/** Which part of a page takes how long, in milliseconds: the same pages asked for in the process, with a watch at each door. */
async function partsOf(prepared: Prepared, whole: number): Promise<Record<string, string>> {
  const { house, agents } = prepared.pages;
  const deps = house.contacts;
  const spent = { rows: 0, keysAndLog: 0, opening: 0 };
  const watched: ContactsDeps = {
    ...deps,
    db: {
      ...deps.db,
      async query<Row>(text: string, values?: readonly unknown[]) {
        const begun = performance.now();
        const rows = await deps.db.query<Row>(text, values);
        if (text.includes('CROSS JOIN LATERAL')) spent.rows = performance.now() - begun;
        return rows;
      },
    },
    vault: {
      ...deps.vault,
      async open(grant, action, load, use, details) {
        const begun = performance.now();
        const result = await deps.vault.open(
          grant,
          action,
          load,
          (opener, rows) => {
            const at = performance.now();
            const used = use(opener, rows);
            spent.opening = performance.now() - at;
            return used;
          },
          details,
        );
        spent.keysAndLog = performance.now() - begun - spent.opening;
        return result;
      },
    },
  };
  const seen: ({ act: number } & typeof spent)[] = [];
  for (const { path } of pagesOf(prepared, 3, 120)) {
    const cursor = new URL(path, 'http://x').searchParams.get('cursor') ?? undefined;
    const begun = performance.now();
    await listInbox(watched, agents[0]!.actor, {
      view: 'all',
      status: 'open',
      order: 'newest',
      limit: pageSize,
      cursor,
    });
    seen.push({ act: performance.now() - begun, ...spent });
  }
  const of = (key: keyof (typeof seen)[number]) => median(seen.map((each) => each[key]));
  return {
    'HTTP, session, JSON': (whole - of('act')).toFixed(2),
    'rows found': of('rows').toFixed(2),
    'keys and durable log': of('keysAndLog').toFixed(2),
    'opening 50 cards': of('opening').toFixed(2),
  };
}
