const size = 256;

/** Which numbers of an ever growing count were seen: the last 256. Each slot holds the number that stands in it. */
export class SeenWindow {
  private readonly slots = new Float64Array(size).fill(-1);
  private highest = -1;

  /** Whether it is neither seen nor so old that nobody can tell. */
  isNew(number: number): boolean {
    return number > this.highest - size && this.slots[number % size] !== number;
  }

  add(number: number): void {
    this.slots[number % size] = number;
    if (number > this.highest) this.highest = number;
  }
}
