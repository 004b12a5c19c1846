import type { Clock } from '../../base/clock.ts';
import type { ContactsDeps } from '../../register/contacts/contacts.ts';
import type { Database, Tx } from '../../storage/database.ts';
import type { DemoHouse } from './demo-house.ts';

/** As `takePlaceAt`, inside one transaction. */
export function takePlaceIn(tx: Tx, house: DemoHouse, clock: Clock): ContactsDeps {
  const db: Database = {
    ...house.contacts.db,
    query: (text, values) => tx.query(text, values),
    transaction: (work) => work(tx),
    together: (work) => work(tx),
  };
  return { ...takePlaceAt(house, clock), db };
}

/** The house's own parts, with the contact's clock. */
export function takePlaceAt(house: DemoHouse, clock: Clock): ContactsDeps {
  // Thousands of events in a minute would have every open inbox read itself anew without end.
  const live = { ...house.contacts.live, announce: () => Promise.resolve() };
  // The past stands as the corpus has it: the team's rules act on what arrives from now on.
  const { team } = house.contacts;
  const unruled = { ...team, rules: { ...team.rules, choose: () => Promise.resolve([]) } };
  return { ...house.contacts, team: unruled, live, clock };
}
