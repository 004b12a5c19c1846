import { Waveform } from './draw-waveform.ts';
import { TimeLine, type TimeLineShape } from './time-line.ts';
import { openOpusWriter } from './write-opus.ts';

export interface EncodedSound {
  readonly milliseconds: number;
  readonly channels: 1 | 2;
  readonly peaks: Uint8Array<ArrayBuffer>;
}

/** Takes frames that the time line gave back. */
export type TakeFrames = (frames: Iterable<Int16Array>) => Promise<void>;

/** @param give puts the sound on the time line, and returns the length of the call in ticks, 0 where it is not known */
export async function encodeSound(
  shape: TimeLineShape,
  write: (bytes: Uint8Array) => void,
  give: (line: TimeLine, take: TakeFrames) => Promise<number>,
): Promise<EncodedSound> {
  const line = new TimeLine(shape);
  const waveform = new Waveform(shape);
  const opus = await openOpusWriter(shape, write);
  const take: TakeFrames = async (frames) => {
    for (const frame of frames) {
      waveform.add(frame);
      await opus.add(frame);
    }
  };
  const ticks = await give(line, take);
  const rest = line.finish(ticks, opus.lookahead);
  for (;;) {
    const next = rest.next();
    if (!next.done) {
      await take([next.value]);
      continue;
    }
    const samples = next.value;
    await opus.finish(samples);
    return {
      milliseconds: Math.round((samples * 1000) / shape.rate),
      channels: shape.channels,
      peaks: waveform.finish(samples),
    };
  }
}
