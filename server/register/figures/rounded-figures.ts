/**
 * Figures are shown in fives, rounded where they are counted and nowhere else. Of each kind, queue, channel and language
 * taken together (a cell), all that was counted since the year began is rounded down to fives at the end of every day
 * (of messages: of every hour); what a day shows is how much that has grown. What is left over counts at the next
 * opportunity, so no sum is further off than its cells' remainders.
 *
 * All else that a report shows is sums of these. Whatever somebody adds and subtracts, of any number of reports, they
 * come back to them, and behind each lies one of at least five true figures (docs/decisions/figures.md has the proof).
 */
export const roundedTo = 5;

interface OfCell {
  readonly queue: string;
  readonly channel: string;
  readonly language: string;
  readonly times: number;
}

/** How many there are at least behind figures of one kind: the most that anybody can know. */
export function leastBehind(rows: readonly OfCell[]): number {
  const cells = new Map<string, number>();
  for (const { queue, channel, language, times } of rows) {
    const cell = `${queue}/${channel}/${language}`;
    cells.set(cell, (cells.get(cell) ?? 0) + times);
  }
  let least = 0;
  for (const times of cells.values()) least += Math.max(0, times - (roundedTo - 1));
  return least;
}
