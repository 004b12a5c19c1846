import { parentPort } from 'node:worker_threads';
import type { MailInPieces, RawMail } from './mail-in-pieces.ts';
import { parseMail } from './parse-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { ParsedMail, UnreadableReason } from './parsed-mail.ts';
import { sanitizeMailHtml } from './sanitize-html.ts';

export type ParserTask =
  | { kind: 'parse'; raw: Uint8Array }
  /** The mail stays where it is; it is asked for piece by piece. */
  | { kind: 'parse-pieces'; size: number }
  | { kind: 'piece'; bytes: Uint8Array };
export type ParserAnswer =
  | { kind: 'ready' }
  | { kind: 'wanted'; from: number }
  | { kind: 'parsed'; mail: ParsedMail }
  | { kind: 'unreadable'; reason: UnreadableReason };

const port = parentPort!;
let arrived: ((bytes: Uint8Array) => void) | undefined;

port.on('message', async (task: ParserTask) => {
  if (task.kind === 'piece') return arrived?.(task.bytes);
  const found = await answer(task.kind === 'parse' ? task.raw : inPieces(task.size));
  // Handed over rather than copied, where the memory is the file's own.
  const own =
    found.kind === 'parsed'
      ? found.mail.attachments.flatMap(({ content }) => (content instanceof Uint8Array ? [content] : []))
      : [];
  const whole = own.filter(({ buffer, byteLength }) => buffer.byteLength === byteLength);
  port.postMessage(found, [...new Set(whole.map(({ buffer }) => buffer as ArrayBuffer))]);
});
port.postMessage({ kind: 'ready' } satisfies ParserAnswer);

function inPieces(size: number): MailInPieces {
  return {
    size,
    async *read(from = 0, to = size) {
      for (let at = from; at < to;) {
        port.postMessage({ kind: 'wanted', from: at } satisfies ParserAnswer);
        const bytes = await new Promise<Uint8Array>((resolve) => (arrived = resolve));
        yield bytes.subarray(0, to - at);
        at += bytes.length;
      }
    },
  };
}

async function answer(raw: RawMail): Promise<ParserAnswer> {
  try {
    const { html, ...mail } = await parseMail(raw);
    if (html === undefined) return { kind: 'parsed', mail };
    const hosts = new Set<string>();
    const safeHtml = sanitizeMailHtml(html, (host) => hosts.add(host));
    return { kind: 'parsed', mail: { ...mail, safeHtml, blockedHosts: [...hosts].slice(0, 50) } };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof UnreadableMail ? error.code : 'malformed' };
  }
}
