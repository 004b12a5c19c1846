import { type Id, newId } from '../../../base/new-id.ts';
import { isIdentified } from '../../../register/identification/identification-state.ts';
import { identifyPerson } from '../../../register/identification/identify-person.ts';
import { collectField } from '../../../register/people/collect-field.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { DemoPerson } from '../corpus/corpus.ts';
import type { DemoHouse } from '../demo-house.ts';
import { takePlaceAt } from '../take-place-in.ts';

/** What somebody says of themselves when they are asked. */
export function answersOf({ identityCode, address }: DemoPerson): { identityCode: string; address: string } {
  return { identityCode, address: `${address.street}, ${address.postalCode} ${address.city}` };
}

/**
 * In a call that goes on: a colleague asks, the register of customers is asked whether it is right, and what the customer then says of
 * themselves is on file, verified, so that it may identify them the next time. Done again it asks for what is missing.
 */
export async function identifyCaller(
  house: DemoHouse,
  clock: { at: Date; now(): Date },
  agent: StaffActor,
  contactId: Id<'contact'>,
  person: DemoPerson,
): Promise<void> {
  const { customerRegister } = house.settings;
  const deps = { ...takePlaceAt(house, clock), gate: house.connections.gate, customerRegister };
  const { identification } = deps.current().declaration;
  const found = Object.entries(identification?.ways ?? {}).find(
    ([, { kind }]) => kind === 'customer-register',
  );
  if (customerRegister === undefined || found === undefined) return;
  const said: Readonly<Record<string, string>> = answersOf(person);
  const [way, { asks = [] }] = found;
  const answers = asks.flatMap((category) => {
    const value = said[category];
    return value === undefined ? [] : [{ category, value }];
  });
  const { outcome } = await identifyPerson(deps, agent, contactId, {
    id: newId<'identification'>(clock.at),
    way,
    answers,
  });
  if (outcome !== 'matched') return;
  for (const [category, value, reason] of [
    ['phone', person.phone, undefined],
    ['identityCode', said['identityCode']!, 'verify-identity'],
    ['address', said['address']!, 'verify-identity'],
  ] as const) {
    const [row] = await deps.db.query<{ id: Id<'person'>; version: number; there: boolean }>(
      `SELECT p.id, p.version, EXISTS (SELECT FROM register.person_field f
         WHERE f.person_id = p.id AND f.category = $2 AND f.verified) AS there
       FROM register.contact c JOIN register.person p ON p.id = c.person_id WHERE c.id = $1`,
      [contactId, category],
    );
    if (row === undefined || row.there) continue;
    await collectField(deps, agent, row.id, {
      fieldId: newId<'field'>(clock.at),
      version: row.version,
      category,
      value,
      channel: 'phone',
      ...(reason && { reason }),
      verified: await isIdentified(deps, row.id),
    });
  }
}
