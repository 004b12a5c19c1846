/**
 * How soon the console answers the hand, on the demo's data in Chromium:
 *
 *     node tests/browser/measure-interaction.ts [times]
 *
 * From the event of the key or click to the frame that shows what it led to: median and 95th percentile of at least 30
 * each, against 100 ms. Exit code 1: an aim is missed. A busy machine says little; its load is printed.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { furnishHouse } from './furnish-house.ts';
import { openHouse } from './open-house.ts';

const house = await openHouse();
try {
  const the = await furnishHouse(house, { people: 220, contacts: 3100 });
  const measured = JSON.stringify([house.origin, await the.signIn(the.as('agent', 'en'))]);
  const hand = fork(join(import.meta.dirname, 'time-interactions.ts'), process.argv.slice(2), {
    env: { ...process.env, HALTIJA_MEASURED: measured },
  });
  const [code] = (await once(hand, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
} finally {
  await house.stop();
}
