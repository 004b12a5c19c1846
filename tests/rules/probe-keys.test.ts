import { expect, test } from 'vitest';
import { headerKeys, whenKeys } from '../../server/register/team/rules/rule.ts';
import { allProbes } from '../../server/safeguards/promises/probes/all-probes.ts';

test('the probe of P15 knows every condition that a rule may have, so that it lets none pass that is not one', () => {
  const asked = JSON.stringify(allProbes.find(({ key }) => key === 'P15.rules-know-nobody'));
  for (const key of [...whenKeys, ...headerKeys]) expect(asked, key).toContain(`'${key}'`);
});
