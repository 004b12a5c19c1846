/** Half of a half-band filter (windowed sinc, Blackman): every other tap of the whole is 0, the middle one ½. 8 taps on each side keep images 60 dB down. */
const reach = 8;
const taps = Float64Array.from({ length: reach }, (_, at) => {
  const distance = 2 * at + 1;
  const turn = (Math.PI * distance) / (2 * reach);
  const window = 0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn);
  return (Math.sin((Math.PI * distance) / 2) / (Math.PI * distance)) * window;
});

const toSample = (value: number) => Math.max(-32_768, Math.min(32_767, Math.round(value)));

/** Twice the samples, or half of them; 8 samples of the slower rate late (1 ms), with what came before remembered. */
export class RateChanger {
  private before = new Int16Array(4 * reach);

  /** Silence was before. */
  forget(): void {
    this.before.fill(0);
  }

  double(samples: Int16Array): Int16Array {
    const all = this.withBefore(samples, 2 * reach);
    const doubled = new Int16Array(2 * samples.length);
    for (let at = 0; at < samples.length; at += 1) {
      // Between sample `at + reach` and the next of what is known.
      let sum = 0;
      for (let tap = 0; tap < reach; tap += 1)
        sum += taps[tap]! * (all[at + reach - tap]! + all[at + reach + 1 + tap]!);
      doubled[2 * at] = all[at + reach]!;
      doubled[2 * at + 1] = toSample(2 * sum);
    }
    return doubled;
  }

  halve(samples: Int16Array): Int16Array {
    const all = this.withBefore(samples, 4 * reach);
    const halved = new Int16Array(samples.length >> 1);
    for (let at = 0; at < halved.length; at += 1) {
      const middle = 2 * at + 2 * reach;
      let sum = all[middle]! / 2;
      for (let tap = 0; tap < reach; tap += 1)
        sum += taps[tap]! * (all[middle - 2 * tap - 1]! + all[middle + 2 * tap + 1]!);
      halved[at] = toSample(sum);
    }
    return halved;
  }

  private withBefore(samples: Int16Array, count: number): Int16Array {
    const all = new Int16Array(count + samples.length);
    all.set(this.before.subarray(this.before.length - count));
    all.set(samples, count);
    const kept = new Int16Array(this.before.length);
    const tail = all.subarray(Math.max(0, all.length - kept.length));
    kept.set(tail, kept.length - tail.length);
    this.before = kept;
    return all;
  }
}
