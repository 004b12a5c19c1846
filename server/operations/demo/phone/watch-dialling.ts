import type { Id } from '../../../base/new-id.ts';
import type { DemoHouse } from '../demo-house.ts';
import type { Caller } from './who-calls.ts';

/** Milliseconds: so long a telephone takes to dial. */
const lookEvery = 1000;

/**
 * The demo's telephone: a number that a colleague presses in the console is called by the exchange. The register keeps of it a digest alone, so
 * it is looked for among the numbers that the demo knows.
 */
export function watchDialling(
  house: DemoHouse,
  known: () => Iterable<Caller>,
  dial: (caller: Caller, staffId: Id<'staff'>) => void,
): { stop(): void } {
  const { db, blindIndex, clock } = house.contacts;
  let since = clock.now();
  let looking = false;

  async function look(): Promise<void> {
    const pressed = await db.query<{ staff_id: Id<'staff'>; digest: Buffer; at: Date }>(
      'SELECT staff_id, digest, at FROM live.call_intent WHERE at > $1 ORDER BY at',
      [since],
    );
    for (const { staff_id, digest, at } of pressed) {
      since = at;
      for (const caller of known()) {
        const digests = caller.number === undefined ? [] : blindIndex.digests('phone', caller.number);
        if (!digests.some((each) => digest.equals(each))) continue;
        dial(caller, staff_id);
        break;
      }
    }
  }

  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    // The database is away: looked for again.
    look()
      .catch(() => undefined)
      .finally(() => (looking = false));
  }, lookEvery);
  return { stop: () => clearInterval(timer) };
}
