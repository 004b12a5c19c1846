import { Temporal } from 'temporal-polyfill';
import { Refusal } from '../../base/errors.ts';
import type { Period, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { deleteAfter, neverAfter, periodFor } from '../../safeguards/declaration/period-for.ts';

/** No recording is kept longer, whatever is declared: the database has no room for a later moment (migration 0030). */
const mostMonths = 12;

export type ExtensionGround = 'complaint' | 'quality-project';

/**
 * When a recording goes by the period alone. It runs from the call.
 * @throws Refusal 'declaration-invalid' when no period of recordings is declared
 */
export function recordingPeriod(
  { declaration, version }: PublishedDeclaration,
  callAt: Date,
): { base_after: Date; delete_rule: string; declaration_version: number } {
  const { rule, period } = mustHavePeriod(declaration);
  const due = deleteAfter(period, callAt, declaration.register.timeZone);
  return {
    base_after: earlier(due, capInUtc(callAt)),
    delete_rule: rule,
    declaration_version: version,
  };
}

/**
 * Until when an extension reaches: to the end of the last day of its complaint or project, never past the declared cap, and
 * never past twelve months from the call. @param endsOn ISO day, in the register's time zone
 * @throws Refusal 'extension-not-declared'
 */
export function extensionEnd(
  { declaration }: PublishedDeclaration,
  ground: ExtensionGround,
  callAt: Date,
  endsOn: string,
): Date {
  const { timeZone } = declaration.register;
  return earlier(endOfDay(endsOn, timeZone), capOf(declaration, ground, callAt));
}

/** @throws Refusal 'extension-not-declared' where nobody may keep a recording longer on this ground */
export function capOf(
  declaration: PublishedDeclaration['declaration'],
  ground: ExtensionGround,
  callAt: Date,
): Date {
  const { period } = mustHavePeriod(declaration);
  const declared = neverAfter(period, callAt, declaration.register.timeZone);
  if (declared === undefined || !Object.hasOwn(period.extensions ?? {}, ground))
    throw new Refusal('extension-not-declared', { ground });
  return earlier(declared, capInUtc(callAt));
}

/** As the database counts it, in UTC: it asks no setting for the answer. */
function capInUtc(callAt: Date): Date {
  const at = Temporal.Instant.fromEpochMilliseconds(callAt.getTime()).toZonedDateTimeISO('UTC');
  return new Date(at.add({ months: mostMonths }, { overflow: 'constrain' }).epochMilliseconds);
}

/** The moment the day is over. */
export function endOfDay(day: string, timeZone: string): Date {
  return new Date(
    Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds,
  );
}

function mustHavePeriod(declaration: PublishedDeclaration['declaration']): { rule: string; period: Period } {
  const found = periodFor(declaration, 'recording');
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'period', unit: 'recording' });
  return found;
}

const earlier = (one: Date, other: Date): Date => (one <= other ? one : other);
