/** One byte a sample, by either law of ITU-T G.711. */
export type Law = 'ulaw' | 'alaw';

/** The byte that is silence. */
export const silenceOf = { ulaw: 0xff, alaw: 0xd5 } as const;

function expandUlaw(byte: number): number {
  const turned = ~byte & 0xff;
  const size = ((((turned & 15) << 3) + 132) << ((turned >> 4) & 7)) - 132;
  return turned & 128 ? -size : size;
}

function expandAlaw(byte: number): number {
  const turned = byte ^ 0x55;
  const exponent = (turned >> 4) & 7;
  const step = (turned & 15) << 4;
  const size = exponent === 0 ? step + 8 : (step + 264) << (exponent - 1);
  return turned & 128 ? size : -size;
}

const everyByte = Array.from({ length: 256 }, (_, byte) => byte);

/** The 16-bit sample of each byte. */
export const expand: Readonly<Record<Law, Int16Array>> = {
  ulaw: Int16Array.from(everyByte, expandUlaw),
  alaw: Int16Array.from(everyByte, expandAlaw),
};

/** The nearest µ-law byte of each 16-bit sample; 64 KiB. */
const toUlaw = Uint8Array.from({ length: 65_536 }, (_, at) => compressUlaw((at << 16) >> 16));

function compressUlaw(sample: number): number {
  const size = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = 31 - Math.clz32(size) - 7;
  return ~((sample < 0 ? 128 : 0) | (exponent << 4) | ((size >> (exponent + 3)) & 15)) & 0xff;
}

/** 16-bit samples as µ-law. */
export function compress(samples: Int16Array): Uint8Array {
  const bytes = new Uint8Array(samples.length);
  for (let at = 0; at < samples.length; at += 1) bytes[at] = toUlaw[samples[at]! & 0xffff]!;
  return bytes;
}
