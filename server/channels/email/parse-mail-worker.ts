import { parentPort } from 'node:worker_threads';
import { parseMail } from './parse-mail.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { ParsedMail, UnreadableReason } from './parsed-mail.ts';
import { sanitizeMailHtml } from './sanitize-html.ts';

export type ParserTask = { kind: 'parse'; raw: Uint8Array };
export type ParserAnswer =
  | { kind: 'ready' }
  | { kind: 'parsed'; mail: ParsedMail }
  | { kind: 'unreadable'; reason: UnreadableReason };

const port = parentPort!;

port.on('message', async (task: ParserTask) => {
  const found = await answer(task);
  // Handed over rather than copied, where the memory is the file's own.
  const own = found.kind === 'parsed' ? found.mail.attachments.map(({ content }) => content) : [];
  const whole = own.filter(({ buffer, byteLength }) => buffer.byteLength === byteLength);
  port.postMessage(found, [...new Set(whole.map(({ buffer }) => buffer as ArrayBuffer))]);
});
port.postMessage({ kind: 'ready' } satisfies ParserAnswer);

async function answer(task: ParserTask): Promise<ParserAnswer> {
  try {
    const { html, ...mail } = await parseMail(task.raw);
    if (html === undefined) return { kind: 'parsed', mail };
    const hosts = new Set<string>();
    const safeHtml = sanitizeMailHtml(html, (host) => hosts.add(host));
    return { kind: 'parsed', mail: { ...mail, safeHtml, blockedHosts: [...hosts].slice(0, 50) } };
  } catch (error) {
    return { kind: 'unreadable', reason: error instanceof UnreadableMail ? error.code : 'malformed' };
  }
}
