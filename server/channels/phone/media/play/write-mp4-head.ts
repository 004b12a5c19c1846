import type { OggOpus } from './read-ogg-opus.ts';

const opusRate = 48_000;
const movieRate = 1000;
/** Packets that a chunk holds: a second of sound, so that a player finds its place without adding up the whole call. */
const packetsOfChunk = 50;
/** Packets that a decoder needs before it is at home again: 80 ms (Opus in ISOBMFF, section 4.3.6.2). */
const roll = -4;

/**
 * What stands before the packets in an MP4 of the same sound (ISO/IEC 14496-12; Opus in ISOBMFF 0.6.8). It begins with all that a
 * player must know, and has no moment of its own: made anew it is the same to the byte.
 */
export function writeMp4Head(ogg: OggOpus): Buffer {
  const bytes = ogg.packets.reduce((sum, each) => sum + each.bytes, 0);
  const front = box('ftyp', 'isom', u32(512), 'isomiso2mp41');
  // Its length does not hang on the places that it names.
  const { length } = movie(ogg, 0);
  const at = front.length + length + 8;
  return Buffer.concat([front, movie(ogg, at), u32(bytes + 8), Buffer.from('mdat', 'latin1')]);
}

function movie(ogg: OggOpus, at: number): Buffer {
  const heard = Math.max(0, ogg.samples - ogg.preSkip);
  const length = Math.round((heard * movieRate) / opusRate);
  const matrix = [0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000].map(u32);
  return box(
    'moov',
    full(
      'mvhd',
      0,
      u32(0),
      u32(0),
      u32(movieRate),
      u32(length),
      u32(0x1_0000),
      u16(0x100),
      zeros(10),
      ...matrix,
      zeros(24),
      u32(2),
    ),
    box(
      'trak',
      full(
        'tkhd',
        3,
        u32(0),
        u32(0),
        u32(1),
        u32(0),
        u32(length),
        zeros(8),
        u16(0),
        u16(0),
        u16(0x100),
        u16(0),
        ...matrix,
        zeros(8),
      ),
      box('edts', full('elst', 0, u32(1), u32(length), u32(ogg.preSkip), u32(0x1_0000))),
      box(
        'mdia',
        full('mdhd', 0, u32(0), u32(0), u32(opusRate), u32(lengthOf(ogg)), u16(0x55c4), u16(0)),
        full('hdlr', 0, u32(0), 'soun', zeros(12), '\0'),
        box(
          'minf',
          full('smhd', 0, u32(0)),
          box('dinf', full('dref', 0, u32(1), full('url ', 1))),
          box('stbl', ...tables(ogg, at)),
        ),
      ),
    ),
  );
}

const lengthOf = ({ packets }: OggOpus) => packets.reduce((sum, each) => sum + each.samples, 0);

function tables({ channels, preSkip, inputRate, gain, packets }: OggOpus, at: number): Buffer[] {
  const opus = box(
    'Opus',
    zeros(6),
    u16(1),
    zeros(8),
    u16(channels),
    u16(16),
    zeros(4),
    u32(opusRate * 0x1_0000),
    box(
      'dOps',
      Buffer.from([0, channels]),
      u16(preSkip),
      u32(inputRate),
      u16(gain & 0xff_ff),
      Buffer.from([0]),
    ),
  );
  const runs: { count: number; samples: number }[] = [];
  for (const { samples } of packets) {
    const run = runs.at(-1);
    if (run?.samples === samples) run.count += 1;
    else runs.push({ count: 1, samples });
  }
  const sizes = Buffer.alloc(4 * packets.length);
  const chunks = Buffer.alloc(4 * Math.ceil(packets.length / packetsOfChunk));
  let place = at;
  for (const [index, packet] of packets.entries()) {
    if (index % packetsOfChunk === 0) chunks.writeUInt32BE(place, (4 * index) / packetsOfChunk);
    sizes.writeUInt32BE(packet.bytes, 4 * index);
    place += packet.bytes;
  }
  const rest = packets.length % packetsOfChunk;
  const whole = (packets.length - rest) / packetsOfChunk;
  const chunkRuns = [
    ...(whole > 0 ? [[1, packetsOfChunk]] : []),
    ...(rest > 0 ? [[whole + 1, rest]] : []),
  ].map(([first, count]) => Buffer.concat([u32(first!), u32(count!), u32(1)]));
  return [
    full('stsd', 0, u32(1), opus),
    full('stts', 0, u32(runs.length), ...runs.flatMap((run) => [u32(run.count), u32(run.samples)])),
    full('stsc', 0, u32(chunkRuns.length), ...chunkRuns),
    full('stsz', 0, u32(0), u32(packets.length), sizes),
    full('stco', 0, u32(chunks.length / 4), chunks),
    full('sgpd', 0x100_0000, 'roll', u32(2), u32(1), u16(roll & 0xff_ff)),
    full('sbgp', 0, 'roll', u32(1), u32(packets.length), u32(1)),
  ];
}

function box(type: string, ...parts: (Buffer | string)[]): Buffer {
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part));
  const length = bytes.reduce((sum, each) => sum + each.length, 8);
  return Buffer.concat([u32(length), Buffer.from(type, 'latin1'), ...bytes]);
}

/** @param flags its version is in the highest byte */
const full = (type: string, flags: number, ...parts: (Buffer | string)[]) => box(type, u32(flags), ...parts);
const zeros = (length: number) => Buffer.alloc(length);

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
