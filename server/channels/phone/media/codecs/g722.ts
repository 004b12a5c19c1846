import { fourBits, joining, lowerSteps, powers, sixBits, twoBits, upperSteps } from './g722-tables.ts';

const limit = (value: number) => (value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value);

/** The adaptive predictor of one band: two poles, six zeros (G.722, 3.6.3 to 3.6.6), in its fixed-point arithmetic. */
class Band {
  predicted = 0;
  step: number;
  private logarithm = 0;
  private zerosSum = 0;
  /** Reconstructed signal and partly reconstructed signal, the last two of each. */
  private r1 = 0;
  private r2 = 0;
  private p1 = 0;
  private p2 = 0;
  private pole1 = 0;
  private pole2 = 0;
  private readonly zeros = new Int32Array(6);
  private readonly differences = new Int32Array(6);

  constructor(step: number) {
    this.step = step;
  }

  /** Logarithmic adaptation of the step. @param most of the logarithm; `shift` of the band's smallest step */
  scale(added: number, most: number, shift: number): void {
    const grown = ((this.logarithm * 127) >> 7) + added;
    this.logarithm = grown < 0 ? 0 : grown > most ? most : grown;
    const right = shift - (this.logarithm >> 11);
    const power = powers[(this.logarithm >> 6) & 31]!;
    this.step = (right < 0 ? power << -right : power >> right) << 2;
  }

  adapt(difference: number): void {
    const p = limit(this.zerosSum + difference);
    const r = limit(this.predicted + difference);
    this.adaptPoles(p);
    const size = difference === 0 ? 0 : 128;
    for (let at = 0; at < 6; at += 1) {
      const agrees = this.differences[at]! >> 31 === difference >> 31;
      this.zeros[at] = limit((agrees ? size : -size) + ((this.zeros[at]! * 32_640) >> 15));
    }
    this.differences.copyWithin(1, 0);
    this.differences[0] = difference;
    this.r2 = this.r1;
    this.r1 = r;
    this.p2 = this.p1;
    this.p1 = p;
    const poles = limit(
      ((this.pole1 * limit(2 * this.r1)) >> 15) + ((this.pole2 * limit(2 * this.r2)) >> 15),
    );
    let sum = 0;
    for (let at = 0; at < 6; at += 1) sum += (this.zeros[at]! * limit(2 * this.differences[at]!)) >> 15;
    this.zerosSum = limit(sum);
    this.predicted = limit(poles + this.zerosSum);
  }

  private adaptPoles(p: number): void {
    const agrees1 = p >> 31 === this.p1 >> 31;
    const agrees2 = p >> 31 === this.p2 >> 31;
    const four = limit(this.pole1 << 2);
    const turned = limit(agrees1 ? -four : four);
    const second = (turned >> 7) + (agrees2 ? 128 : -128) + ((this.pole2 * 32_512) >> 15);
    this.pole2 = second > 12_288 ? 12_288 : second < -12_288 ? -12_288 : second;
    const most = limit(15_360 - this.pole2);
    const first = limit((agrees1 ? 192 : -192) + ((this.pole1 * 32_640) >> 15));
    this.pole1 = first > most ? most : first < -most ? -most : first;
  }
}

const within = (value: number) => (value > 16_383 ? 16_383 : value < -16_384 ? -16_384 : value);

/** Decoder of ITU-T G.722 at 64 kbit/s: each byte gives two samples of 16 kHz. Its RTP clock counts bytes, at 8,000 a second (RFC 3551, 4.5.2). */
export class G722Decoder {
  private readonly lower = new Band(32);
  private readonly upper = new Band(8);
  private readonly history = new Int32Array(24);

  decode(payload: Uint8Array): Int16Array {
    const samples = new Int16Array(payload.length * 2);
    const { lower, upper, history } = this;
    for (let at = 0; at < payload.length; at += 1) {
      const low = payload[at]! & 63;
      const high = payload[at]! >> 6;
      const lowSignal = within(lower.predicted + ((lower.step * sixBits[low]!) >> 15));
      const lowDifference = (lower.step * fourBits[low >> 2]!) >> 15;
      lower.scale(lowerSteps[low >> 2]!, 18_432, 8);
      lower.adapt(lowDifference);
      const highDifference = (upper.step * twoBits[high]!) >> 15;
      const highSignal = within(upper.predicted + highDifference);
      upper.scale(upperSteps[high]!, 22_528, 10);
      upper.adapt(highDifference);

      history.copyWithin(0, 2);
      history[22] = lowSignal + highSignal;
      history[23] = lowSignal - highSignal;
      let first = 0;
      let second = 0;
      for (let tap = 0; tap < 12; tap += 1) {
        second += history[2 * tap]! * joining[tap]!;
        first += history[2 * tap + 1]! * joining[11 - tap]!;
      }
      samples[2 * at] = limit(first >> 11);
      samples[2 * at + 1] = limit(second >> 11);
    }
    return samples;
  }
}
