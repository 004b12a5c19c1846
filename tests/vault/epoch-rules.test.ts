import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import type { Id } from '../../server/base/new-id.ts';
import type { WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { full } from '../crash/sizes.ts';
import { type KeyProcess, openEpochHouse, tryCopy } from './epoch-house.ts';

let the: Awaited<ReturnType<typeof openEpochHouse>>;
beforeAll(async () => {
  the = await openEpochHouse();
});
afterAll(() => the.end());

type Step =
  | { readonly does: 'make' | 'begin' | 'rewrap' | 'finish' | 'copy'; readonly by: number }
  | { readonly does: 'destroy' | 'replace'; readonly by: number; readonly which: number }
  | { readonly does: 'restart'; readonly by: number };

const by = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('make' as const), by }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('destroy' as const, 'replace' as const),
      by,
      which: fc.nat(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('begin' as const, 'rewrap' as const, 'finish' as const, 'copy' as const),
      by,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('restart' as const), by }) },
);

// What the rules say, whatever is done in whatever order by whichever of three processes: a unit that was made and not
// destroyed opens with the key it has; one that was destroyed has none; of a copy of the ring nothing opens whose epoch
// has ended, and everything whose epoch has not.
test('whatever is done while epochs turn, what is to be kept opens and what is gone is gone', async () => {
  const minutes = { begin: 60_000_000, rewrap: -60_000, finish: -60_000 };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      const processes: KeyProcess[] = [];
      for (let each = 0; each < 3; each += 1) processes.push(await the.openProcess());
      await beginFirstEpoch(the.database.service, processes[0]!.keeper);
      const held = new Map<Id, Buffer>();
      const gone = new Set<Id>();
      const copies: WrappedKey[] = [];

      for (const each of steps) {
        const process = processes[each.by]!;
        const unit = 'which' in each ? [...held.keys()][each.which % Math.max(1, held.size)] : undefined;
        if (each.does === 'copy') copies.push(...(await the.copyRing()));
        else if (each.does === 'restart') processes[each.by] = await the.openProcess();
        else if (each.does === 'begin') await process.turn(true, { learning: minutes.begin, resting: 0 });
        else if (each.does === 'rewrap')
          await process.turn(false, { learning: minutes.rewrap, resting: 60_000_000 });
        else if (each.does === 'finish')
          await process.turn(false, { learning: minutes.finish, resting: minutes.finish });
        else
          try {
            if (each.does === 'make') {
              const made = await process.make();
              held.set(made.unit, made.key);
            } else if (unit !== undefined && each.does === 'replace') {
              held.set(unit, (await process.replace(unit)).key);
            } else if (unit !== undefined) {
              expect(await process.destroy(unit)).toBe(1);
              held.delete(unit);
              gone.add(unit);
            }
          } catch (error) {
            // It was away: nothing was written, and it is to do it again.
            if (!(error instanceof Refusal) || error.details['reason'] !== 'epoch-closed') throw error;
          }
      }

      for (const process of processes) {
        const read = await process.ring.readKeys(the.database.service, [...held.keys(), ...gone]);
        expect(read.size).toBe(held.size);
        for (const [unit, key] of held) expect(read.get(unit)!.key).toEqual(key);
      }
      const live = await the.database.service.query<{ epoch: number }>(
        'SELECT epoch FROM ring.epoch WHERE ended_at IS NULL ORDER BY epoch',
      );
      const files = (await the.epochFiles())
        .map((name) => Number(name.replace('.key', '')))
        .toSorted((a, b) => a - b);
      expect(files).toEqual(live.map(({ epoch }) => epoch));
      const epochOf = new Set(live.map(({ epoch }) => epoch));
      const opened = await tryCopy(copies, the.keeperFolder);
      expect(opened).toEqual(
        new Set(copies.filter(({ epoch }) => epochOf.has(epoch)).map(({ unit_id }) => unit_id)),
      );
    }),
    { numRuns: full ? 120 : 15 },
  );
}, 600_000);
