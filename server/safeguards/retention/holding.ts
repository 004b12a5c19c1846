import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { PublishedDeclaration, UnitKind } from '../declaration/declaration.ts';
import type { Place } from '../vault/sealed.ts';

export interface DueUnit {
  readonly id: Id;
  /** The declaration's period that says so. */
  readonly rule: string;
}

/** What a removal leaves to be done after the commit: unreadable by then. */
export interface Removed {
  readonly blobs: readonly Id<'blob'>[];
}

/** Units of a kind whose deletion a period would move. */
export interface ForeseenTerms {
  readonly kind: UnitKind;
  readonly earlier: number;
  readonly later: number;
  /** Of those that go earlier, how many the next sweep takes. */
  readonly dueAtOnce: number;
}

/**
 * What each folder that holds personal data tells the safeguards about it. Whoever adds a sealed
 * column claims it here; a test fails for one that no holding claims.
 */
export interface Holding {
  readonly kind: UnitKind;
  readonly places: readonly Place[];
  /** Oldest first; locked until the transaction ends, those locked by others left for the next round. */
  lockDue(tx: Tx, at: Date, most: number): Promise<readonly DueUnit[]>;
  /** Units that go with these and have keys of their own (raw mail of a contact). */
  dependants(tx: Tx, ids: readonly Id[]): Promise<readonly Id[]>;
  /** Removes the rows; their keys are destroyed in the same transaction. */
  remove(tx: Tx, ids: readonly Id[]): Promise<Removed>;
  /** Which of these blobs its rows name; the rest were written for a row that never came. */
  namesBlobs(db: Db, blobs: readonly Id<'blob'>[]): Promise<readonly Id<'blob'>[]>;
  /** A shorter period reaches what is held at once (GDPR Art. 5(1)(e)); a longer one does not (Art. 13(3)). @returns units that now go earlier */
  shorten(tx: Tx, published: PublishedDeclaration): Promise<number>;
  /** What `shorten` would do, counted without a lock; and how many would go later were their persons informed. */
  foresee(db: Db, published: PublishedDeclaration): Promise<ForeseenTerms>;
  /** How many stored values there are of each category, and the purposes they were collected for; null: those of the category. */
  countValues(
    db: Db,
  ): Promise<readonly { category: string; purposes: readonly string[] | null; values: number }[]>;
  /** How many units each rule holds, and when the next one goes. */
  count(db: Db): Promise<readonly { rule: string; units: number; next: Date | null }[]>;
}
