import { randomBytes } from 'node:crypto';
import { compress } from '../../../channels/phone/media/codecs/g711.ts';
import type { SoundLine } from './open-line.ts';
import { speakTurn, type SpokenTurn, type Talk, type Turn } from './plan-talk.ts';

const packetSamples = 160;
const packetTime = 20;

/** One side of a call: packets of 20 ms while it speaks, none while it is silent, as most exchanges do. */
interface Side {
  readonly line: SoundLine;
  readonly to: number;
  readonly header: Buffer;
  wasSilent: boolean;
}

/**
 * Speaks a talk into both lines of a call, as fast as people do. Each turn is made just before it is heard.
 * @param ports where the two sides go, the customer's first; 0: nowhere
 * @returns when it is over, or `stop` was aborted
 */
export async function playTalk(
  talk: Talk,
  lines: readonly [SoundLine, SoundLine],
  ports: readonly [number, number],
  how: { readonly stop: AbortSignal; onTurn?(turn: Turn): void },
): Promise<void> {
  const sides = [openSide(lines[0], ports[0]), openSide(lines[1], ports[1])] as const;
  const began = performance.now();
  let sent = 0;
  let isSecond = false;
  for (const turn of talk.turns) {
    if (turn.takesOver === true) isSecond = true;
    how.onTurn?.(turn);
    const spoken = speakTurn(talk, turn, isSecond);
    const first = sent;
    const last = sent + spoken.samples / packetSamples;
    await new Promise<void>((resolve) => {
      const timer = setInterval(() => {
        // As many as are due: a machine that was busy catches up.
        const due = Math.min(last, Math.floor((performance.now() - began) / packetTime));
        for (; sent < due; sent += 1) sendBoth(sides, spoken, sent, sent - first);
        if (sent < last && !how.stop.aborted) return;
        clearInterval(timer);
        resolve();
      }, packetTime);
    });
    if (how.stop.aborted) return;
  }
}

function sendBoth(sides: readonly [Side, Side], spoken: SpokenTurn, packet: number, within: number): void {
  for (const [at, samples] of [spoken.customer, spoken.staff].entries()) {
    const side = sides[at]!;
    const piece = samples?.subarray(within * packetSamples, (within + 1) * packetSamples);
    if (side.to === 0 || piece === undefined || piece.every((sample) => sample === 0)) side.wasSilent = true;
    else sendPacket(side, packet, compress(piece));
  }
}

function openSide(line: SoundLine, to: number): Side {
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  randomBytes(4).copy(header, 8);
  return { line, to, header, wasSilent: true };
}

/** RFC 3550, 5.1; the marker says that somebody begins to speak. */
function sendPacket(side: Side, packet: number, payload: Uint8Array): void {
  const { header } = side;
  header[1] = side.wasSilent ? 0x80 : 0;
  header.writeUInt16BE((header.readUInt16BE(2) + 1) & 0xffff, 2);
  header.writeUInt32BE((packet * packetSamples) >>> 0, 4);
  side.wasSilent = false;
  side.line.send(Buffer.concat([header, payload]), side.to);
}
