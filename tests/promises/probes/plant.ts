import { createDatabase, type Database } from '../../../server/storage/database.ts';
import type { ResultRow } from '../../../server/safeguards/promises/results-store.ts';
import type { MovableClock } from '../move-clock.ts';
import type { Customer, Desk } from '../one-customer.ts';
import type { TestHouse } from '../../support/start-house.ts';

/** The database as its owner reaches it: who can do what the product cannot. */
export function openAsOwner(the: TestHouse): Database {
  const { connection, keeper } = the.house.storage;
  return createDatabase(
    {
      ...connection,
      user: 'haltija_owner',
      password: keeper.derive('database/owner').toString('base64url'),
    },
    { max: 2 },
  );
}

/** Asks the probes now, as the hourly job does; all of them, or these. */
export async function runAll(
  the: TestHouse,
  only?: readonly string[],
): Promise<ReadonlyMap<string, ResultRow>> {
  const { results } = await the.house.promises.run({ evenIfFresh: true, ...(only && { only }) });
  return new Map(results.map((row) => [row.probe, row]));
}

/** Those that are not kept, with what they name. */
export function notKept(results: ReadonlyMap<string, ResultRow>): Record<string, unknown> {
  return Object.fromEntries(
    [...results.values()]
      .filter(({ state }) => state !== 'kept')
      .map(({ probe, state, numerator, sample, code }) => [
        probe,
        code === null ? { state, numerator, sample } : { state, code },
      ]),
  );
}

/** What stands in the house before anything is planted. */
export interface World {
  readonly desk: Desk;
  readonly owner: Database;
  readonly clock: MovableClock;
  readonly asa: Customer;
  /** A contact whose key was destroyed. */
  readonly erased: string;
}

export interface Planted {
  readonly probe: string;
  readonly what: string;
  /** @returns what the probe is to name */
  readonly plant: () => Promise<string | undefined>;
  readonly undo: () => Promise<unknown>;
}

/** As the owner of the database: what the product itself cannot do. */
export const sqlOf =
  (the: () => World) =>
  (text: string, values: unknown[] = []) =>
    the().owner.query<Record<string, string>>(text, values);

/** A disclosure as the gate would have written it; its id carries its moment. */
export const disclosureOf = (the: () => World) => {
  const sql = sqlOf(the);
  return (given: {
    recipient?: string;
    purpose?: string;
    categories?: string;
    at?: string;
    version?: number;
  }) =>
    async () => {
      const id = crypto.randomUUID();
      const at = new Date(given.at ?? the().clock.now().toISOString());
      // Its id carries its moment, as the gate makes them.
      const made = `${at
        .getTime()
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}-7${id.slice(15)}`;
      await sql(
        `INSERT INTO connections.disclosure (id, at, recipient, purpose, categories, way, what, declaration_version, outcome)
     VALUES ($1, $2, $3, $4, $5, 'web-hook', 'contact.closed', $6, 'done')`,
        [
          made,
          at,
          given.recipient ?? 'work-reports',
          given.purpose ?? 'quality',
          given.categories ?? '{}',
          given.version ?? 1,
        ],
      );
      return made;
    };
};
