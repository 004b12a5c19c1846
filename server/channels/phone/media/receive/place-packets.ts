import type { SoundFormat } from '../codecs/decoders.ts';
import { ticksPerSecond } from '../kept-sound.ts';
import { SeenWindow } from '../rtp/seen-window.ts';

/** The RTP time that stands at a tick, and on which clock. */
interface Anchor {
  time: number;
  tick: number;
  clock: number;
}

/** A packet that waits for its turn. */
export interface WaitingPacket {
  /** Sequence number, counted on where it wraps. */
  readonly number: number;
  /** RTP time in ticks of its own clock, counted on likewise. */
  readonly time: number;
  readonly format: SoundFormat;
  readonly payload: Buffer;
  /** Ticks on the call's time line. */
  readonly arrived: number;
  /** By which it is placed: what follows may have another. */
  readonly anchor: Anchor;
}

/** A sequence number further than this from the last is another count, if the next one follows on it (RFC 3550, A.1). */
const furthestJump = 3000;
/** Sound further from its arrival than this, after a jump of its clock, is placed by its arrival. */
const mostAhead = ticksPerSecond / 2;
const mostBehind = 2 * ticksPerSecond;
/** Sound that its own clock puts so far back does not belong there, jump or none: what is kept is put in order within this. */
export const furthestBack = 8 * ticksPerSecond;
/** How far the clocks of sender and receiver may part before sound is moved: over two hours they part by half a second. */
const mostDrift = 160;
const driftWindow = 5 * ticksPerSecond;

/**
 * Puts the packets of one source (SSRC) in order and on the time line of the call: by their own clock, tied to the moment the least delayed of them
 * arrived. Both sides of a call are tied to the same moments, so they stay together. Sender reports are not used: their clocks are often those of the
 * telephones, not of who forwards, and some say 1970.
 */
export class PacketPlacer {
  received = 0;
  duplicates = 0;
  /** Ticks by which the sender's clock has parted from ours, once it is worth moving sound. */
  drift = 0;
  private first = 0;
  private highest = -1;
  private time = 0;
  private odd: { readonly sequence: number; readonly add: () => number | undefined } | undefined;
  private readonly seen = new SeenWindow();
  private readonly waiting: WaitingPacket[] = [];
  private anchor: Anchor | undefined;
  private isSettled = false;
  private leastLate = Number.POSITIVE_INFINITY;
  private windowEnds = 0;
  private lastStep = 0;
  /** Of counts given up for another. */
  private expectedBefore = 0;

  /** Packets the source sent, as far as their numbers tell. */
  get expected(): number {
    return this.expectedBefore + (this.highest < 0 ? 0 : this.highest - this.first + 1);
  }

  /**
   * Takes a packet. @param clock ticks of its format's clock in a second
   * @returns its RTP time, counted on; undefined for one that has no place
   */
  add(
    packet: { sequence: number; timestamp: number; format: SoundFormat; payload: Buffer; arrived: number },
    clock: number,
  ): number | undefined {
    const { sequence, timestamp, format, payload, arrived } = packet;
    if (this.highest < 0) this.begin(sequence, timestamp);
    const delta = ((sequence - this.highest) << 16) >> 16;
    if (Math.abs(delta) > furthestJump) return this.addAfterJump(packet, clock);
    this.odd = undefined;
    const number = this.highest + delta;
    if (number < 0 || !this.seen.isNew(number)) {
      this.duplicates += 1;
      return undefined;
    }
    this.seen.add(number);
    this.received += 1;
    const time = this.time + ((timestamp - this.time) | 0);
    if (number < this.first) this.first = number;
    // A key tells when it was pressed down, as long as it is down.
    if (!this.anchor || format !== 'telephone-event') this.tie(time, delta, clock, arrived);
    if (delta > 0) {
      this.lastStep = delta === 1 ? time - this.time : this.lastStep;
      this.highest = number;
      this.time = time;
    }
    let at = this.waiting.length;
    while (at > 0 && this.waiting[at - 1]!.number > number) at -= 1;
    const entry = { number, time, format, payload, arrived, anchor: this.anchor! };
    if (at === this.waiting.length) this.waiting.push(entry);
    else this.waiting.splice(at, 0, entry);
    return time;
  }

  /** The next in order that arrived before a moment. */
  next(before: number): WaitingPacket | undefined {
    const head = this.waiting[0];
    return head && head.arrived <= before ? this.waiting.shift() : undefined;
  }

  /** Lets what waits go nowhere. @returns packets */
  drop(): number {
    return this.waiting.splice(0).length;
  }

  /** Where a packet stands on the time line, in ticks; before its beginning: less than 0. */
  placeOf(time: number, { time: from, tick, clock }: Anchor = this.anchor!): number {
    return tick + Math.round(((time - from) * ticksPerSecond) / clock);
  }

  /** Moves all that follows by the drift: at best where nobody speaks, since what is moved back loses as much. */
  followDrift(): void {
    this.anchor!.tick += this.drift;
    this.drift = 0;
  }

  /** From now on sound is moved only where clocks part. */
  settle(): void {
    this.isSettled = true;
  }

  private begin(sequence: number, timestamp: number): void {
    // High enough that what was sent before the first to arrive has a number too.
    this.first = sequence + 65_536;
    this.highest = this.first - 1;
    this.time = timestamp;
  }

  /** One stray packet moves nothing: the sender began anew only if the next number follows. */
  private addAfterJump(packet: Parameters<PacketPlacer['add']>[0], clock: number): number | undefined {
    const { odd } = this;
    if (odd?.sequence !== packet.sequence) {
      this.odd = { sequence: (packet.sequence + 1) & 65_535, add: () => this.add(packet, clock) };
      return undefined;
    }
    this.odd = undefined;
    this.expectedBefore = this.expected;
    const lead = ((packet.sequence - 1) & 65_535) + 65_536 * (Math.floor(this.highest / 65_536) + 2);
    this.first = lead;
    this.highest = lead - 1;
    this.time = packet.timestamp;
    this.anchor = undefined;
    odd.add();
    return this.add(packet, clock);
  }

  private tie(time: number, delta: number, clock: number, arrived: number): void {
    const { anchor } = this;
    if (anchor?.clock !== clock) return this.tieAnew(time, clock, arrived);
    const late = arrived - this.placeOf(time);
    const follows = delta > 0 && time - this.time === delta * this.lastStep;
    const jumped = delta > 0 && !follows && (late < -mostAhead || late > mostBehind);
    if (jumped || late > furthestBack || late < -furthestBack) return this.tieAnew(time, clock, arrived);
    if (!this.isSettled && late < 0) anchor.tick += late;
    this.leastLate = Math.min(this.leastLate, late);
    if (arrived < this.windowEnds) return;
    // A whole window in which even the least delayed came too late, or some came too early.
    this.drift = Math.abs(this.leastLate) > mostDrift ? this.leastLate : 0;
    this.leastLate = Number.POSITIVE_INFINITY;
    this.windowEnds = arrived + driftWindow;
  }

  private tieAnew(time: number, clock: number, arrived: number): void {
    this.anchor = { time, tick: arrived, clock };
    this.drift = 0;
    this.leastLate = Number.POSITIVE_INFINITY;
    this.windowEnds = arrived + driftWindow;
  }
}
