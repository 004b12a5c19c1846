import crypto from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Id, newId } from '../server/base/new-id.ts';
import type { House } from '../server/compose.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import { fillRegister } from './fill-register.ts';
import { median, type Measurement } from './measurement.ts';
import { copyPlain, deletePerson } from './plain-copy.ts';
import { startBenchHouse } from './start-bench-house.ts';

/** What the aim is stated for. */
const mostContacts = 70_000;
/** Rows of the baseline in a transaction: as many as the sweep takes at its largest. */
const batch = 1_000;

interface Times {
  readonly unreadable: number;
  readonly gone: number;
  readonly baseline: number;
}

/**
 * B7: somebody with very many contacts is erased. How long until the first transaction has committed, after which no key of
 * theirs is given; and until their last row is gone, by the job of the running house, against a bare DELETE of the same rows.
 */
export async function measureErasure(options: {
  quick: boolean;
  sizes: readonly number[];
  log(line: string): void;
}): Promise<Measurement[]> {
  const contacts = Math.min(Math.max(...options.sizes), mostContacts);
  const { house, stop } = await startBenchHouse();
  const owner = await connectAsOwner(house);
  const rounds: Times[] = [];
  try {
    const people = Array.from({ length: options.quick ? 2 : 4 }, () => newId<'person'>());
    for (const [index, id] of people.entries()) {
      const { seconds } = await fillRegister(house, {
        count: contacts,
        first: index * contacts,
        staff: [],
        tags: { common: newId(), rare: newId() },
        plain: false,
        mails: true,
        onePerson: { id, subject: crypto.randomUUID() },
      });
      options.log(`B7: a person with ${contacts} contacts filled in ${seconds.toFixed(0)} s`);
    }
    await copyPlain(owner);
    for (const [round, person] of people.entries()) {
      let ours = { unreadable: 0, gone: 0 };
      let baseline = 0;
      const run = {
        ours: async () => (ours = await erase(house, person, contacts)),
        baseline: async () => {
          const begun = performance.now();
          await deletePerson(owner, person, batch);
          baseline = (performance.now() - begun) / 1000;
        },
      };
      for (const which of round % 2 === 0 ? (['baseline', 'ours'] as const) : (['ours', 'baseline'] as const))
        await run[which]();
      rounds.push({ ...ours, baseline });
      options.log(
        `B7 round ${round + 1}: unreadable in ${ours.unreadable.toFixed(3)} s; gone in ${ours.gone.toFixed(2)} of ${baseline.toFixed(2)} s`,
      );
    }
  } finally {
    await owner.end();
    await stop();
  }
  const unreadable = median(rounds.map((each) => each.unreadable));
  const baseline = median(rounds.map((each) => each.baseline));
  const ratio = median(rounds.map((each) => each.gone / each.baseline));
  return [
    {
      id: 'B7',
      what: `a person with ${contacts} contacts: until nothing of theirs can be read`,
      ours: unreadable,
      baseline,
      unit: 's',
      ratio: unreadable / baseline,
      aim: '< 1 s',
      met: unreadable < 1,
      rounds: rounds.map((each) => ({ ours: each.unreadable, baseline: each.baseline })),
      notes: { contacts },
    },
    {
      id: 'B7 rows',
      what: 'until their last row is gone, keys, tombstones and log included, against a bare DELETE of the same rows',
      ours: median(rounds.map(({ gone }) => gone)),
      baseline,
      unit: 's',
      ratio,
      aim: 'ratio ≤ 2',
      met: ratio <= 2,
      rounds: rounds.map((each) => ({ ours: each.gone, baseline: each.baseline })),
      notes: { contacts, units: contacts * 2 + 1 },
    },
  ];
}

const unitsOf = `SELECT id FROM register.contact WHERE person_id = $1 UNION ALL
  SELECT m.id FROM mail.raw m JOIN register.contact c ON c.id = m.contact_id WHERE c.person_id = $1 UNION ALL SELECT $1`;

async function erase(
  { storage: { db }, erasure, contacts: { access } }: House,
  person: Id<'person'>,
  count: number,
): Promise<{ unreadable: number; gone: number }> {
  const rows = await db.query<{ id: Id }>(unitsOf, [person]);
  const units = rows.map(({ id }) => id);
  const begun = performance.now();
  await erasure.begin(person, 'erasure', (some) =>
    access.systemGrant('sweep', { units: some, categories: [] }),
  );
  const unreadable = (performance.now() - begun) / 1000;
  const [given] = await db.query<{ keys: number }>('SELECT count(*) AS keys FROM ring.read_keys($1)', [
    units,
  ]);
  if (given!.keys > 0) throw new Error(`B7: ${given!.keys} keys are still given`);
  while ((await db.query('SELECT 1 FROM register.erasure')).length > 0) await sleep(5);
  const gone = (performance.now() - begun) / 1000;
  const [left] = await db.query<{ rows: number; tombstones: number }>(
    `SELECT (SELECT count(*) FROM (${unitsOf}) still) - 1 AS rows,
       (SELECT count(*) FROM ring.tombstone WHERE unit_id = ANY ($2)) AS tombstones`,
    [person, units],
  );
  if (left!.rows > 0 || left!.tombstones !== count * 2 + 1)
    throw new Error(`B7: ${left!.rows} rows are left, ${left!.tombstones} tombstones`);
  return { unreadable, gone };
}
