import type { Id } from '../../../base/new-id.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { BlindIndex } from '../../../safeguards/vault/blind-index.ts';
import type { Tx } from '../../../storage/database.ts';
import { deleteTexts, deleteTextsOf, insertText, moveTexts } from './index-store.ts';
import { type TextKind, textKinds } from './search-store.ts';
import { textTerms } from './text-terms.ts';

/** A text as it came to be; none of it is kept but keyed hashes of its words. */
export interface TextToIndex {
  readonly contactId: Id<'contact'>;
  /** Of the message, note or file. */
  readonly textId: Id;
  readonly kind: TextKind;
  readonly at: Date;
  readonly texts: readonly string[];
  /** As guessed when it arrived; null where several may be meant, as in notes. */
  readonly language: Language | null;
}

/** Makes a text findable, in the transaction that stores it. */
export function indexText(deps: { readonly blindIndex: BlindIndex }, tx: Tx, text: TextToIndex): void {
  const terms = textTerms(text.texts, text.language);
  if (terms.length === 0) return;
  const tokens = [...new Set(deps.blindIndex.textTokens(terms))];
  insertText(tx, { ...text, kind: textKinds[text.kind], tokens });
}

/** A text that is gone before its contact (a reply that was called back), or that is written anew. */
export function forgetTexts(tx: Tx, contactId: Id<'contact'>, textIds: readonly Id[]): void {
  deleteTexts(tx, [contactId], textIds);
}

/** Nothing of these contacts is found from this commit on. */
export function forgetContacts(tx: Tx, contactIds: readonly Id[]): void {
  deleteTextsOf(tx, contactIds);
}

/** What is merged into another contact is found there. @param textIds null: all of them */
export function moveIndexedTexts(
  tx: Tx,
  from: Id<'contact'>,
  to: Id<'contact'>,
  textIds: readonly Id[] | null = null,
): void {
  moveTexts(tx, from, to, textIds);
}
