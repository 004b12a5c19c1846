import { normaliseName } from '../../base/normalise-contact.ts';
import type { Holding } from '../../safeguards/retention/holding.ts';
import { keepTerm } from '../../safeguards/retention/keep-term.ts';
import type { BlindIndex } from '../../safeguards/vault/blind-index.ts';
import { lockGroundlessPeople, removeGroundlessFields, resealField } from './grounds-store.ts';
import { lockPeople } from './lock-people.ts';
import { removeNameTokens } from './merging-store.ts';
import { insertNameTokens, lockDuePeople, readFields, removePeople } from './people-store.ts';
import { personCategories, valueColumn } from './person-columns.ts';

/** People with their fields and the digests by which they are found. Whoever still has a contact stays. */
export function createPersonHolding({ blindIndex }: { blindIndex: BlindIndex }): Holding {
  return {
    kind: 'person',
    places: personCategories.map((category) => valueColumn(category)),
    lockDue: lockDuePeople,
    async lockOfPerson(tx, person) {
      await lockPeople(tx, [person]);
      return { ids: [person], more: false };
    },
    dependants: () => Promise.resolve([]),
    async remove(tx, ids) {
      await removePeople(tx, ids);
      return { blobs: [] };
    },
    namesBlobs: () => Promise.resolve([]),
    listUnits: (db, after, most) =>
      db.query(
        `SELECT p.id, NULL AS blob,
           (SELECT substring(f.value_sealed FROM 1 FOR 2) FROM register.person_field f WHERE f.person_id = p.id LIMIT 1) AS head
         FROM register.person p WHERE p.id > $1 ORDER BY p.id LIMIT $2`,
        [after, most],
      ),
    countValues: (db) =>
      db.query(
        `SELECT f.category, f.purposes, NULL AS within, p.state = 'restricted' AS restricted, count(*) AS values
         FROM register.person_field f JOIN register.person p ON p.id = f.person_id GROUP BY 1, 2, 4`,
      ),
    lockGroundless: lockGroundlessPeople,
    async removeGroundless(tx, { vault, access }, personId) {
      const grant = access.systemGrant('reseal', { units: [personId], categories: [...personCategories] });
      const old = await vault.change(tx, grant, 'change', { details: { change: 'ground-ended' } });
      await removeGroundlessFields(tx, personId);
      const fields = await readFields(tx, [personId]);
      const sealer = await vault.replaceKey(tx, grant, personId);
      removeNameTokens(tx, personId);
      for (const { id, category, value_sealed } of fields) {
        const column = valueColumn(category);
        const value = old.open(column, column.at(personId, id, value_sealed));
        resealField(tx, personId, id, sealer.seal(column, personId, id, value));
        if (category === 'name')
          insertNameTokens(tx, personId, await blindIndex.hold(tx), normaliseName(value));
      }
      return { blobs: [], units: [] };
    },
    ...keepTerm('person', { table: 'register.person', moments: { 'last-contact': 'last_contact_at' } }),
  };
}
