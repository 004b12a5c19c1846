/** Mail up to this size, nearly all there is, never waits for another. */
export const ordinaryBytes = 1024 * 1024;

/**
 * How many bytes of huge mails are being parsed and stored at once: whoever would exceed it waits for its turn, in the
 * order of asking. What comes in is not held, but a parser may have to hold what a mail is made of.
 */
export interface HugeMailLimit {
  /** Resolves when there is room, with what gives it back. A mail larger than all the room has it alone. */
  take(bytes: number): Promise<() => void>;
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
    take(asked) {
      if (asked <= ordinaryBytes) return Promise.resolve(() => undefined);
      const bytes = Math.min(asked, room);
      return new Promise((resolve) => {
        waiting.push({ bytes, admit: () => resolve(giveBack(bytes)) });
        admitNext();
      });
    },
  };
}
