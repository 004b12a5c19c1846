import { randomBytes } from 'node:crypto';
import type { Settings } from '../base/settings.ts';
import { makePeople } from '../operations/demo/corpus/make-people.ts';
import { answersOf } from '../operations/demo/phone/identify-caller.ts';
import { startCustomerRegister } from '../operations/demo/start-customer-register.ts';
import { normaliseAnswer } from '../register/identification/normalise-answer.ts';

const usualPeople = 220;

/** A register of the demo's invented customers, which says whether what they say is right; that of the settings where one is set. */
export async function withDemoCustomers(
  settings: Settings,
  { seed, people = usualPeople }: { readonly seed: number; readonly people?: number },
): Promise<{ settings: Settings; stop(): Promise<void> }> {
  if (settings.customerRegister !== undefined) return { settings, stop: async () => undefined };
  const known = new Set(
    makePeople(seed, people)
      .map(answersOf)
      .map(({ identityCode, address }) =>
        [identityCode, normaliseAnswer('postal-address', address)].join('|'),
      ),
  );
  const secret = randomBytes(32).toString('base64');
  const { url, stop } = await startCustomerRegister(secret, ({ identityCode, address }) =>
    known.has([identityCode, address].join('|')),
  );
  return {
    settings: { ...settings, customerRegister: { url, secret: { kind: 'value', value: secret } } },
    stop,
  };
}
