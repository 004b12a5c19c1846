import type { OpenedBlob } from '../../../../safeguards/vault/sealed-blob.ts';

/** Where the packets of an Ogg Opus file lie (RFC 3533, RFC 7845), in their order. */
export interface OggOpus {
  readonly channels: number;
  /** Samples of 48 kHz that are decoded and not heard. */
  readonly preSkip: number;
  readonly inputRate: number;
  readonly gain: number;
  /** Samples of 48 kHz up to the end of what is heard, those not heard included. */
  readonly samples: number;
  /** Bytes, and samples of 48 kHz, of each packet. */
  readonly packets: readonly { readonly bytes: number; readonly samples: number }[];
  /** The stretches of the file that hold them, without what Ogg puts between: all of them in a row are all packets in a row. */
  readonly stretches: readonly { readonly from: number; readonly length: number }[];
}

const pageHeader = 27;
/** Six hours: what a list of its packets takes in memory stays small. */
const mostPackets = 1_080_000;

/**
 * Reads through the file once, and keeps none of it.
 * @returns undefined for what is no Opus in one plain stream of Ogg
 */
export async function readOggOpus(file: OpenedBlob): Promise<OggOpus | undefined> {
  const source = new PieceReader(file);
  const stretches: { from: number; length: number }[] = [];
  const packets: { bytes: number; samples: number }[] = [];
  let head: Omit<OggOpus, 'samples' | 'packets' | 'stretches'> | undefined;
  let serial: number | undefined;
  let hasTags = false;
  let samples = 0;
  /** Of a packet that the page before did not end. */
  let begun = { bytes: 0, samples: 0 };
  for (;;) {
    const page = await source.take(pageHeader);
    if (page === undefined) break;
    if (page.toString('latin1', 0, 4) !== 'OggS' || page[4] !== 0) return undefined;
    const own = page.readUInt32LE(14);
    if ((serial ??= own) !== own) return undefined;
    // One file behind another (chained) has a beginning in its middle.
    if (((page[5]! & 2) !== 0) !== (head === undefined)) return undefined;
    const granule = page.readBigInt64LE(6);
    const table = Buffer.from((await source.take(page[26]!)) ?? []);
    if (table.length !== page[26]) return undefined;
    const from = source.at;
    const length = table.reduce((sum, each) => sum + each, 0);
    const body = await source.take(length);
    if (body === undefined) return undefined;
    if (head === undefined) {
      head = readHead(body);
      if (head === undefined) return undefined;
      continue;
    }
    if (!hasTags) {
      // The comments end with their page (RFC 7845, section 3).
      hasTags = table.at(-1) !== 255;
      continue;
    }
    if (granule >= 0n) samples = Number(granule);
    if (length > 0) stretches.push({ from, length });
    let at = 0;
    for (const lace of table) {
      if (begun.bytes === 0 && lace > 0) begun = { bytes: 0, samples: samplesOf(body.subarray(at)) };
      begun.bytes += lace;
      at += lace;
      if (lace === 255) continue;
      if (begun.bytes === 0 || packets.length >= mostPackets) return undefined;
      packets.push(begun);
      begun = { bytes: 0, samples: 0 };
    }
  }
  if (head === undefined || begun.bytes > 0 || packets.length === 0) return undefined;
  const most = packets.reduce((sum, each) => sum + each.samples, 0);
  if (samples < head.preSkip || samples > most) return undefined;
  return { ...head, samples, packets, stretches };
}

/** RFC 7845, section 5.1. */
function readHead(body: Buffer): Omit<OggOpus, 'samples' | 'packets' | 'stretches'> | undefined {
  if (body.length < 19 || body.toString('latin1', 0, 8) !== 'OpusHead' || body[8]! > 15) return undefined;
  const channels = body[9]!;
  // Another mapping means more than two channels, which no call has.
  if (body[18] !== 0 || channels < 1 || channels > 2) return undefined;
  return {
    channels,
    preSkip: body.readUInt16LE(10),
    inputRate: body.readUInt32LE(12),
    gain: body.readInt16LE(16),
  };
}

/** How long a packet lasts, by its first bytes (RFC 6716, section 3.1). */
function samplesOf(packet: Buffer): number {
  const config = packet[0]! >> 3;
  const frame =
    config < 12
      ? [480, 960, 1920, 2880][config & 3]!
      : config < 16
        ? [480, 960][config & 1]!
        : [120, 240, 480, 960][config & 3]!;
  const code = packet[0]! & 3;
  return frame * (code === 0 ? 1 : code < 3 ? 2 : (packet[1] ?? 1) & 63);
}

/** Takes from pieces as they come: whole numbers of bytes, and where one is. */
class PieceReader {
  at = 0;
  private readonly pieces: AsyncGenerator<Buffer>;
  private held: Buffer = Buffer.alloc(0);

  constructor(file: OpenedBlob) {
    this.pieces = file.read();
  }

  /** Good until the next taking. @returns undefined when there are not so many */
  async take(length: number): Promise<Buffer | undefined> {
    while (this.held.length < length) {
      const next = await this.pieces.next();
      if (next.done) return undefined;
      this.held = this.held.length === 0 ? next.value : Buffer.concat([this.held, next.value]);
    }
    const taken = this.held.subarray(0, length);
    this.held = this.held.subarray(length);
    this.at += length;
    return taken;
  }
}
