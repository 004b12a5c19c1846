import { Refusal } from '../../../base/errors.ts';
import type { PublishedDeclaration } from '../../../safeguards/declaration/declaration.ts';
import { deleteAfter, periodFor } from '../../../safeguards/declaration/period-for.ts';

/** An incident's period runs from its settling; until then as if it were settled when it was reported. */
export function incidentPeriod(
  published: PublishedDeclaration,
  from: Date,
): { delete_after: Date; delete_rule: string; declaration_version: number } {
  const { declaration, version } = published;
  const found = periodFor(declaration, 'incident');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'incident' });
  return {
    delete_after: deleteAfter(found.period, from, declaration.register.timeZone),
    delete_rule: found.rule,
    declaration_version: version,
  };
}
