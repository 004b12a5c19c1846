import type { Id } from '../../base/new-id.ts';
import type { SealedColumn } from '../../safeguards/vault/sealed.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { noteDraftColumn, replyDraftColumn } from './contact-columns.ts';
import { type DraftRow, dropDraft, lockDrafts, writeDraft } from './merging-store.ts';

/** A colleague has one draft of a kind in a contact: where both have one, the texts are joined, so that no line is lost. */
export async function joinDrafts(
  tx: Tx,
  sealer: Sealer,
  from: Id<'contact'>,
  to: Id<'contact'>,
): Promise<void> {
  const kept = await lockDrafts(tx, to);
  for (const draft of kept.length === 0 ? [] : await lockDrafts(tx, from)) {
    const into = kept.find((each) => each.staff_id === draft.staff_id && each.kind === draft.kind);
    if (into === undefined) continue;
    const joined = <T extends { readonly text: string }>(
      column: SealedColumn<T>,
      of: (row: DraftRow) => Buffer | null,
    ) => {
      const [one, two] = [of(into), of(draft)];
      if (one === null || two === null) return one;
      const first = sealer.open(column, column.at(to, into.id, one));
      const second = sealer.open(column, column.at(from, draft.id, two));
      const text = [first.text, second.text].filter((each) => each.trim() !== '').join('\n\n');
      return sealer.seal(column, to, into.id, { ...second, ...first, text });
    };
    const reply_sealed = joined(replyDraftColumn, (row) => row.reply_sealed);
    const note_sealed = joined(noteDraftColumn, (row) => row.note_sealed);
    writeDraft(tx, to, { ...into, reply_sealed, note_sealed });
    dropDraft(tx, from, draft.id, into.id);
  }
}
