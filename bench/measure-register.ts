import { measureInbox } from './measure-inbox.ts';
import { measureOpen } from './measure-open.ts';
import { measureSearch } from './measure-search.ts';
import { measureSimulation } from './measure-simulation.ts';
import type { Measurement } from './measurement.ts';
import { openAsker } from './open-asker.ts';
import { fillTo, readFilled } from './prepare-register.ts';
import { startPageHouse } from './start-page-house.ts';

export interface RegisterOptions {
  readonly quick: boolean;
  /** The smallest is what the others are measured against. */
  readonly sizes: readonly number[];
  /** A folder in which the largest register stays filled, for measuring again. */
  readonly keepIn?: string | undefined;
  log(line: string): void;
}

/** B2, B3 and B4: inbox, search and opening, and what publishing would do, in registers that grow; beside them a small one that stays. */
export async function measureRegister(options: RegisterOptions): Promise<Measurement[]> {
  const sizes = options.sizes.toSorted((one, other) => one - other);
  const [smallest, ...larger] = sizes as [number, ...number[]];
  const results: Measurement[] = [];
  const asker = await openAsker();
  const smallHouse = await startPageHouse();
  const bigHouse = larger.length > 0 ? await startPageHouse(options.keepIn) : undefined;
  try {
    const nothing = await readFilled(smallHouse);
    const small = { pages: smallHouse, filled: await fillTo(smallHouse, nothing, smallest, options.log) };
    const measure = async (big: typeof small) => {
      results.push(
        ...(await measureInbox(asker, small, big, options)),
        ...(await measureSearch(big, options, big === small ? undefined : results)),
        ...(await measureOpen(asker, big, options)),
        await measureSimulation(big, options),
      );
    };
    await measure(small);
    let filled = bigHouse && (await readFilled(bigHouse));
    for (const size of larger) {
      // What was kept is at its largest already.
      if (filled!.contacts > size) continue;
      filled = await fillTo(bigHouse!, filled!, size, options.log);
      await measure({ pages: bigHouse!, filled });
    }
  } finally {
    await asker.end();
    await smallHouse.stop();
    await bigHouse?.stop();
  }
  return results;
}
