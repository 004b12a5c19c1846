import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { searchContacts } from '../server/register/contacts/search/search-contacts.ts';
import type { House } from '../server/compose.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import type { Prepared } from './measure-inbox.ts';
import { measurePace } from './measure-pace.ts';
import { median, type Measurement, percentile } from './measurement.ts';

/** Milliseconds that half of the searches take at most: ten times quicker than the best peer's, whose median was measured. */
const aims = { rare: 4, common: 50, email: 4 } as const;
type Kind = keyof typeof aims;
const pageSize = 25;
const commonWords = ['hej', 'hei', 'brev', 'kirje', 'hello', 'kiitos'];

/**
 * How much longer the slowest may take than in the smallest register, where anything measured against a bare select that
 * leaves no record is measured against less than the record alone (docs/decisions/search-and-the-record.md).
 */
const mostGrowth = 2;

/**
 * B3: a page of a search for a rare word, a common one and an e-mail address: granted, logged, opened, checked and cut
 * to pieces, against plain text of the same rows under a tsvector with GIN, in turns. Figures are the 95th percentile.
 */
export async function measureSearch(
  { pages, filled }: Prepared,
  options: { quick: boolean; log(line: string): void },
  /** The same in the smallest register; none: this is it. */
  smallest?: readonly Measurement[],
): Promise<Measurement[]> {
  const { house, agents } = pages;
  const { contacts, samples } = filled;
  const bare = new pg.Client({ ...house.storage.connection });
  await bare.connect();
  const names = { tags: () => Promise.resolve([]), colleagues: () => Promise.resolve([]) };
  const deps = { ...house.contacts, names };
  const ours = async (text: string) => {
    const { contacts: found } = await searchContacts(deps, agents[0]!.actor, {
      by: 'any',
      words: [text],
      phrases: [],
      filters: [],
      order: 'newest',
      limit: pageSize,
    });
    return found.length;
  };
  const baseline = async (text: string) => {
    const { rows } = await bare.query({
      name: 'plain',
      text: `SELECT contact_id, at, sender, subject, body FROM plain.text WHERE words @@ plainto_tsquery('simple', $1) ORDER BY at DESC LIMIT $2`,
      values: [text, pageSize],
    });
    return rows.length;
  };
  const pace = await measurePace({ pages, filled });
  const durable = await measureDurableLine(house, options.quick ? 60 : 300);
  const asked: Record<Kind, (index: number) => string> = {
    rare: (index) => samples[(index * 7) % samples.length]!.rareWord,
    common: (index) => commonWords[index % commonWords.length]!,
    email: (index) => samples[(index * 7) % samples.length]!.emailAddress,
  };
  const results: Measurement[] = [];
  try {
    for (const kind of Object.keys(aims) as Kind[]) {
      const rounds: { ours: number; baseline: number }[] = [];
      const medians: { ours: number; baseline: number }[] = [];
      let found = 0;
      // The baseline ranks every hit of a common word before it shows a page: at a million that takes a second.
      const roundSize = (options.quick ? 40 : 100) / (kind === 'common' ? 5 : 1);
      for (let round = 0; round < (options.quick ? 3 : 6); round += 1) {
        const times = { ours: [] as number[], baseline: [] as number[] };
        for (let index = 0; index < roundSize; index += 1) {
          const word = asked[kind](round * roundSize + index);
          for (const [which, ask] of [
            ['baseline', baseline],
            ['ours', ours],
          ] as const) {
            const begun = performance.now();
            const rows = await ask(word);
            times[which].push(performance.now() - begun);
            if (rows === 0) throw new Error(`B3 ${kind}: ${which} found nothing`);
            if (which === 'ours') found += rows;
          }
        }
        // The first round warms both.
        if (round === 0) continue;
        const of = (share: number) => ({
          ours: percentile(times.ours, share),
          baseline: percentile(times.baseline, share),
        });
        rounds.push(of(0.95));
        medians.push(of(0.5));
      }
      const middle = (list: typeof rounds) => ({
        ours: median(list.map((each) => each.ours)),
        baseline: median(list.map((each) => each.baseline)),
      });
      const result = middle(rounds);
      const p50 = middle(medians);
      const ratio = median(rounds.map((each) => each.ours / each.baseline));
      results.push({
        id: `B3 ${kind}`,
        what: `search for ${kind === 'email' ? 'an e-mail address' : `a ${kind} word`} over ${contacts} contacts, p95`,
        ...result,
        unit: 'ms',
        ratio,
        ...judge(kind, { ours: result.ours, ratio, p50: p50.ours, pace }, smallest),
        rounds,
        notes: {
          contacts,
          found,
          p50: p50.ours.toFixed(2),
          p50OfBaseline: p50.baseline.toFixed(2),
          ...durable,
        },
      });
      options.log(
        `B3 ${contacts} ${kind}: ${result.ours.toFixed(2)} of ${result.baseline.toFixed(2)} ms p95, medians ${p50.ours.toFixed(2)} and ${p50.baseline.toFixed(2)}; ${found} found`,
      );
    }
  } finally {
    await bare.end();
  }
  return results;
}

function judge(
  kind: Kind,
  { ours, ratio, p50, pace }: { ours: number; ratio: number; p50: number; pace: number },
  smallest: readonly Measurement[] | undefined,
): Pick<Measurement, 'aim' | 'met'> {
  const inTime = p50 <= aims[kind] * pace;
  const time = `p50 ≤ ${aims[kind]} ms × ${pace.toFixed(2)}`;
  if (kind === 'common') return { aim: `ratio ≤ 2, ${time}`, met: inTime && ratio <= 2 };
  const before = smallest?.find(({ id }) => id === `B3 ${kind}`);
  if (before === undefined) return { aim: time, met: inTime };
  return {
    aim: `${time}, p95 ≤ ${mostGrowth} × ${before.ours.toFixed(1)} ms`,
    met: inTime && ours <= mostGrowth * before.ours,
  };
}

/** What no logged search can be quicker than: one row by a bare client, committed to the disk. Milliseconds. */
async function measureDurableLine(
  house: House,
  times: number,
): Promise<{ durableLineP50: string; durableLineP95: string }> {
  const owner = await connectAsOwner(house);
  try {
    await owner.query('CREATE TABLE IF NOT EXISTS plain.line (at timestamptz, line text)');
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const begun = performance.now();
      await owner.query({
        name: 'line',
        text: 'INSERT INTO plain.line VALUES (now(), $1)',
        values: ['x'.repeat(400)],
      });
      taken.push(performance.now() - begun);
    }
    return {
      durableLineP50: percentile(taken, 0.5).toFixed(2),
      durableLineP95: percentile(taken, 0.95).toFixed(2),
    };
  } finally {
    await owner.end();
  }
}
