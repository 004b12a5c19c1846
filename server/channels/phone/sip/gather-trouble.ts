import type { TroubleCode } from './transport/flow.ts';

type Report = (peer: string | undefined, code: TroubleCode, count: number) => void;

/**
 * Tells the first of a trouble at once, and what came after it by its number, at most once in `milliseconds`: whoever floods
 * us writes no log. There are as many kinds as peers times codes, and no more.
 */
export function gatherTrouble(
  report: Report,
  milliseconds: number,
): { add(peer: string | undefined, code: TroubleCode): void; close(): void } {
  const since = new Map<string, { count: number; timer: NodeJS.Timeout }>();

  function watch(key: string, peer: string | undefined, code: TroubleCode): void {
    const timer = setTimeout(() => {
      const { count } = since.get(key)!;
      if (count === 0) return since.delete(key);
      report(peer, code, count);
      return watch(key, peer, code);
    }, milliseconds);
    timer.unref();
    since.set(key, { count: 0, timer });
  }

  return {
    add(peer, code) {
      const key = `${code} ${peer ?? ''}`;
      const known = since.get(key);
      if (known) {
        known.count += 1;
        return;
      }
      report(peer, code, 1);
      watch(key, peer, code);
    },
    close() {
      for (const { timer } of since.values()) clearTimeout(timer);
      since.clear();
    },
  };
}
