import { Refusal } from '../../../base/errors.ts';

/** Even UDP ports of a range, each with the odd one behind it for RTCP (RFC 3550, section 11). */
export interface Ports {
  /** @throws Refusal 'too-many-requests' (reason 'no-port') */
  take(count: number): number[];
  release(ports: readonly number[]): void;
  /** Not ours to give: somebody else has it. It is tried again when all others were. */
  passBy(port: number): void;
}

/**
 * The port that was free longest goes first, so that what is late for one call seldom meets the next.
 * @param range both ends inclusive
 */
export function createPorts({ from, to }: { from: number; to: number }): Ports {
  const free: number[] = [];
  for (let port = from + (from % 2); port + 1 <= to; port += 2) free.push(port);
  return {
    take(count) {
      if (free.length < count) throw new Refusal('too-many-requests', { reason: 'no-port' });
      return free.splice(0, count);
    },
    release: (ports) => void free.push(...ports),
    passBy: (port) => void free.push(port),
  };
}
