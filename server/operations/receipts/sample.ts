import type { Id } from '../../base/new-id.ts';

/** What can be drawn from. */
export type Population = 'log' | 'erasures' | 'disclosures' | 'incidents';

export interface SampleRow {
  readonly id: Id<'sample'>;
  readonly population: Population;
  readonly size: number;
  readonly commitment: string;
  readonly checkpoint: string;
  readonly committed_at: Date;
  readonly seed: string | null;
  readonly drawn: number | null;
  readonly drawn_at: Date | null;
}
