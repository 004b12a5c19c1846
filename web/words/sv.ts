import type { WordKey } from './en.ts';
import { firstSv } from './first-sv.ts';
import { pagesSv } from './pages-sv.ts';

export const sv: Record<WordKey, string> = { ...firstSv, ...pagesSv };
