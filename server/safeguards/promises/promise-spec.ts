import type { Passage, PromiseKind, PromiseSpec } from './promise.ts';

/** One promise of the list. What is built in part is `enforced-in-part`: never shown as kept. */
export function promise(
  number: number,
  kind: PromiseKind | 'enforced-in-part',
  passages: readonly Passage[],
  control: readonly string[] = [],
  testedBy: readonly string[] = [],
): PromiseSpec {
  return {
    number,
    kind: kind === 'enforced-in-part' ? 'enforced' : kind,
    gap: kind === 'enforced-in-part' || kind === 'not-yet',
    passages,
    control,
    tests: testedBy,
  };
}
