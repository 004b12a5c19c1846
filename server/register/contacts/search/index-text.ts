import type { Id } from '../../../base/new-id.ts';
import type { Language } from '../../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import type { ContactsDeps } from '../contacts.ts';
import { deleteTexts, deleteTextsOf, insertText, makeMonth, moveTexts } from './index-store.ts';
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

/**
 * Makes room for the months of many texts before they come. A transaction that writes texts of several months needs
 * it: it does not see a month that another one attaches after its own first text (PostgreSQL refuses with 23514).
 */
export async function readyMonths(db: Db, moments: readonly Date[]): Promise<void> {
  const months = new Map(moments.map((at) => [at.toISOString().slice(0, 7), at]));
  for (const at of months.values()) await makeMonth(db, at);
}

/** Makes a text findable, in the transaction that stores it. */
export async function indexText(
  deps: Pick<ContactsDeps, 'blindIndex' | 'db' | 'clock'>,
  tx: Tx,
  text: TextToIndex,
): Promise<void> {
  const terms = textTerms(text.texts, text.language);
  if (terms.length === 0) return;
  const index = await deps.blindIndex.hold(tx);
  const tokens = [...new Set(index.textTokens(terms))];
  insertText(deps, tx, { ...text, kind: textKinds[text.kind], tokens, cover: index.cover });
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
