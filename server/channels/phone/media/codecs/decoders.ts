import { createDecoder, type OpusDecoderHandle } from 'libopus-wasm';
import { narrowAlaw, narrowUlaw, wideUlaw } from '../kept-sound.ts';
import { compress } from './g711.ts';
import { G722Decoder } from './g722.ts';

/** What a payload type can mean: four codecs, comfort noise (RFC 3389), and keys pressed (RFC 4733). */
export type SoundFormat = 'PCMU' | 'PCMA' | 'G722' | 'opus' | 'CN' | 'telephone-event';

/** Ticks of the RTP clock in a second. */
export const clockOf: Readonly<Record<SoundFormat, number>> = {
  PCMU: 8000,
  PCMA: 8000,
  G722: 8000,
  opus: 48_000,
  CN: 8000,
  'telephone-event': 8000,
};

/** Turns the payloads of one codec into sound as it is kept. */
export interface Decoder {
  /** Place among `encodings`. */
  readonly encoding: number;
  /** Whether a payload can be understood only after those before it. */
  readonly hasMemory: boolean;
  /** @returns undefined for what is no payload of this codec */
  decode(payload: Buffer): Uint8Array | undefined;
  close(): void;
}

/** As long as a packet may be: 120 ms of Opus is the longest there is; of G.711 ten times the usual. */
const longest = 1600;

const asItIs = (encoding: number): Decoder => ({
  encoding,
  hasMemory: false,
  decode: (payload) => (payload.length > longest ? undefined : payload),
  close: () => undefined,
});

const ulaw = asItIs(narrowUlaw);
const alaw = asItIs(narrowAlaw);

/** A decoder for one stream. @returns undefined for a format that carries no sound */
export async function openDecoder(format: SoundFormat): Promise<Decoder | undefined> {
  if (format === 'PCMU') return ulaw;
  if (format === 'PCMA') return alaw;
  if (format === 'G722') {
    const decoder = new G722Decoder();
    return {
      encoding: wideUlaw,
      hasMemory: true,
      decode: (payload) => (payload.length > longest ? undefined : compress(decoder.decode(payload))),
      close: () => undefined,
    };
  }
  return format === 'opus' ? ofOpus(await createDecoder({ sampleRate: 16_000, channels: 1 })) : undefined;
}

function ofOpus(decoder: OpusDecoderHandle): Decoder {
  return {
    encoding: wideUlaw,
    hasMemory: true,
    decode(payload) {
      if (payload.length === 0) return undefined;
      try {
        return compress(decoder.decode(payload));
      } catch {
        return undefined;
      }
    },
    close: () => decoder.free(),
  };
}
