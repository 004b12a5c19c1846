/** Tenths of a second. */
const perSecond = 10;

/** The loudest sample of each tenth of a second, by channel: what a player draws. One byte each, 255 the loudest there is; channels interleaved. */
export class Waveform {
  private readonly channels: number;
  private readonly step: number;
  private bytes = Buffer.alloc(4096);
  private length = 0;
  private readonly loudest: number[];
  private filled = 0;

  constructor({ channels, rate }: { channels: number; rate: number }) {
    this.channels = channels;
    this.step = rate / perSecond;
    this.loudest = Array.from({ length: channels }, () => 0);
  }

  add(frame: Int16Array): void {
    for (let at = 0; at < frame.length; at += 1) {
      const channel = at % this.channels;
      this.loudest[channel] = Math.max(this.loudest[channel]!, Math.abs(frame[at]!));
    }
    this.filled += frame.length / this.channels;
    if (this.filled >= this.step) this.push();
  }

  /** However many, channels interleaved. */
  addAll(samples: Int16Array): void {
    for (let at = 0; at < samples.length;) {
      const end = Math.min(samples.length, at + (this.step - this.filled) * this.channels);
      this.add(samples.subarray(at, end));
      at = end;
    }
  }

  /** @param samples of the call: what was added beyond is left out */
  finish(samples: number): Uint8Array<ArrayBuffer> {
    if (this.filled > 0) this.push();
    return Uint8Array.from(this.bytes.subarray(0, Math.ceil(samples / this.step) * this.channels));
  }

  private push(): void {
    if (this.length + this.channels > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes], 2 * this.bytes.length);
    for (const [channel, loudest] of this.loudest.entries()) {
      this.bytes[this.length + channel] = Math.min(255, loudest >> 7);
      this.loudest[channel] = 0;
    }
    this.length += this.channels;
    this.filled = 0;
  }
}
