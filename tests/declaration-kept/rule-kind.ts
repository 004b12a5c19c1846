import type { Words } from '../../server/safeguards/declaration/declaration.ts';
import type { Register } from '../promises/change-register.ts';
import type { Asks } from './open-kept-house.ts';

/** One kind of rule: what changes it and nothing else, and what must then be otherwise. */
export interface RuleKind {
  /** A path of the schema, `*` for keys of the file and places in lists. */
  readonly field: string;
  readonly change: (register: Register) => void;
  /**
   * What the running system is asked before and after: the answers must differ. `refused`: no other value can be
   * published, or not by itself. A text: why there is nothing to ask, for it says something and rules nothing.
   */
  readonly behaves: ((asks: Asks) => Promise<unknown>) | 'refused' | NothingToAsk;
  /** Why neither notice nor record says it. */
  readonly untold?: string;
}

export interface NothingToAsk {
  readonly because: string;
}

export const words = (text: string): Words => ({ sv: `${text} sv`, fi: `${text} fi`, en: `${text} en` });

/** It only says something. */
export const says: NothingToAsk = { because: 'it is a text for people; the software decides nothing by it' };
export const decides: NothingToAsk = { because: 'it says who decided the rule, not what the rule is' };
/** Of `decidedBy`: it is for whoever keeps the file. */
export const forKeeper = 'people are told the rule, not who decided it';
export const arrangesWork = 'how the work is arranged is no matter of the notice';
export const notYet = (what: string): NothingToAsk => ({ because: `not yet: ${what}` });

/** A rule that only says something, changed to another text. */
export const said = (field: string, change: (register: Register) => void, untold?: string): RuleKind => ({
  field,
  change,
  behaves: says,
  ...(untold === undefined ? {} : { untold }),
});

export const decided = (field: string, change: (register: Register) => void): RuleKind => ({
  field,
  change,
  behaves: decides,
  untold: forKeeper,
});
