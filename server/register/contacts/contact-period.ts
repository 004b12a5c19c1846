import { Refusal } from '../../base/errors.ts';
import type { PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { deleteAfter, periodFor } from '../../safeguards/declaration/period-for.ts';
import { declarationForHeld } from '../../safeguards/retention/declaration-for-held.ts';
import type { ContactsDeps } from './contacts.ts';
import type { ContactRow } from './contacts-store.ts';
import { earliest, latest } from './moments.ts';

/**
 * When a contact goes, and by which rule. A period that runs from closing runs, while the contact is open, from the last
 * thing that happened, as if it were closed then: so that nothing is kept without end because nobody closed it. One that
 * runs from arrival knows only when it was opened.
 * @param at when it was closed, or the last thing happened
 */
export function contactPeriod(
  published: PublishedDeclaration,
  { openedAt, at }: { readonly openedAt: Date; readonly at: Date },
): { delete_after: Date; delete_rule: string; declaration_version: number } {
  const { declaration, version } = published;
  const found = periodFor(declaration, 'contact');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'contact' });
  return {
    delete_after: deleteAfter(
      found.period,
      found.period.from === 'arrival' ? openedAt : at,
      declaration.register.timeZone,
    ),
    delete_rule: found.rule,
    declaration_version: version,
  };
}

/** The same for a contact that is held already: a period that has become longer since does not reach it. */
export async function heldContactPeriod(
  deps: Pick<ContactsDeps, 'current' | 'version'>,
  row: Pick<ContactRow, 'declaration_version' | 'opened_at'>,
  at: Date,
): Promise<ReturnType<typeof contactPeriod>> {
  const periodBy = (published: PublishedDeclaration) =>
    contactPeriod(published, { openedAt: row.opened_at, at });
  return periodBy(
    await declarationForHeld(deps, row.declaration_version, (published) => periodBy(published).delete_after),
  );
}

/**
 * Of contacts that become one, held under different declarations: the period by which it goes first, for of what one was
 * told the other may never have been. Undefined where they are held under the same: the one that goes last says when.
 */
export async function mergedPeriod(
  deps: Pick<ContactsDeps, 'version'>,
  rows: readonly Pick<ContactRow, 'declaration_version' | 'opened_at' | 'closed_at' | 'last_at'>[],
): Promise<ReturnType<typeof contactPeriod> | undefined> {
  const versions = new Set(rows.map((row) => row.declaration_version));
  if (versions.size === 1) return undefined;
  const openedAt = earliest(rows.map((row) => row.opened_at))!;
  const at = latest(rows.map((row) => row.closed_at ?? row.last_at))!;
  const published = await Promise.all([...versions].map((version) => deps.version(version)));
  const periods = published.map((each) => contactPeriod(each, { openedAt, at }));
  return periods.reduce((first, each) => (each.delete_after < first.delete_after ? each : first));
}
