import { afterAll, beforeAll, expect } from 'vitest';
import { exampleRegister } from '../../server/cli/command-settings.ts';
import { type ScratchHouse, startScratch } from '../../server/cli/drill/start-scratch.ts';
import { drillThief } from '../../server/operations/drill/drill-thief.ts';
import { thiefNames } from '../../server/operations/drill/thieves.ts';
import { startPykmip, type TestPykmip } from '../support/kmip/start-pykmip.ts';
import { isPykmipMissing, testWithPykmip } from '../support/kmip/test-with-pykmip.ts';

const tried = ['old-copy', 'disk-and-locked-keys', 'disk-and-keys'];
let real: TestPykmip;
let house: ScratchHouse | undefined;
beforeAll(async () => {
  if (isPykmipMissing) return;
  real = await startPykmip();
  house = await startScratch(exampleRegister, { keyService: real.environmentOf('drill') });
}, 400_000);
afterAll(async () => {
  await house?.remove();
  await real?.stop();
}, 60_000);

testWithPykmip(
  'who takes disk and keys opens nothing where a key service locks them, and all with its certificate; nothing is left in the service',
  async () => {
    const thefts = await drillThief(house!.scratch, {
      without: thiefNames.filter((thief) => !tried.includes(thief)),
      settleSeconds: 0,
      tell: () => undefined,
    });
    expect(thefts.map(({ thief }) => thief)).toEqual(tried);
    const [old, locked, open] = thefts.map(({ found }) => found.key!);
    expect(old!.found).toBe(0);
    expect(locked!.planted).toBeGreaterThan(20);
    expect(locked!.found).toBe(0);
    expect(open!.found).toBe(locked!.planted);
    await house!.remove();
    house = undefined;
    expect(real.names()).toEqual([]);
  },
  400_000,
);
