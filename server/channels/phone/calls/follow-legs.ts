import type { Id } from '../../../base/new-id.ts';
import type { CallLeg } from '../../../register/contacts/call-event.ts';

/** Which colleagues are on a call, and since when: one who comes back after a transfer is on it a second time. */
export interface Legs {
  /** @param present who is on it now */
  follow(present: readonly Id<'staff'>[], at: Date): void;
  readonly all: readonly CallLeg[];
}

export function createLegs(): Legs {
  let all: readonly CallLeg[] = [];
  return {
    follow(present, at) {
      const stay = all.map((leg) =>
        leg.endedAt === null && !present.includes(leg.staffId) ? { ...leg, endedAt: at } : leg,
      );
      const on = new Set(stay.flatMap((leg) => (leg.endedAt === null ? leg.staffId : [])));
      const come = present.filter((staffId) => !on.has(staffId));
      all = [...stay, ...[...new Set(come)].map((staffId) => ({ staffId, beganAt: at, endedAt: null }))];
    },
    get all() {
      return all;
    },
  };
}
