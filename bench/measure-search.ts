import pg from 'pg';
import type { House } from '../server/compose.ts';
import { generateCorpus } from '../server/operations/demo/corpus/generate-corpus.ts';
import { demoPassword, makeStaff } from '../server/operations/demo/make-staff.ts';
import { searchContacts } from '../server/register/contacts/search/search-contacts.ts';
import type { StaffActor } from '../server/safeguards/access/authorize.ts';
import { cell, copyRows, createBatch } from './copy-rows.ts';
import { connectAsOwner } from './connect-as-owner.ts';
import { fillRegister } from './fill-register.ts';
import { median, type Measurement } from './measurement.ts';
import { startBenchHouse } from './start-bench-house.ts';

const aims = { rare: 4, common: 50, email: 4 } as const;
type Kind = keyof typeof aims;
const pageSize = 25;

/**
 * B3: a page of a search for a rare word, a common one and an e-mail address: granted, logged, opened, checked and cut
 * to pieces, against plain text of the same rows under a tsvector with GIN. Figures are the 95th percentile.
 */
export async function measureSearch(options: {
  quick: boolean;
  contacts?: readonly number[];
  log(line: string): void;
}): Promise<Measurement[]> {
  const results: Measurement[] = [];
  for (const contacts of options.contacts ?? (options.quick ? [10_000] : [10_000, 100_000])) {
    const { house, stop } = await startBenchHouse();
    try {
      results.push(...(await measureAt(house, contacts, options.log)));
    } finally {
      await stop();
    }
  }
  return results;
}

async function measureAt(
  house: House,
  contacts: number,
  log: (line: string) => void,
): Promise<Measurement[]> {
  const owner = await connectAsOwner(house);
  await owner.query(
    'CREATE SCHEMA plain; CREATE TABLE plain.text (at timestamptz, contact_id uuid, sender text, subject text, body text)',
  );
  const plain = createBatch('plain.text (at, contact_id, sender, subject, body)');
  const { seconds, samples } = await fillRegister(house, contacts, {
    each({ contactId, at, emailAddress, subject, text, answer }) {
      const row = (when: Date, body: string) => [
        cell.at(when),
        cell.uuid(contactId),
        cell.text(emailAddress),
        cell.text(subject),
        cell.text(body),
      ];
      plain.add(row(at, text));
      plain.add(row(new Date(at.getTime() + 3_600_000), answer));
    },
    onBatch: () => copyRows(owner, plain),
  });
  await owner.query(`
    ALTER TABLE plain.text ADD words tsvector GENERATED ALWAYS AS (to_tsvector('simple', sender || ' ' || subject || ' ' || body)) STORED;
    CREATE INDEX ON plain.text USING gin (words);
    ANALYZE plain.text;
    GRANT USAGE ON SCHEMA plain TO haltija_service; GRANT SELECT ON plain.text TO haltija_service`);
  await owner.query('CHECKPOINT').catch(() => undefined);
  await owner.end();
  log(`B3 ${contacts}: filled in ${seconds.toFixed(0)} s`);

  const actor = await makeAgent(house);
  const bare = new pg.Client({ ...house.storage.connection });
  await bare.connect();
  const names = { tags: () => Promise.resolve([]), colleagues: () => Promise.resolve([]) };
  const deps = { ...house.contacts, names };
  const commonWords = ['hej', 'hei', 'brev', 'kirje', 'hello', 'kivra'];
  const asked: Record<Kind, readonly string[]> = {
    rare: samples.map(({ rareWord }) => rareWord),
    common: samples.map((_sample, index) => commonWords[index % commonWords.length]!),
    email: samples.map(({ emailAddress }) => emailAddress),
  };
  const ours = async (text: string) => {
    const { contacts: found } = await searchContacts(deps, actor, {
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
  const results: Measurement[] = [];
  try {
    for (const kind of Object.keys(aims) as Kind[]) {
      const words = asked[kind];
      const times = { ours: [] as number[], baseline: [] as number[] };
      let found = 0;
      for (const word of words.slice(0, 40)) await Promise.all([ours(word), baseline(word)]);
      for (const word of words.slice(40, 340)) {
        for (const [which, ask] of [
          ['baseline', baseline],
          ['ours', ours],
        ] as const) {
          const begun = performance.now();
          const rows = await ask(word);
          times[which].push(performance.now() - begun);
          if (which === 'ours') found += rows;
        }
      }
      const result = { ours: percentile(times.ours, 0.95), baseline: percentile(times.baseline, 0.95) };
      const ratio = result.ours / result.baseline;
      results.push({
        id: `B3 ${kind}`,
        what: `search for ${kind === 'email' ? 'an e-mail address' : `a ${kind} word`} over ${contacts} contacts, p95`,
        ...result,
        unit: 'ms',
        ratio,
        aim: `ratio ≤ 2, ≤ ${aims[kind]} ms`,
        met: ratio <= 2 && result.ours <= aims[kind],
        rounds: [{ ours: median(times.ours), baseline: median(times.baseline) }],
        notes: { contacts, foundInAll: found, medianOurs: median(times.ours).toFixed(2) },
      });
      log(
        `B3 ${contacts} ${kind}: ${result.ours.toFixed(2)} of ${result.baseline.toFixed(2)} ms p95, medians ${median(times.ours).toFixed(2)} and ${median(times.baseline).toFixed(2)}; ${found} found`,
      );
    }
  } finally {
    await bare.end();
  }
  return results;
}

async function makeAgent(house: House): Promise<StaffActor> {
  const { staff } = generateCorpus({ seed: 1, now: house.clock.now(), people: 40, contacts: 40 });
  await makeStaff(house, staff);
  const { userName } = staff.find(({ role }) => role === 'agent')!;
  const { staffId, sessionId } = await house.staff.signIn(userName, demoPassword);
  return { kind: 'staff', staffId, sessionId };
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]!;
}
