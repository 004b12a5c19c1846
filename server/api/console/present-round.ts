import type { RoundRow } from '../../register/contacts/informing/letters.ts';

/** A round of letters as it was begun; null for none. */
export function presentRound(round: RoundRow | undefined) {
  if (round === undefined) return null;
  return { startedAt: round.started_at.toISOString(), startedBy: round.started_by, paused: round.paused };
}
