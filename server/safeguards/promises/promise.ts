import type { NoticeWords } from '../declaration/notice/notice-words.ts';
import type { NoticeBlock } from '../declaration/notice/notice.ts';

/**
 * `enforced`: the software keeps it, and a probe looks. `attested`: no software can; somebody vouches for it. `not-yet`:
 * the notice says it and the software does not do it. `not-in-use`: the declaration does not make it.
 */
export type PromiseKind = 'enforced' | 'attested' | 'not-yet' | 'not-in-use';

/** Where in the notice a promise stands: a section, and in it what the rest narrows down. */
export interface Passage {
  /** The section's id. */
  readonly section: string;
  /** Only what stands under this heading; null: what stands before the first. */
  readonly heading?: string | null;
  /** Only blocks of these kinds. */
  readonly kinds?: readonly NoticeBlock['kind'][];
  /** Only these sentences, as the words of the notice have them; with `andList` the list that follows too. */
  readonly says?: (words: NoticeWords) => readonly string[];
  readonly andList?: boolean;
  /** All but these sentences. */
  readonly butNot?: (words: NoticeWords) => readonly string[];
}

/** One of the 28 promises of the notice, as data. Its words stand in promise-words. */
export interface PromiseSpec {
  readonly number: number;
  readonly kind: PromiseKind;
  /** A part of it is not built: it is said, and the promise is never shown as kept whole. */
  readonly gap: boolean;
  readonly passages: readonly Passage[];
  /** Where the code is that keeps it: paths in the repository. A test looks whether they are there. */
  readonly control: readonly string[];
  /** The tests that fail without that code. */
  readonly tests: readonly string[];
}
