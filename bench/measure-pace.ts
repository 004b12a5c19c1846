import { performance } from 'node:perf_hooks';
import pg from 'pg';
import type { Prepared } from './measure-inbox.ts';
import { median } from './measurement.ts';

/** Milliseconds that the select of B4 took where the aims in milliseconds were written. */
const selectSeen = 0.35;

export const selectMessages = {
  name: 'plain',
  text: 'SELECT * FROM register.contact_message WHERE contact_id = $1 ORDER BY at, id',
};

/** How many times longer than there a machine takes that takes so many milliseconds; never less than once. */
export const paceOf = (select: number) => Math.max(1, select / selectSeen);

/** The pace of this machine, by a bare client. */
export async function measurePace({ pages, filled }: Prepared): Promise<number> {
  const bare = new pg.Client({ ...pages.house.storage.connection });
  await bare.connect();
  try {
    const ids = filled.samples.filter(({ isLong }) => isLong).map(({ contactId }) => contactId);
    const taken: number[] = [];
    for (let index = 0; index < 400; index += 1) {
      const begun = performance.now();
      await bare.query({ ...selectMessages, values: [ids[(index * 7) % ids.length]] });
      // The first quarter warms it.
      if (index >= 100) taken.push(performance.now() - begun);
    }
    return paceOf(median(taken));
  } finally {
    await bare.end();
  }
}
