import type { FoundMail } from './found-mail.ts';
import { isBlank, splitMbox } from './split-mbox.ts';

/** `mail`: one mail, as its place or name says. `any`: its first bytes tell. */
export type FileKind = 'mail' | 'any';

const enough = 512;

/** The mails of a file as its bytes come, be it an mbox or one mail; a file that is neither is told as no mail. */
export async function* readMailFile(
  source: AsyncIterable<Uint8Array>,
  kind: FileKind,
  { sizeLimit }: { sizeLimit: number },
): AsyncGenerator<FoundMail> {
  const chunks = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < enough) {
    const next = await chunks.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const begin = Buffer.concat(first);
  const all = continueWith(begin, chunks);
  const text = begin.toString('latin1', 0, enough);
  if (text.startsWith('From ')) return yield* splitMbox(all, { sizeLimit });
  if (kind === 'any' && !looksLikeMail(text)) return yield { number: 1, offset: 0, problem: 'not-mail' };
  yield await readOne(all, sizeLimit);
}

async function* continueWith(begin: Buffer, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (begin.length > 0) yield begin;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

/** A header field in the first line, and nothing that no text has. */
function looksLikeMail(text: string): boolean {
  return /^[!-9;-~]{1,80}[ \t]*:/.test(text) && !text.includes('\0');
}

async function readOne(source: AsyncIterable<Uint8Array>, sizeLimit: number): Promise<FoundMail> {
  const place = { number: 1, offset: 0 };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > sizeLimit) return { ...place, problem: 'too-large' };
    chunks.push(chunk);
  }
  const raw = Buffer.concat(chunks);
  return isBlank(raw) ? { ...place, problem: 'not-mail' } : { ...place, raw };
}
