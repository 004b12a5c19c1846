import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import { lockDuePeople, removePeople } from './people-store.ts';
import { personCategories, valueColumn } from './person-columns.ts';

/** People with their fields and the digests by which they are found. Whoever still has a contact stays. */
export const personHolding: Holding = {
  kind: 'person',
  places: personCategories.map((category) => valueColumn(category)),
  lockDue: lockDuePeople,
  dependants: () => Promise.resolve([]),
  async remove(tx, ids) {
    await removePeople(tx, ids);
    return { blobs: [] };
  },
  namesBlobs: () => Promise.resolve([]),
  countValues: (db) =>
    db.query(
      'SELECT category, purposes, count(*) AS values FROM register.person_field GROUP BY category, purposes',
    ),
  ...keepTerm('person', { table: 'register.person', moment: 'last_contact_at' }),
};
