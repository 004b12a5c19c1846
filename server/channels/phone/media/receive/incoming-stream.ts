import { clockOf, type Decoder, type SoundFormat } from '../codecs/decoders.ts';
import { type TakeSound, ticksPerMillisecond } from '../kept-sound.ts';
import { createSrtpOpener, type SrtpOpener } from '../rtp/open-srtp.ts';
import { isRtcp, parseRtp, type RtpHeader, withoutPadding } from '../rtp/parse-rtp.ts';
import { PacketPlacer } from './place-packets.ts';
import { SoundOfStream } from './sound-of-stream.ts';
import { noFigures, type StreamFigures, type StreamSpec } from './stream-spec.ts';

/** No packet of sound is longer; what is, is nobody's voice. */
const longestPacket = 4096;
/** A source that was silent so long may be followed by another. 200 ms: ten packets. */
const silenceOfSource = 200 * ticksPerMillisecond;
/** Who spoke from where the peer said it would is given up for somebody elsewhere only after 5 s: a forged address is no proof. */
const silenceOfTold = 5000 * ticksPerMillisecond;
/** Of a second source, what is held until the first falls silent: 2 s. */
const mostHeld = 100;

/** Between two packets: 10 ms. */
const shortestStep = 10 * ticksPerMillisecond;

interface Source {
  readonly ssrc: number;
  readonly address: string;
  readonly port: number;
  lastHeard: number;
}

interface Held {
  readonly header: RtpHeader;
  readonly payload: Buffer;
  readonly arrived: number;
}

/** One m-line: takes datagrams, refuses and counts what does not belong, and hands on sound in its place. */
export class IncomingStream {
  readonly figures: StreamFigures;
  /** Ticks; of the last packet that was taken. */
  lastHeard = 0;
  private spec: StreamSpec;
  private allowed: ReadonlySet<string>;
  private srtp: SrtpOpener | undefined;
  private source: Source | undefined;
  private placer = new PacketPlacer();
  private readonly sound: SoundOfStream;
  private decoders: ReadonlyMap<SoundFormat, Decoder>;
  /** From when on the beginning of the source is being kept. */
  private settlesAt = Number.POSITIVE_INFINITY;
  /** A source that waits for the other to end. */
  private second: (Source & { readonly held: Held[] }) | undefined;

  /** @param elapsed ticks that another thread has heard of the call */
  constructor(
    spec: StreamSpec,
    decoders: ReadonlyMap<SoundFormat, Decoder>,
    take: TakeSound,
    elapsed: number,
  ) {
    this.spec = spec;
    this.allowed = new Set(spec.from);
    const rollovers = Math.ceil(elapsed / (shortestStep * 65_536));
    this.srtp = spec.crypto && createSrtpOpener(spec.crypto, rollovers);
    this.figures = noFigures(spec.side);
    this.sound = new SoundOfStream(take, this.figures);
    this.decoders = decoders;
  }

  get isPaused(): boolean {
    return this.spec.isPaused === true;
  }

  /** What was agreed anew. A key that stays the same goes on counting: nothing that was heard can be played again. */
  change(spec: StreamSpec, decoders: ReadonlyMap<SoundFormat, Decoder>, now: number): void {
    const { crypto } = this.spec;
    const isSameKey =
      crypto !== undefined &&
      spec.crypto?.suite === crypto.suite &&
      Buffer.compare(spec.crypto.key, crypto.key) === 0;
    if (!isSameKey) this.srtp = spec.crypto && createSrtpOpener(spec.crypto);
    if (this.isPaused && spec.isPaused !== true) this.lastHeard = now;
    this.spec = spec;
    this.decoders = decoders;
    this.allowed = new Set(spec.from);
  }

  /** @param arrived ticks of the call's time line */
  receive(packet: Buffer, address: string, port: number, arrived: number): void {
    const { figures, spec } = this;
    if (!this.allowed.has(address)) {
      figures.refusedSource += 1;
      return;
    }
    if (isRtcp(packet)) {
      figures.control += 1;
      return;
    }
    const header = packet.length <= longestPacket ? parseRtp(packet) : undefined;
    if (!header) {
      figures.refusedForm += 1;
      return;
    }
    if (spec.isPaused) {
      figures.paused += 1;
      return;
    }
    const clear = this.srtp ? this.srtp.open(packet, header) : packet.subarray(header.length);
    if (!clear) {
      figures.refusedSeal += 1;
      return;
    }
    const payload = withoutPadding(clear, header);
    if (!payload || spec.formats[header.payloadType] === undefined) {
      figures.refusedForm += 1;
      return;
    }
    this.admit({ header, payload, arrived }, address, port);
  }

  /** RTCP on the port beside. */
  countControl(): void {
    this.figures.control += 1;
  }

  /** Hands on all that arrived before a moment, in order. */
  drain(before: number): void {
    if (this.second && this.source && before > this.source.lastHeard + this.patience()) this.follow();
    if (before > this.settlesAt) this.placer.settle();
    this.sound.take(this.placer, before, this.decoders);
  }

  /** The last of it. @param now ticks: the length of the call */
  finish(now: number): StreamFigures {
    if (this.second && this.source && this.source.lastHeard < this.second.lastHeard - this.patience())
      this.follow();
    this.figures.refusedSource += this.second?.held.length ?? 0;
    this.sound.take(this.placer, Number.POSITIVE_INFINITY, this.decoders);
    this.sound.end(now);
    this.countPlaced();
    return this.figures;
  }

  private admit(held: Held, address: string, port: number): void {
    const { ssrc } = held.header;
    if (!this.source) {
      this.source = { ssrc, address, port, lastHeard: held.arrived };
      this.settlesAt = held.arrived;
      this.figures.sources += 1;
    }
    const { source } = this;
    if (source.ssrc === ssrc && source.port === port && source.address === address) {
      source.lastHeard = held.arrived;
      this.lastHeard = held.arrived;
      this.place(held);
      return;
    }
    if (this.isTold({ port }) && !this.isTold(source)) {
      // A stranger came first. What of theirs is not kept yet will not be.
      this.figures.refusedSource += this.placer.drop();
      this.second = { ssrc, address, port, lastHeard: held.arrived, held: [held] };
      return this.follow();
    }
    const { second } = this;
    if (second && this.isTold(second) && !this.isTold({ port })) {
      this.figures.refusedSource += 1;
      return;
    }
    if (second?.ssrc !== ssrc || second.port !== port || second.address !== address) {
      this.figures.refusedSource += second?.held.length ?? 0;
      this.second = { ssrc, address, port, lastHeard: held.arrived, held: [held] };
      return;
    }
    second.lastHeard = held.arrived;
    second.held.push(held);
    if (second.held.length > mostHeld) {
      second.held.shift();
      this.figures.refusedSource += 1;
    }
  }

  private isTold({ port }: Pick<Source, 'port'>): boolean {
    return port === this.spec.fromPort;
  }

  /** Ticks of silence after which the second source takes the place of the first. */
  private patience(): number {
    return this.isTold(this.source!) && !this.isTold(this.second!) ? silenceOfTold : silenceOfSource;
  }

  /** The second source takes the place of the first, with all that was held of it. */
  private follow(): void {
    const { held, ...source } = this.second!;
    this.sound.take(this.placer, Number.POSITIVE_INFINITY, this.decoders);
    this.countPlaced();
    this.sound.beginSource();
    this.placer = new PacketPlacer();
    this.settlesAt = held[0]!.arrived;
    this.second = undefined;
    this.source = source;
    this.lastHeard = source.lastHeard;
    this.figures.sources += 1;
    // What came while the first went on is an echo of it, or a stranger's.
    for (const each of held) this.place(each);
  }

  private place({ header, payload, arrived }: Held): void {
    const format = this.spec.formats[header.payloadType];
    if (format === undefined) return;
    this.figures.packets += 1;
    const { sequence, timestamp } = header;
    const time = this.placer.add({ sequence, timestamp, format, payload, arrived }, clockOf[format]);
    if (format === 'telephone-event' && time !== undefined && payload.length >= 4)
      this.sound.notePressed(this.placer.placeOf(time), payload.readUInt16BE(2));
  }

  private countPlaced(): void {
    this.figures.duplicates += this.placer.duplicates;
    this.figures.lost += Math.max(0, this.placer.expected - this.placer.received);
  }
}
