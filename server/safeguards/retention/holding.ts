import type { Id } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import type { PublishedDeclaration, UnitKind } from '../declaration/declaration.ts';
import type { Access } from '../access/authorize.ts';
import type { Place } from '../vault/sealed.ts';
import type { Vault } from '../vault/vault.ts';
import type { Blobs } from '../../storage/blobs.ts';

export interface DueUnit {
  readonly id: Id;
  /** The declaration's period that says so. */
  readonly rule: string;
  /** When it was due. */
  readonly due: Date;
}

/** Where the batch before left off: what was passed over is not looked at again in the same sweep. */
export type SweptTo = Pick<DueUnit, 'id' | 'due'>;

/** What a removal leaves to be done after the commit: unreadable by then. */
export interface Removed {
  readonly blobs: readonly Id<'blob'>[];
}

/** Stored values alike in what they were collected for. */
export interface ValueGroup {
  readonly category: string;
  readonly purposes: readonly string[];
  /** What the conversation was collected for that they hang on: with it they go. Null where they stand by themselves. */
  readonly within: readonly string[] | null;
  /** Of somebody whose processing is restricted: stored, whatever becomes of their ground (GDPR Art. 18(2)). */
  readonly restricted: boolean;
  readonly values: number;
}

/** A unit that holds values without ground, locked. */
export interface GroundlessUnit {
  readonly id: Id;
  /** Nothing in it has ground any more. */
  readonly whole: boolean;
  readonly values: number;
  readonly categories: readonly string[];
}

export interface ResealingTools {
  readonly vault: Vault;
  readonly access: Access;
  readonly blobs: Blobs;
}

/** Units of a kind whose deletion a period would move. */
export interface ForeseenTerms {
  readonly kind: UnitKind;
  readonly earlier: number;
  readonly later: number;
  /** Of those that go earlier, how many the next sweep takes. */
  readonly dueAtOnce: number;
}

/** A unit as its rows name it. */
export interface HeldUnit {
  readonly id: Id;
  /** The first bytes of something that is sealed of it, which say by which version of its key; null: nothing stands in a row. */
  readonly head: Buffer | null;
  /** Where it is sealed outside its rows. */
  readonly blob: Id<'blob'> | null;
}

/**
 * What each folder that holds personal data tells the safeguards about it. Whoever adds a sealed
 * column claims it here; a test fails for one that no holding claims.
 */
export interface Holding {
  readonly kind: UnitKind;
  readonly places: readonly Place[];
  /**
   * Oldest first; locked until the transaction ends, those locked by others left for the next round.
   * @param after only those due later, or at the same moment with a higher id
   */
  lockDue(tx: Tx, at: Date, most: number, after: SweptTo): Promise<readonly DueUnit[]>;
  /**
   * Some of the units that are about a person and go with them, locked as by `lockDue`; the person is locked, or gone.
   * @returns `more`: others are left
   */
  lockOfPerson(
    tx: Tx,
    person: Id<'person'>,
    most: number,
  ): Promise<{ readonly ids: readonly Id[]; readonly more: boolean }>;
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
  /** How many stored values there are of each category, by the purposes they were collected for. */
  countValues(db: Db): Promise<readonly ValueGroup[]>;
  /** The next units by id that hold values without ground, those of restricted people left out; locked as by `lockDue`. */
  lockGroundless(tx: Tx, after: Id, most: number): Promise<readonly GroundlessUnit[]>;
  /**
   * Removes the values without ground from a unit that has others, with all by which they were found, and seals those
   * anew under a new key: no old copy of the unit can be read.
   * @returns also the units that went with them and have keys of their own, which are still to be destroyed
   */
  removeGroundless(
    tx: Tx,
    tools: ResealingTools,
    id: Id,
  ): Promise<Removed & { readonly units: readonly Id[] }>;
  /** The units that have rows, the next by id after one: a restore holds each against the key ring. */
  listUnits(db: Db, after: Id, most: number): Promise<readonly HeldUnit[]>;
  /** How many units each rule holds, and when the next one goes. */
  count(db: Db): Promise<readonly { rule: string; units: number; next: Date | null }[]>;
}
