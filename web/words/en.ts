import { firstEn } from './first-en.ts';
import { pagesEn } from './pages-en.ts';

/** The typed source of all words (ICU messages): the other languages have exactly these keys. A browser loads them in two parts. */
export const en = { ...firstEn, ...pagesEn };

export type WordKey = keyof typeof en;
