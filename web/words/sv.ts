import type { WordKey } from './en.ts';
import { codes } from './sv/codes.ts';
import { house } from './sv/house.ts';
import { work } from './sv/work.ts';

export const sv: Record<WordKey, string> = { ...work, ...house, ...codes };
