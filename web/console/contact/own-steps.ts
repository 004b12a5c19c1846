/**
 * Where one's own changes have led a contact. A change that is asked for before the answer to the one before it came
 * goes on from there; a colleague's change in between is still found.
 */
const led = new Map<string, number>();

const keyOf = (contactId: string, version: number) => `${contactId}/${version}`;

/** Changes of one contact go one after another, in the order they were asked for. */
export const inTurn = (contactId: string) => ({ id: `contact/${contactId}` });

/** @param to the version that one's own change of `from` made */
export function noteOwnStep(contactId: string, from: number, to: number): void {
  // Further on, somebody else's change lies between.
  if (to === from + 1) led.set(keyOf(contactId, from), to);
}

/** @param seen the version that stood on the screen @returns it, or the one that one's own changes have made of it */
export function afterOwnSteps(contactId: string, seen: number): number {
  const next = led.get(keyOf(contactId, seen));
  return next === undefined ? seen : afterOwnSteps(contactId, next);
}
