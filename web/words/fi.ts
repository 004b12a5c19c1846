import type { WordKey } from './en.ts';
import { firstFi } from './first-fi.ts';
import { pagesFi } from './pages-fi.ts';

export const fi: Record<WordKey, string> = { ...firstFi, ...pagesFi };
