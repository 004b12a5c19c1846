import { codes } from './en/codes.ts';
import { house } from './en/house.ts';
import { work } from './en/work.ts';

/** The typed source of all words (ICU messages): the other languages have exactly these keys. */
export const en = { ...work, ...house, ...codes };

export type WordKey = keyof typeof en;
