import type { Id } from '../../../base/new-id.ts';
import { rereadReplaced } from '../../../safeguards/vault/reread-replaced.ts';
import type { Database, Tx } from '../../../storage/database.ts';
import { bodyColumn, fileDescriptionColumn, noteColumn } from '../contact-columns.ts';
import type { ContactsDeps } from '../contacts.ts';
import { indexText } from './index-text.ts';
import {
  beginProgress,
  deleteIndex,
  deleteTexts,
  dropEmptyMonth,
  type FileToRebuild,
  listEmptyCandidates,
  lockProgress,
  makeMonth,
  readFilesOf,
  readTextsBefore,
  setProgress,
  type TextToRebuild,
} from './index-store.ts';
import { messageTexts } from './message-texts.ts';

/** The job that keeps the index whole; it may run again, and several may run at once. */
export const keepSearchIndexJob = 'keep-search-index';

const batchSize = 200;
const monthMilliseconds = 31 * 86_400_000;

/**
 * Makes the months to come, drops those that are past and empty, and goes on with what a crash of the database took:
 * newest first, batch by batch, each a transaction. @returns how many texts were indexed anew
 */
export async function keepSearchIndex(deps: ContactsDeps, signal?: AbortSignal): Promise<number> {
  const now = deps.clock.now();
  for (const ahead of [0, 1, 2])
    await makeMonth(deps.db, new Date(now.getTime() + ahead * monthMilliseconds));
  const long = new Date(now.getTime() - 2 * monthMilliseconds);
  for (const month of await listEmptyCandidates(deps.db, long)) {
    // Somebody reads it just now: it can wait.
    await dropEmptyMonth(deps.db, month).catch(() => undefined);
  }
  await beginProgress(deps.db);
  let rebuilt = 0;
  for (;;) {
    if (signal?.aborted) return rebuilt;
    const done = await rereadReplaced(() => deps.db.transaction((tx) => rebuildBatch(deps, tx)));
    rebuilt += done;
    if (done === 0) return rebuilt;
  }
}

/** All of it: the job makes it again. */
export async function forgetIndex(db: Database): Promise<void> {
  await db.transaction((tx) => deleteIndex(tx));
}

/** @returns how many texts were looked at; none when the index is whole */
async function rebuildBatch(deps: ContactsDeps, tx: Tx): Promise<number> {
  const progress = await lockProgress(tx);
  if (progress === undefined || progress.whole) return 0;
  const texts = await readTextsBefore(tx, progress, batchSize);
  const last = texts.at(-1);
  if (last === undefined) {
    setProgress(tx, { ...progress, whole: true });
    return 0;
  }
  const contacts = [...new Set(texts.map((text) => text.contact_id))];
  const files = await readFilesOf(
    tx,
    contacts,
    texts.map((text) => text.id),
  );
  // What arrived since the crash is there already.
  deleteTexts(tx, contacts, [...texts.map((text) => text.id), ...files.map((file) => file.id)]);
  await indexOpened(deps, tx, contacts, texts, files);
  setProgress(tx, { at: last.at, id: last.id, whole: false });
  return texts.length;
}

/** Their contacts are locked: none is erased between its opening and the commit. */
async function indexOpened(
  deps: ContactsDeps,
  tx: Tx,
  contacts: readonly Id[],
  texts: readonly TextToRebuild[],
  files: readonly FileToRebuild[],
): Promise<void> {
  const grant = deps.access.systemGrant('rebuild', {
    units: contacts,
    categories: ['messages', 'notes', 'files'],
  });
  await deps.vault.open(
    grant,
    'view',
    () => Promise.resolve(),
    async (opener) => {
      const of = new Map(texts.map((text) => [text.id, text]));
      for (const text of texts) {
        if (!opener.holds(text.contact_id)) continue;
        const common = { contactId: text.contact_id, textId: text.id, kind: text.kind, at: text.at };
        if (text.kind === 'note') {
          const note = opener.open(noteColumn, noteColumn.at(text.contact_id, text.id, text.sealed));
          await indexText(deps, tx, { ...common, texts: [note], language: null });
          continue;
        }
        const body = opener.open(bodyColumn, bodyColumn.at(text.contact_id, text.id, text.sealed));
        await indexText(deps, tx, {
          ...common,
          texts: messageTexts(body, text.first),
          language: text.language,
        });
      }
      for (const { contact_id, id, message_id, description_sealed } of files) {
        const text = of.get(message_id);
        if (text === undefined || !opener.holds(contact_id)) continue;
        const { name } = opener.open(
          fileDescriptionColumn,
          fileDescriptionColumn.at(contact_id, id, description_sealed),
        );
        const { at, language } = text;
        await indexText(deps, tx, {
          contactId: contact_id,
          textId: id,
          kind: 'file',
          at,
          texts: [name],
          language,
        });
      }
    },
    { count: texts.length },
  );
}
