import type { Id } from '../../../base/new-id.ts';
import type { Tx } from '../../../storage/database.ts';
import { setConcernedTold, type ToldOfIncident } from './concerned-store.ts';
import { setTold } from './letters-store.ts';

/** Notes that a person has been told of a breach (GDPR Art. 34), in the caller's transaction. @returns false when they had been */
export async function tellOfIncident(
  tx: Tx,
  incidentId: Id<'incident'>,
  personId: Id<'person'>,
  told: ToldOfIncident,
): Promise<boolean> {
  setTold(tx, { incidentId }, personId);
  return setConcernedTold(tx, incidentId, personId, told);
}
