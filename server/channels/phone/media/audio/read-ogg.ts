import type { OpusHead } from '../finish/write-ogg.ts';
import type { ByteReader } from './byte-reader.ts';
import { RefusedAudio } from './track.ts';

/** Bytes of comments, which are read past. */
const mostComments = 256 * 1024;
/** At 48 kHz: 120 ms, the longest packet there is. */
const longest = 5760;
const fresh = { continued: 1, first: 2, last: 4 } as const;

export interface OpusPacket {
  readonly data: Buffer;
  /** At 48 kHz. */
  readonly duration: number;
}

export interface OpenedOpus {
  readonly head: OpusHead;
  /** @returns where it ends, at 48 kHz from its first packet on @throws RefusedAudio */
  packets(): AsyncGenerator<OpusPacket, number>;
}

/**
 * Ogg with one stream of Opus (RFC 3533, RFC 7845): every page in its turn, with its checksum, up to the one that says it is the last.
 * @throws RefusedAudio
 */
export async function openOgg(reader: ByteReader, channels: number): Promise<OpenedOpus> {
  const pages = readPages(reader);
  const packets = joinPages(pages);
  const first = await packets.next();
  if (first.done || first.value.data.toString('latin1', 0, 8) !== 'OpusHead')
    throw new RefusedAudio('another-format');
  const head = readHead(first.value.data, channels);
  const comments = await packets.next();
  if (comments.done || comments.value.data.toString('latin1', 0, 8) !== 'OpusTags')
    throw new RefusedAudio('malformed');
  return {
    head,
    async *packets() {
      let total = 0;
      let granule = 0;
      let ofLast = 0;
      for await (const { data, page } of packets) {
        const duration = durationOf(data);
        if (page.granule !== granule) ofLast = 0;
        ofLast += duration;
        total += duration;
        if (page.granule < granule) throw new RefusedAudio('malformed');
        granule = page.granule;
        yield { data, duration };
      }
      if (total === 0 || granule <= head.preSkip) throw new RefusedAudio('empty');
      // The end may lie within the last page, and nowhere else.
      if (granule > total || total - granule >= ofLast) throw new RefusedAudio('malformed');
      return granule;
    },
  };
}

interface Page {
  readonly flags: number;
  readonly granule: number;
  /** What stands in it, cut as its table says; the last goes on in the next page where `isOpen`. */
  readonly parts: readonly Buffer[];
  readonly isOpen: boolean;
}

async function* readPages(reader: ByteReader): AsyncGenerator<Page> {
  let serial: number | undefined;
  for (let sequence = 0; ; sequence += 1) {
    const head = await reader.take(27);
    if (head.length < 27) throw new RefusedAudio(sequence === 0 ? 'another-format' : 'cut-off');
    if (head.toString('latin1', 0, 4) !== 'OggS' || head[4] !== 0)
      throw new RefusedAudio(sequence === 0 ? 'another-format' : 'malformed');
    const table = await reader.take(head[26]!);
    const length = table.reduce((sum, each) => sum + each, 0);
    const body = await reader.take(length);
    if (table.length < head[26]! || body.length < length) throw new RefusedAudio('cut-off');
    serial ??= head.readUInt32LE(14);
    const flags = head[5]!;
    const isInTurn =
      head.readUInt32LE(14) === serial &&
      head.readUInt32LE(18) === sequence &&
      ((flags & fresh.first) !== 0) === (sequence === 0) &&
      flags < 8;
    if (!isInTurn || checksum(head, table, body) !== head.readUInt32LE(22))
      throw new RefusedAudio('malformed');
    yield { flags, granule: Number(head.readBigInt64LE(6)), ...cut(table, body) };
    if ((flags & fresh.last) === 0) continue;
    if ((await reader.take(1)).length > 0) throw new RefusedAudio('malformed');
    return;
  }
}

function cut(table: Buffer, body: Buffer): Pick<Page, 'parts' | 'isOpen'> {
  const parts: Buffer[] = [];
  let from = 0;
  let to = 0;
  for (const each of table) {
    to += each;
    if (each === 255) continue;
    parts.push(body.subarray(from, to));
    from = to;
  }
  const isOpen = table.at(-1) === 255;
  if (isOpen) parts.push(body.subarray(from, to));
  return { parts, isOpen };
}

async function* joinPages(pages: AsyncIterable<Page>): AsyncGenerator<{ data: Buffer; page: Page }> {
  let open: Buffer[] | undefined;
  for await (const page of pages) {
    if (((page.flags & fresh.continued) !== 0) !== (open !== undefined)) throw new RefusedAudio('malformed');
    for (const [at, part] of page.parts.entries()) {
      const pieces: Buffer[] = at === 0 && open ? [...open, part] : [part];
      open = undefined;
      if (page.isOpen && at === page.parts.length - 1) {
        if (pieces.reduce((sum, each) => sum + each.length, 0) > mostComments)
          throw new RefusedAudio('malformed');
        open = pieces;
      } else yield { data: Buffer.concat(pieces), page };
    }
  }
  if (open !== undefined) throw new RefusedAudio('malformed');
}

function readHead(data: Buffer, channels: number): OpusHead {
  // Version 1 of RFC 7845; one or two channels without a table of them.
  if (data.length !== 19 || data[8] !== 1 || data[18] !== 0) throw new RefusedAudio('codec');
  if (data[9] !== channels || (channels !== 1 && channels !== 2)) throw new RefusedAudio('channels');
  return {
    channels,
    preSkip: data.readUInt16LE(10),
    rate: data.readUInt32LE(12),
    gain: data.readInt16LE(16),
  };
}

/** By the first byte of a packet (RFC 6716, section 3.1). */
function durationOf(data: Buffer): number {
  const first = data[0];
  if (first === undefined) throw new RefusedAudio('malformed');
  const config = first >> 3;
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!;
  const code = first & 3;
  const frames = code === 0 ? 1 : code < 3 ? 2 : (data[1] ?? 0) & 63;
  if (frames === 0 || frames * frame > longest) throw new RefusedAudio('malformed');
  return frames * frame;
}

/** CRC of 32 bits with the generator 0x04c11db7, highest bit first, as no library of Node has it. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) rest = (rest << 1) ^ (rest < 0 ? 0x04c11db7 : 0);
  return rest >>> 0;
});

function checksum(head: Buffer, ...others: readonly Buffer[]): number {
  let rest = 0;
  const take = (byte: number) => {
    rest = ((rest << 8) ^ table[(rest >>> 24) ^ byte]!) >>> 0;
  };
  // The checksum itself counts as zero.
  for (const [at, byte] of head.entries()) take(at >= 22 && at < 26 ? 0 : byte);
  for (const each of others) for (const byte of each) take(byte);
  return rest;
}
