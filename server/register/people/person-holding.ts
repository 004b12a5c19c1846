import type { Holding } from '../../safeguards/retention/holding.ts';
import { periodInForce } from '../../safeguards/retention/period-in-force.ts';
import { lockDuePeople, removePeople, shortenPeople } from './people-store.ts';
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
  async shorten(tx, published) {
    const period = periodInForce(published, 'person');
    return period === undefined
      ? 0
      : shortenPeople(tx, period.months, period.timeZone, period.rule, period.version);
  },
  count: (db) =>
    db.query(
      'SELECT delete_rule AS rule, count(*) AS units, min(delete_after) AS next FROM register.person GROUP BY delete_rule ORDER BY 1',
    ),
};
