import type { Language } from './corpus.ts';
import type { Phrases } from './phrases-shape.ts';
import { phrasesEn } from './phrases.en.ts';
import { phrasesFi } from './phrases.fi.ts';
import { phrasesSv } from './phrases.sv.ts';

export const phrases: Record<Language, Phrases> = { sv: phrasesSv, fi: phrasesFi, en: phrasesEn };
