import type { ReverseRule } from './reverse-rule.ts';
import { againstRules } from './rules-against.ts';
import { howRules } from './rules-how.ts';
import { rightsRules } from './rules-rights.ts';
import { whoRules } from './rules-who.ts';

const all = { ...whoRules, ...howRules, ...rightsRules, ...againstRules };

export type ReverseRuleKey = keyof typeof all;

/** All that a sentence of a notice may be about, in the order of a notice. */
export const reverseRules: Readonly<Record<ReverseRuleKey, ReverseRule>> = all;
