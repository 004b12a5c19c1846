import { openOpusWriter } from '../../../server/channels/phone/media/finish/write-opus.ts';
import type { OpenedBlob } from '../../../server/safeguards/vault/sealed-blob.ts';
import { speech } from './speech.ts';

/** A call as it stays: Opus in Ogg, the customer left, the colleague right. @param voices of one side each, 8 kHz */
export async function makeOgg(voices: readonly Int16Array[]): Promise<Buffer> {
  const channels = voices.length === 1 ? 1 : 2;
  const pieces: Uint8Array[] = [];
  const writer = await openOpusWriter({ channels, rate: 8000 }, (bytes) =>
    pieces.push(Uint8Array.from(bytes)),
  );
  const { length } = voices[0]!;
  for (let at = 0; at < length + writer.lookahead; at += 160)
    await writer.add(
      Int16Array.from(
        { length: 160 * channels },
        (_, index) => voices[index % channels]![at + Math.floor(index / channels)] ?? 0,
      ),
    );
  await writer.finish(length);
  return Buffer.concat(pieces);
}

/** One speaks, then the other. */
export function talk(seconds: number): [Int16Array, Int16Array] {
  const voices = [speech(seconds * 1000, 0), speech(seconds * 1000, 2)] as const;
  const turn = (side: number) =>
    voices[side]!.map((sample, at) => (Math.floor(at / 16_000) % 2 === side ? sample : 0));
  return [turn(0), turn(1)];
}

/** Bytes as an opened blob is read: in pieces of their own, that are not used again. */
export function asBlob(bytes: Uint8Array, pieceBytes = 65_536): OpenedBlob {
  return {
    size: bytes.length,
    async *read(from = 0, to = bytes.length) {
      for (let at = from; at < to; at += pieceBytes)
        yield Buffer.from(bytes.subarray(at, Math.min(to, at + pieceBytes)));
    },
  };
}
