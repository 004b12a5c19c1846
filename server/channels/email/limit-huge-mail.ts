/** Mail up to this size, nearly all there is, never waits for another. */
export const ordinaryBytes = 1024 * 1024;

/**
 * How many bytes of huge mails are in memory at once, from the first byte received to the last sealed: whoever would
 * exceed it waits for its turn, in the order of asking. A copy or two is made at each step, so that each byte here is
 * some four in the process.
 */
export interface HugeMailLimit {
  /**
   * Resolves when there is room, with what gives it back. A mail larger than all the room has it alone.
   * @param waitAtMost milliseconds; undefined: for ever
   * @returns undefined when there was no room in time
   */
  take(bytes: number, waitAtMost?: number): Promise<(() => void) | undefined>;
}

interface Waiting {
  readonly bytes: number;
  admit(): void;
}

export function createHugeMailLimit(room: number): HugeMailLimit {
  const waiting: Waiting[] = [];
  let used = 0;

  function admitNext(): void {
    for (let next = waiting[0]; next !== undefined && used + next.bytes <= room; next = waiting[0]) {
      waiting.shift();
      used += next.bytes;
      next.admit();
    }
  }

  function giveBack(bytes: number): () => void {
    let given = false;
    return () => {
      if (given) return;
      given = true;
      used -= bytes;
      admitNext();
    };
  }

  return {
    take(asked, waitAtMost) {
      if (asked <= ordinaryBytes) return Promise.resolve(() => undefined);
      const bytes = Math.min(asked, room);
      return new Promise((resolve) => {
        let timer: NodeJS.Timeout | undefined;
        const mine: Waiting = {
          bytes,
          admit() {
            clearTimeout(timer);
            resolve(giveBack(bytes));
          },
        };
        waiting.push(mine);
        admitNext();
        if (waitAtMost === undefined || !waiting.includes(mine)) return;
        timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(mine), 1);
          resolve(undefined);
          // One behind may fit where this one did not.
          admitNext();
        }, waitAtMost);
      });
    },
  };
}
