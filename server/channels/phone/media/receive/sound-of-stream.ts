import type { Decoder, SoundFormat } from '../codecs/decoders.ts';
import { expand } from '../codecs/g711.ts';
import { encodings, ticksPerMillisecond, type TakeSound } from '../kept-sound.ts';
import { ToneMuter } from './mute-tones.ts';
import type { PacketPlacer, WaitingPacket } from './place-packets.ts';
import type { StreamFigures } from './stream-spec.ts';

/** Where a key was pressed, in ticks. */
interface Pressed {
  from: number;
  to: number;
}

/** Sound around a key pressed that is muted with it: the exchange hears a tone before it tells of it, and some send both. */
const margin = 40 * ticksPerMillisecond;
const mostPressed = 32;
/** Sound of one stream beyond the time it had: what jitter and clocks bring is less. More would fill the disk. */
const mostBeyond = 10_000 * ticksPerMillisecond;
/** 40 dB below full scale: nobody speaks. */
const quiet = 328;

/** The sound of one stream as it is kept: decoded, at its place, with silence where a key was pressed. */
export class SoundOfStream {
  private readonly figures: StreamFigures;
  private readonly inOrder: ToneMuter;
  /** What came too late to stand in its row. */
  private readonly behind: ToneMuter;
  private readonly pressed: Pressed[] = [];
  private lastNumber = -1;
  private writtenTo = 0;
  private ticks = 0;
  private mutedByEvents = 0;

  constructor(take: TakeSound, figures: StreamFigures) {
    this.figures = figures;
    const count: TakeSound = (tick, encoding, bytes) => {
      this.ticks += bytes.length / encodings[encoding]!.perTick;
      take(tick, encoding, bytes);
    };
    this.inOrder = new ToneMuter(count);
    this.behind = new ToneMuter(count);
  }

  /** @param duration ticks since `from` that the key is down (RFC 4733: each packet of an event tells it anew) */
  notePressed(from: number, duration: number): void {
    const known = this.pressed.find((each) => each.from === from - margin);
    const to = from + duration + margin;
    if (known) known.to = Math.max(known.to, to);
    else this.pressed.push({ from: from - margin, to });
    if (this.pressed.length > mostPressed) this.pressed.shift();
  }

  /** All that arrived before a moment, in order. */
  take(placer: PacketPlacer, before: number, decoders: ReadonlyMap<SoundFormat, Decoder>): void {
    for (let packet = placer.next(before); packet; packet = placer.next(before)) {
      const decoder = decoders.get(packet.format);
      // Comfort noise and keys carry no voice: where nothing is kept there is silence.
      if (decoder) this.takeSound(packet, decoder, placer);
    }
    this.behind.flush();
  }

  /** Another source follows: its numbers are its own. */
  beginSource(): void {
    this.inOrder.flush();
    this.lastNumber = -1;
    this.writtenTo = 0;
  }

  /** @param now ticks: the length of the call */
  end(now: number): void {
    this.inOrder.flush();
    this.behind.flush();
    const muted = this.inOrder.muted + this.behind.muted + this.mutedByEvents;
    this.figures.mutedMs = Math.round(muted / ticksPerMillisecond);
    this.figures.silentMs = Math.max(0, Math.round((now - this.ticks + muted) / ticksPerMillisecond));
  }

  private takeSound(packet: WaitingPacket, decoder: Decoder, placer: PacketPlacer): void {
    const isBehind = packet.number < this.lastNumber;
    if (isBehind) this.figures.late += 1;
    if (isBehind && decoder.hasMemory) return;
    const decoded = decoder.decode(packet.payload);
    if (decoded === undefined || this.ticks > packet.arrived + mostBeyond) {
      this.figures.refusedForm += 1;
      return;
    }
    if (placer.drift !== 0 && !isBehind && isQuiet(decoded, decoder.encoding)) placer.followDrift();
    const place = placer.placeOf(packet.time, packet.anchor);
    const { perTick } = encodings[decoder.encoding]!;
    // Sound that was moved nearer to its clock begins where what is kept ends.
    const from = Math.max(place, isBehind ? 0 : this.writtenTo);
    const bytes = this.mutePressed(from, decoder.encoding, decoded.subarray((from - place) * perTick));
    if (bytes.length === 0) return;
    if (isBehind) return this.behind.push(from, decoder.encoding, bytes);
    this.lastNumber = packet.number;
    this.writtenTo = from + bytes.length / perTick;
    this.inOrder.push(from, decoder.encoding, bytes);
  }

  private mutePressed(tick: number, encoding: number, bytes: Uint8Array): Uint8Array {
    if (this.pressed.length === 0) return bytes;
    const { perTick, silence } = encodings[encoding]!;
    let quiet = bytes;
    for (const { from, to } of this.pressed) {
      const begin = Math.max(0, (from - tick) * perTick);
      const end = Math.min(bytes.length, (to - tick) * perTick);
      if (begin >= end) continue;
      if (quiet === bytes) quiet = Uint8Array.from(bytes);
      quiet.fill(silence, begin, end);
      this.mutedByEvents += (end - begin) / perTick;
    }
    return quiet;
  }
}

function isQuiet(bytes: Uint8Array, encoding: number): boolean {
  const table = expand[encodings[encoding]!.law];
  return bytes.every((byte) => Math.abs(table[byte]!) < quiet);
}
