import { parentPort } from 'node:worker_threads';
import type { Printable } from '../printable.ts';
import { createTypesetter } from './typeset.ts';

export type TypesetAnswer = { kind: 'printed'; pdf: Uint8Array<ArrayBuffer> } | { kind: 'failed' };

const port = parentPort!;
const typeset = createTypesetter();

port.on('message', (printable: Printable) => {
  const answer = print(printable);
  port.postMessage(answer, answer.kind === 'printed' ? [answer.pdf.buffer] : []);
});

/** The reason stays here: it may quote the document. */
function print(printable: Printable): TypesetAnswer {
  try {
    return { kind: 'printed', pdf: Uint8Array.from(typeset(printable)) };
  } catch {
    return { kind: 'failed' };
  }
}
