import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../../base/errors.ts';
import type { Database } from '../../../storage/database.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { firstPlace, isAnyWaiting, type KeptCheckpoint, newestCheckpoint } from './tree-store.ts';
import { proveLines } from './prove-lines.ts';
import { type LinesOf, placesBetween, placesOf } from './receipts-store.ts';
import { type ReceiptHeader, writeReceipt } from './write-receipt.ts';

export type Receipts = ReturnType<typeof createReceipts>;

const tries = 100;
const pause = 50;

/** Lines of the log given out with their proofs, signed by the log's own key. */
export function createReceipts(deps: {
  readonly db: Database;
  readonly signer: CheckpointSigner;
  sequence(): Promise<unknown>;
}) {
  const { db, signer } = deps;
  return {
    /**
     * The checkpoint over all that was committed until now, the line of the receipt itself among it.
     * @throws Refusal 'not-in-tree-yet' when lines still wait for their places after five seconds
     */
    async settle(): Promise<KeptCheckpoint> {
      for (let round = 0; round < tries; round += 1) {
        await deps.sequence();
        if (!(await isAnyWaiting(db))) {
          const checkpoint = await newestCheckpoint(db);
          if (checkpoint) return checkpoint;
        }
        await wait(pause);
      }
      throw new Refusal('not-in-tree-yet');
    },
    /** Lines before this place were removed when their period ended. */
    firstPlace: async () => (await firstPlace(db)) ?? 0,
    placesOf: (of: LinesOf, size: number) => placesOf(db, of, size),
    placesBetween: (from: Date, to: Date) => placesBetween(db, from, to),
    prove: (places: readonly number[], size: number) => proveLines(db, places, size),
    write: (header: ReceiptHeader, pages: Parameters<typeof writeReceipt>[2]) =>
      writeReceipt(signer, header, pages),
    signNote: (text: string) => signer.signNote(text),
  };
}
