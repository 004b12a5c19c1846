import { expect } from 'vitest';
import { unitOfCategory } from '../../server/safeguards/declaration/held-for.ts';
import type { Database } from '../../server/storage/database.ts';
import { changeRegister, type Register } from '../promises/change-register.ts';
import type { Customer } from '../promises/one-customer.ts';
import type { TestHouse } from '../support/start-house.ts';
import { openAsOwner } from '../promises/probes/plant.ts';

/** The job that removes cannot begin while this is held: what is read meanwhile is refused by reading alone. */
export async function holdRemoval(the: TestHouse): Promise<() => Promise<void>> {
  const owner = openAsOwner(the);
  let release = () => undefined as void;
  const released = new Promise<void>((resolve) => (release = resolve));
  let held = () => undefined as void;
  const holding = new Promise<void>((resolve) => (held = resolve));
  const done = owner.transaction(async (tx) => {
    await tx.query('LOCK TABLE register.ground_removal IN ACCESS EXCLUSIVE MODE');
    held();
    await released;
  });
  await holding;
  return async () => {
    release();
    await done;
    await owner.end();
  };
}

/** Puts a register in force that differs from the example by this change. @returns its version */
export function publishChanged(the: TestHouse, change: (register: Register) => void): Promise<number> {
  return the.house.publish(`# ${crypto.randomUUID()}\n${changeRegister(change)}`, null);
}

/** A further purpose, so that a category can be moved to it altogether. */
export function addPurpose(register: Register, key: string): void {
  register.purposes[key] = structuredClone(register.purposes['quality']!);
}

/** The category serves these from now on, is kept for them, and whatever collects it does so for them. */
export function serveOnly(register: Register, category: string, purposes: string[]): void {
  register.categories[category]!.purposes = [...purposes];
  const unit = unitOfCategory(category, register.categories[category]!.kind);
  for (const period of Object.values(register.periods))
    if (period.unit === unit) period.purposes = [...new Set([...(period.purposes ?? []), ...purposes])];
  for (const channel of Object.values(register.channels))
    for (const rule of channel.collects)
      if (rule.category === category) {
        rule.purposes = [...purposes];
        delete rule.askedFor;
      }
  for (const task of Object.values(register.tasks))
    if (task.categories.includes(category)) task.purposes = [...new Set([...task.purposes, ...purposes])];
}

export async function removed(the: TestHouse): Promise<void> {
  const version = the.house.declarations.current().version;
  await expect
    .poll(
      async () =>
        (
          await the.house.storage.db.query<{ done: boolean }>(
            'SELECT finished_at IS NOT NULL AS done FROM register.ground_removal WHERE version = $1',
            [version],
          )
        )[0]?.done,
      { timeout: 20_000, interval: 50 },
    )
    .toBe(true);
}

export async function count(db: Database, sql: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await db.query<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, values);
  return row!.n;
}

export const longer = (months: number) => (register: Register) => {
  register.periods['contact']!.months = months;
  register.periods['person']!.months = months;
};

/** How many months after its beginning each goes: the conversation, then the person. */
export async function monthsOf(db: Database, { contactId, personId }: Customer): Promise<number[]> {
  const day = (moment: string) => `date_trunc('day', ${moment} AT TIME ZONE 'Europe/Helsinki')`;
  const rows = await db.query<{ months: number }>(
    `SELECT (extract(year FROM kept) * 12 + extract(month FROM kept))::int AS months
     FROM (SELECT 'contact' AS kind, age(${day('delete_after')}, ${day('coalesce(closed_at, last_at)')}) AS kept FROM register.contact WHERE id = $1
       UNION ALL SELECT 'person', age(${day('delete_after')}, ${day('last_contact_at')}) FROM register.person WHERE id = $2) each ORDER BY kind`,
    [contactId, personId],
  );
  return rows.map((row) => row.months);
}
