/**
 * A moment as metadata tells it, or undefined where the clock that told it is plainly wrong: without a zone nobody knows
 * which hour was meant, and some peers send 1970.
 *
 * @returns ISO 8601 in UTC
 */
export function readMoment(text: string | undefined, now = Date.now()): string | undefined {
  const plain = text?.trim() ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/i.test(plain)) return undefined;
  const moment = Date.parse(plain);
  const day = 86_400_000;
  if (Number.isNaN(moment) || moment < Date.UTC(2000, 0, 1) || moment > now + day) return undefined;
  return new Date(moment).toISOString();
}
