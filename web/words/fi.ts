import type { WordKey } from './en.ts';
import { codes } from './fi/codes.ts';
import { house } from './fi/house.ts';
import { work } from './fi/work.ts';

export const fi: Record<WordKey, string> = { ...work, ...house, ...codes };
