import { randomBytes } from 'node:crypto';
import type { Settings } from '../base/settings.ts';
import { makePeople } from '../operations/demo/corpus/make-people.ts';
import { startCustomerRegister } from '../operations/demo/start-customer-register.ts';
import { normaliseAnswer } from '../register/identification/normalise-answer.ts';
import { print } from './print.ts';

const usualPeople = 220;

/** A register of the demo's invented customers, which says whether what they say is right; that of the settings where one is set. */
export async function withDemoCustomers(
  settings: Settings,
  { seed, people = usualPeople }: { readonly seed: number; readonly people?: number },
): Promise<{ settings: Settings; stop(): Promise<void> }> {
  if (settings.customerRegister !== undefined) return { settings, stop: async () => undefined };
  const customers = makePeople(seed, people).map(({ identityCode, address }) => ({
    identityCode,
    address: `${address.street}, ${address.postalCode} ${address.city}`,
  }));
  const known = new Set(
    customers.map(({ identityCode, address }) =>
      [identityCode, normaliseAnswer('postal-address', address)].join('|'),
    ),
  );
  const secret = randomBytes(32).toString('base64');
  const { url, stop } = await startCustomerRegister(secret, ({ identityCode, address }) =>
    known.has([identityCode, address].join('|')),
  );
  const [one] = customers;
  if (one) print(`An invented customer says, to be identified: ${one.identityCode}, ${one.address}`);
  return {
    settings: { ...settings, customerRegister: { url, secret: { kind: 'value', value: secret } } },
    stop,
  };
}
