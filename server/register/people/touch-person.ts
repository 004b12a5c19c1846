import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import type { Tx } from '../../storage/database.ts';
import { movePeriod } from './people-store.ts';

/** The person was in contact: their unused-profile period runs from here. */
export function touchPerson(tx: Tx, published: PublishedDeclaration, personId: Id<'person'>, at: Date): void {
  const { declaration, version } = published;
  const due = periodFor(declaration, 'person');
  if (due === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'person' });
  movePeriod(tx, personId, at, deleteAfter(due.period, at, declaration.register.timeZone), due.rule, version);
}
