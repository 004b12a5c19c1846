import { openTrack } from '../audio/open-track.ts';
import type { OpenedTrack, Track } from '../audio/track.ts';
import { ticksPerSecond } from '../kept-sound.ts';
import { type EncodedSound, encodeSound, type TakeFrames } from './encode-sound.ts';
import type { TimeLine, TimeLineShape } from './time-line.ts';

interface Running {
  readonly track: Track;
  readonly opened: OpenedTrack;
  /** Of its next piece. */
  tick: number;
}

/**
 * One or two files, each from the beginning of the call on, as one recording.
 * @throws RefusedAudio
 */
export async function encodeTracks(
  tracks: readonly Track[],
  piecesOf: (track: number) => AsyncIterable<Uint8Array>,
  write: (bytes: Uint8Array) => void,
): Promise<EncodedSound> {
  const running: Running[] = [];
  for (const [at, track] of tracks.entries())
    running.push({ track, opened: await openTrack(track, piecesOf(at)), tick: 0 });
  const isMixed = tracks.every(({ sides }) => sides.every((side) => side === 'mixed'));
  const shape: TimeLineShape = {
    channels: isMixed ? 1 : 2,
    rate: running.some(({ opened }) => opened.rate === 16_000) ? 16_000 : 8000,
  };
  return encodeSound(shape, write, async (line, take) => {
    const left = new Set(running);
    while (left.size > 0) {
      // Together, so that neither runs away from the other further than the time line holds.
      const [next] = [...left].toSorted((one, other) => one.tick - other.tick) as [Running];
      if (!(await addPiece(next, line, take))) left.delete(next);
    }
    return Math.max(...running.map(({ tick }) => tick));
  });
}

/** @returns whether there was one */
async function addPiece(running: Running, line: TimeLine, take: TakeFrames): Promise<boolean> {
  const { track, opened, tick } = running;
  const piece = await opened.samples.next();
  if (piece.done) return false;
  const { sides } = track;
  const perTick = opened.rate === 16_000 ? 2 : 1;
  for (const [channel, side] of sides.entries()) {
    const length = piece.value.length / sides.length;
    // To a whole tick, with silence.
    const samples = new Int16Array(length + (length % perTick));
    for (let at = 0; at < length; at += 1) samples[at] = piece.value[at * sides.length + channel]!;
    await take(line.addSamples(side, tick, samples, perTick));
  }
  running.tick += Math.ceil((piece.value.length * ticksPerSecond) / (sides.length * opened.rate));
  return true;
}
