import { createHash } from 'node:crypto';
import { idBytes, type Id } from '../../base/new-id.ts';
import { drawSample } from '../../safeguards/access-log/tree/draw-sample.ts';

/**
 * What a sample is asked of: the call. There is no field for a customer, a number, a colleague, a language or a word (P15), and
 * tests/promises/p15-samples.test.ts fails when one is added.
 */
export interface DrawAsked {
  /** Left out: both. */
  readonly direction?: 'incoming' | 'outgoing' | undefined;
  /** Days in the register's time zone, the last one with. */
  readonly fromOn: string;
  readonly toOn: string;
  /** Calls that began from this hour on, and before that one; on the register's clock. */
  readonly fromHour: number;
  readonly toHour: number;
  /** Monday is 1. */
  readonly weekdays: readonly number[];
  readonly leastSeconds: number;
  readonly mostSeconds: number | undefined;
  readonly count: number;
}

export interface Drawn {
  /** Of the sorted list: SHA-256 of the ids, 16 bytes each. */
  readonly population: Buffer;
  /** The list as it is kept. */
  readonly list: Buffer;
  readonly ids: readonly Id<'recording'>[];
}

/**
 * Draws by a seed: the same list and seed give the same sample, whoever called and whoever answered (docs/decisions/quality.md).
 * @param among ids of recordings, in any order
 */
export function drawBlind(among: readonly Id<'recording'>[], seed: Buffer, count: number): Drawn {
  const sorted = [...new Set(among)].toSorted();
  const list = Buffer.concat(sorted.map(idBytes));
  const population = createHash('sha256').update(list).digest();
  const size = sorted.length;
  const places = drawSample(population.toString('hex'), seed.toString('hex'), Math.min(count, size), size);
  return { population, list, ids: places.map((place) => sorted[place]!) };
}

/** The ids of a list as it is kept. */
export function readList(list: Uint8Array): Id<'recording'>[] {
  const hex = Buffer.from(list).toString('hex');
  return (hex.match(/.{32}/g) ?? []).map(
    (id): Id<'recording'> =>
      `${id.slice(0, 8)}-${id.slice(8, 12)}-${id.slice(12, 16)}-${id.slice(16, 20)}-${id.slice(20)}`,
  );
}
