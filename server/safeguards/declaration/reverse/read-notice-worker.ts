import { parentPort, workerData } from 'node:worker_threads';
import { type ErrorCode, Refusal } from '../../../base/errors.ts';
import type { Language } from '../declaration.ts';
import { decodeText } from './decode-text.ts';
import { type NoticeReading, readNotice } from './read-notice.ts';
import { readPdfText } from './read-pdf-text.ts';
import { splitSentences } from './split-sentences.ts';

export interface ReaderTask {
  readonly bytes: Uint8Array;
  readonly language: Language | undefined;
}
export type ReaderAnswer =
  | { readonly kind: 'read'; readonly reading: NoticeReading }
  | { readonly kind: 'refused'; readonly code: ErrorCode; readonly details: Refusal['details'] };

/** Characters. The longest notices of banks and operators have a third of this. */
const mostCharacters = 300_000;
const mostSentences = 4_000;

async function answer({ bytes, language }: ReaderTask): Promise<ReaderAnswer> {
  try {
    const text = isPdf(bytes) ? await readPdfText(bytes) : decodeText(bytes);
    if (text.trim() === '') throw new Refusal('notice-no-text');
    if (text.length > mostCharacters)
      throw new Refusal('notice-too-long', { most: mostCharacters, of: 'characters' });
    if (splitSentences(text).length > mostSentences)
      throw new Refusal('notice-too-long', { most: mostSentences, of: 'sentences' });
    const reading = readNotice(text, language);
    if (!reading) throw new Refusal('notice-language-unknown');
    return { kind: 'read', reading };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', code: error.code, details: error.details };
    return { kind: 'refused', code: 'notice-unreadable', details: {} };
  }
}

/** The mark may stand a little way in. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).includes('%PDF-');
}

// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
parentPort!.postMessage(await answer(workerData as ReaderTask));
