import type { Language } from '../../safeguards/declaration/declaration.ts';
import { receiptWordsEn } from './receipt-words.en.ts';
import { receiptWordsFi } from './receipt-words.fi.ts';
import { receiptWordsSv } from './receipt-words.sv.ts';
import type { ReceiptWords } from './receipt-words.ts';

/** What a receipt says, in each language. */
export const receiptWords: Readonly<Record<Language, ReceiptWords>> = {
  sv: receiptWordsSv,
  fi: receiptWordsFi,
  en: receiptWordsEn,
};
