import type { Language } from '../declaration.ts';
import type { RecordWords } from './record-words.ts';
import { recordWordsEn } from './record-words.en.ts';
import { recordWordsFi } from './record-words.fi.ts';
import { recordWordsSv } from './record-words.sv.ts';

export const recordWords: Readonly<Record<Language, RecordWords>> = {
  sv: recordWordsSv,
  fi: recordWordsFi,
  en: recordWordsEn,
};
