import { Worker } from 'node:worker_threads';
import { join } from 'node:path';
import type pg from 'pg';
import type { House } from '../server/compose.ts';
import { connectAsOwner, ownerConnection } from './connect-as-owner.ts';
import type { FilledContact, Filling, FillPart } from './filled.ts';
import { months } from './make-contacts.ts';
import { withoutIndexes } from './without-indexes.ts';

const threads = 2;

/**
 * Adds contacts to the register as intake would have over two years, but by COPY from worker threads, its indexes made
 * after: each with its key, sealed card, message and answer, digest, tokens and search rows; every third from somebody
 * new. What is there before stays. A fiftieth is open, a fiftieth in the privacy queue, some two hundred have twenty
 * messages. @returns some of them, spread over the whole
 */
export async function fillRegister(
  house: House,
  filling: Filling,
): Promise<{ seconds: number; samples: FilledContact[] }> {
  const begun = performance.now();
  const owners = await Promise.all([connectAsOwner(house), connectAsOwner(house)]);
  const [owner] = owners as [pg.Client, pg.Client];
  const samples: FilledContact[] = [];
  try {
    const now = house.clock.now();
    // Shorter steps than any month.
    for (let days = -1; days <= months * 30 + 1; days += 14)
      await owner.query('SELECT search.make_month($1)', [new Date(now.getTime() - days * 86_400_000)]);
    const schemas = ['ring', 'register', 'mail', 'search', ...(filling.plain ? ['plain'] : [])];
    await withoutIndexes(owners, schemas, async () => {
      const version = house.declarations.current().version;
      const bounds = Array.from({ length: threads + 1 }, (_none, part) =>
        // Every third begins somebody new, and so does each part.
        part === threads ? filling.count : Math.floor((filling.count * part) / threads / 3) * 3,
      );
      const parts = await Promise.all(
        Array.from({ length: threads }, (_none, part) =>
          runPart(house, { ...filling, now, version, from: bounds[part]!, to: bounds[part + 1]! }),
        ),
      );
      samples.push(...parts.flat());
    });
    await owner.query('ANALYZE register.contact, register.contact_message, register.person, ring.unit_key');
    await owner.query('ANALYZE search.text, register.identifier, register.person_field');
    await owner.query('ANALYZE mail.raw, register.thread_id');
    if (filling.plain) await owner.query('ANALYZE plain.text');
    // The figures are not to be those of a disk that still writes what was loaded.
    await owner.query('CHECKPOINT');
  } finally {
    await Promise.all(owners.map((client) => client.end()));
  }
  return { seconds: (performance.now() - begun) / 1000, samples };
}

function runPart(house: House, part: FillPart): Promise<FilledContact[]> {
  const { keeperDir } = house.settings;
  const worker = new Worker(join(import.meta.dirname, 'fill-worker.ts'), {
    workerData: { part, keeperDir, connection: ownerConnection(house) },
  });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a loading thread ended with ${code}`)));
  });
}
