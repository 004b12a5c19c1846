import type { Words } from '../declaration.ts';

/**
 * What the software does about a sentence. `enforced`: it keeps to it by itself. `not-yet`: a declaration may state it, and
 * a person has to keep it until it is built. `attested`: no software can; somebody vouches. `contradicted`: it is below the
 * law, or what this software never does. `told`: it promises nothing that could be kept or broken.
 */
export const reverseKinds = ['enforced', 'not-yet', 'attested', 'contradicted', 'told'] as const;
export type ReverseKind = (typeof reverseKinds)[number];

export interface ReverseRule {
  readonly kind: ReverseKind;
  /** P1–P28 of docs/rules. */
  readonly promise: string | null;
  readonly name: Words;
  /** How the software does it, or what stands against it; a sentence or two. */
  readonly how: Words;
}

type InThree = readonly [sv: string, fi: string, en: string];

const words = ([sv, fi, en]: InThree): Words => ({ sv, fi, en });

/** In the order of docs: Swedish, Finnish, English. */
export function rule(kind: ReverseKind, promise: string | null, name: InThree, how: InThree): ReverseRule {
  return { kind, promise, name: words(name), how: words(how) };
}
