/**
 * Protection against singling out. A figure below the minimum says something about very few, so it is shown
 * as "fewer than the minimum" (`few`). That alone protects nothing where totals are shown beside it: what is missing
 * is the total less the rest. So further figures are withheld (`hidden`) until whoever adds and subtracts all
 * that is shown still finds everything from one to the minimum possible for each small one.
 */
export type Shown = number | 'few' | 'hidden';

/** A figure and those that add up to it, by their places among the values. */
export interface Sum {
  readonly whole: number;
  readonly parts: readonly number[];
}

export interface Bounds {
  low: number;
  high: number;
}

/**
 * @param values true figures; what undoing made negative counts as nought
 * @param minimum the smallest figure above nought that is shown
 * @param fixed what is shown elsewhere already, by place: it is known to the number, and cannot be withheld here. All else
 *   is then rounded to tens, and each small figure keeps at least three possibilities: whatever follows for the others is vague
 * @param unseen what is shown nowhere, but may follow from sums
 * @returns for each value its figure, `few` (1 to minimum - 1) or `hidden` (anything). Nought is shown where it gives nothing away
 */
export function protectCells(
  values: readonly number[],
  sums: readonly Sum[],
  minimum: number,
  fixed: ReadonlyMap<number, Shown> = new Map(),
  unseen: ReadonlySet<number> = new Set(),
): Shown[] {
  const rounds = fixed.size > 0;
  const isSmall = (cell: number) => values[cell]! > 0 && values[cell]! < minimum;
  const shown = values.map<Shown>(
    (value, cell) =>
      fixed.get(cell) ??
      (unseen.has(cell)
        ? 'hidden'
        : isSmall(cell)
          ? 'few'
          : rounds
            ? roundToTens(value)
            : Math.max(0, value)),
  );
  const plain = [...shown];
  const mayHide = (cell: number) => shown[cell] !== 'hidden' && !fixed.has(cell);
  const sumsOf = values.map((): Sum[] => []);
  for (const sum of sums) for (const cell of [sum.whole, ...sum.parts]) sumsOf[cell]!.push(sum);
  const small = values.flatMap((_, cell) => (isSmall(cell) && !fixed.has(cell) ? [cell] : []));
  if (small.length === 0) return shown;

  function findBetrayed(): number | undefined {
    const bounds = deduce(shown, values, sums, minimum, fixed);
    return small.find((cell) => {
      const { low, high } = bounds[cell]!;
      return rounds ? high - low + 1 < leastPossible : low > 1 || high < minimum - 1;
    });
  }

  // Each turn withholds something, so it ends; with all withheld everything is possible.
  for (let betrayed = findBetrayed(); betrayed !== undefined; betrayed = findBetrayed()) {
    const hide = chooseNext(betrayed);
    if (hide.length === 0) return shown.map((each, cell) => (fixed.has(cell) ? each : 'hidden'));
    for (const cell of hide) shown[cell] = 'hidden';
  }
  if (fixed.size === 0) revealAgain();
  return shown;

  /**
   * The nearest figure that is not small itself, of the nearest the smallest: beside it, else beside what is withheld
   * beside it. Where there is none, all that is beside it; then what they add up to.
   */
  function chooseNext(betrayed: number): number[] {
    const met = new Set([betrayed]);
    for (let ring = [betrayed]; ring.length > 0;) {
      const around = ring.flatMap((cell) => sumsOf[cell]!.flatMap(({ whole, parts }) => [...parts, whole]));
      const fresh = [...new Set(around)].filter((cell) => !met.has(cell));
      const [next] = fresh
        .filter((cell) => mayHide(cell) && !isRoot(cell) && values[cell]! >= minimum)
        .toSorted((a, b) => Number(isWhole(a)) - Number(isWhole(b)) || values[a]! - values[b]! || a - b);
      if (next !== undefined) return [next];
      for (const cell of fresh) met.add(cell);
      ring = fresh.filter((cell) => typeof shown[cell] !== 'number');
    }
    const beside = sumsOf[betrayed]!.flatMap(({ parts }) => parts).filter(mayHide);
    return beside.length > 0 ? beside : sumsOf[betrayed]!.map(({ whole }) => whole).filter(mayHide);
  }

  /** A total of everything is withheld last. */
  function isRoot(cell: number): boolean {
    return isWhole(cell) && !sumsOf[cell]!.some(({ parts }) => parts.includes(cell));
  }

  function isWhole(cell: number): boolean {
    return sumsOf[cell]!.some(({ whole }) => whole === cell);
  }

  /**
   * What a later choice has made needless to withhold is shown after all, totals and large figures first. Only where
   * nothing is given from elsewhere: there sums do not cross, and what `deduce` finds is all that can be found.
   */
  function revealAgain(): void {
    const withheld = shown.flatMap((each, cell) =>
      each === 'hidden' && typeof plain[cell] === 'number' ? [cell] : [],
    );
    withheld.sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)) || values[b]! - values[a]!);
    for (const cell of withheld.slice(0, mostRevealed)) {
      shown[cell] = plain[cell]!;
      if (findBetrayed() !== undefined) shown[cell] = 'hidden';
    }
  }
}

/** Fewer than so many, and a small figure is as good as told. */
const leastPossible = 3;

function roundToTens(value: number): number {
  return value <= 0 ? 0 : Math.floor((value + 5) / 10) * 10;
}

/** What a figure rounded to tens may have been; nought is nought. */
export function boundsOfTens(rounded: number, minimum: number): Bounds {
  return rounded === 0 ? { low: 0, high: 0 } : { low: Math.max(minimum, rounded - 5), high: rounded + 4 };
}

/** Trying each costs a deduction; of a report so thin that more are withheld, the rest stays so. */
const mostRevealed = 80;

/**
 * The least and most that each figure can be for a reader who adds up all that is shown and knows how this works:
 * `few` is 1 to minimum - 1, and what was withheld beside a "few" is not small itself.
 */
export function deduce(
  shown: readonly Shown[],
  values: readonly number[],
  sums: readonly Sum[],
  minimum: number,
  fixed: ReadonlyMap<number, Shown> = new Map(),
): Bounds[] {
  const bounds = shown.map<Bounds>((cell, place) => {
    if (typeof cell === 'number')
      return fixed.size > 0 && !fixed.has(place) ? boundsOfTens(cell, minimum) : { low: cell, high: cell };
    return cell === 'few' ? { low: 1, high: minimum - 1 } : { low: 0, high: Number.POSITIVE_INFINITY };
  });
  for (const { parts } of sums) {
    if (!parts.some((cell) => shown[cell] === 'few')) continue;
    for (const cell of parts)
      if (shown[cell] === 'hidden' && values[cell]! >= minimum) bounds[cell]!.low = minimum;
  }
  // What is found out by one sum serves the next, until nothing more is.
  for (let turn = 0; turn < 100; turn += 1) {
    let narrowed = false;
    for (const { whole, parts } of sums) {
      let low = 0;
      let high = 0;
      let endless = 0;
      for (const cell of parts) {
        low += bounds[cell]!.low;
        if (bounds[cell]!.high === Number.POSITIVE_INFINITY) endless += 1;
        else high += bounds[cell]!.high;
      }
      const all = bounds[whole]!;
      narrowed = narrow(all, low, endless > 0 ? Number.POSITIVE_INFINITY : high) || narrowed;
      for (const cell of parts) {
        const own = bounds[cell]!;
        if (own.low === own.high) continue;
        const { low: ownLow, high: ownHigh } = own;
        const isEndless = ownHigh === Number.POSITIVE_INFINITY;
        const least = endless > (isEndless ? 1 : 0) ? ownLow : all.low - (high - (isEndless ? 0 : ownHigh));
        if (!narrow(own, least, all.high - (low - ownLow))) continue;
        narrowed = true;
        low += own.low - ownLow;
        if (isEndless && own.high !== Number.POSITIVE_INFINITY) {
          endless -= 1;
          high += own.high;
        } else if (!isEndless) high += own.high - ownHigh;
      }
    }
    if (!narrowed) break;
  }
  return bounds;
}

function narrow(bounds: Bounds, low: number, high: number): boolean {
  const better = low > bounds.low || high < bounds.high;
  bounds.low = Math.max(bounds.low, low);
  bounds.high = Math.min(bounds.high, high);
  return better;
}
