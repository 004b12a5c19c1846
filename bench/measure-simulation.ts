import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { stringify } from 'yaml';
import { createDraftHandlers } from '../server/api/console/draft-handlers.ts';
import type { House } from '../server/compose.ts';
import type { Prepared } from './measure-inbox.ts';
import { median, type Measurement } from './measurement.ts';

/** A bare look at every row the simulation has to weigh: one pass over each table, none of them skipped by an index. */
const passes = [
  'SELECT count(*), min(delete_after), max(coalesce(closed_at, last_at)) FROM register.contact',
  'SELECT count(*), min(delete_after), max(last_contact_at) FROM register.person',
  'SELECT category, purposes, count(*) FROM register.person_field GROUP BY category, purposes',
  'SELECT count(*) FROM register.contact_message',
  'SELECT count(*) FROM register.contact_file',
  'SELECT count(*) FROM register.contact_note',
];

const mostSeconds = 10;

/** What publishing would do, on all that is held: a shorter and a longer period and a purpose that ends, over the whole register. */
export async function measureSimulation(
  { pages, filled }: Prepared,
  options: { quick: boolean; log(line: string): void },
): Promise<Measurement> {
  const { house, agents } = pages;
  const { simulatePublishing } = createDraftHandlers(house);
  const source = draftOf(house);
  const who = { actor: agents[0]!.actor, session: undefined } as unknown as Parameters<
    typeof simulatePublishing
  >[1];
  const bare = new pg.Client({ ...house.storage.connection });
  await bare.connect();
  const rounds: { ours: number; baseline: number }[] = [];
  let earlier = 0;
  try {
    for (let round = 0; round < (options.quick ? 2 : 4); round += 1) {
      const begun = performance.now();
      for (const pass of passes) await bare.query(pass);
      const between = performance.now();
      const found = await simulatePublishing(
        { body: { source } } as unknown as Parameters<typeof simulatePublishing>[0],
        who,
      );
      const ended = performance.now();
      earlier = found.terms.find(({ kind }) => kind === 'contact')?.earlier ?? 0;
      if (earlier < filled.contacts * 0.9)
        throw new Error(`simulation: ${earlier} contacts would go earlier`);
      // The first round warms both.
      if (round > 0) rounds.push({ ours: ended - between, baseline: between - begun });
    }
  } finally {
    await bare.end();
  }
  const of = (which: 'ours' | 'baseline') => median(rounds.map((each) => each[which])) / 1_000;
  const [ours, baseline] = [of('ours'), of('baseline')];
  options.log(`simulation ${filled.contacts}: ${ours.toFixed(2)} s, one pass ${baseline.toFixed(2)} s`);
  return {
    id: 'simulation',
    what: `what publishing would do to ${filled.contacts} contacts, against one bare pass over the same tables`,
    ours,
    baseline,
    unit: 's',
    ratio: ours / baseline,
    aim: `≤ ${mostSeconds} s`,
    met: ours <= mostSeconds,
    rounds,
    notes: { contacts: filled.contacts, 'contacts earlier': earlier },
  };
}

function draftOf(house: House): string {
  const draft = structuredClone(house.declarations.current().declaration) as unknown as {
    periods: Record<string, { months: number }>;
    categories: Record<string, { purposes: string[] }>;
    channels: Record<string, { collects: { category: string; purposes: string[] }[] }>;
  };
  draft.periods['contact']!.months = 12;
  draft.periods['person']!.months = 36;
  const without = (purposes: string[]) => purposes.filter((purpose) => purpose !== 'quality');
  draft.categories['messages']!.purposes = without(draft.categories['messages']!.purposes);
  for (const { collects } of Object.values(draft.channels))
    for (const rule of collects) if (rule.category === 'messages') rule.purposes = without(rule.purposes);
  return stringify(draft);
}
