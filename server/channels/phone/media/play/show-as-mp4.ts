import type { OpenedBlob } from '../../../../safeguards/vault/sealed-blob.ts';
import { readOggOpus } from './read-ogg-opus.ts';
import { writeMp4Head } from './write-mp4-head.ts';

/**
 * The same Opus packets as an MP4, for players that know no Ogg (Safari before 18.4). Nothing is made anew but what stands before
 * the packets, 4 bytes of it for each 20 ms: any range is read from the sealed Ogg as it is asked for, and nothing is written down.
 * @returns undefined where the sound is no Opus in Ogg
 */
export async function showAsMp4(sound: OpenedBlob): Promise<OpenedBlob | undefined> {
  const ogg = await readOggOpus(sound);
  if (ogg === undefined) return undefined;
  const head = writeMp4Head(ogg);
  let end = head.length;
  const places = ogg.stretches.map(({ from, length }) => {
    const begin = end;
    end += length;
    return { from, begin, end };
  });
  const size = end;
  return {
    size,
    async *read(from = 0, to = size) {
      const [start, stop] = [Math.max(0, from), Math.min(to, size)];
      if (start >= stop) return;
      if (start < head.length) yield head.subarray(start, Math.min(stop, head.length));
      const wanted = places.filter((place) => place.end > start && place.begin < stop);
      const [first, last] = [wanted[0], wanted.at(-1)];
      if (first === undefined || last === undefined) return;
      // In one reading from first to last, so that no chunk is opened twice; what Ogg puts between is left out.
      let at = first.from + Math.max(0, start - first.begin);
      let index = 0;
      for await (const piece of sound.read(at, last.from + Math.min(stop, last.end) - last.begin)) {
        const next = at + piece.length;
        while (index < wanted.length) {
          const place = wanted[index]!;
          const placeEnd = place.from + place.end - place.begin;
          if (place.from >= next) break;
          const part = piece.subarray(Math.max(0, place.from - at), Math.min(next, placeEnd) - at);
          if (part.length > 0) yield part;
          if (placeEnd > next) break;
          index += 1;
        }
        at = next;
      }
    },
  };
}
