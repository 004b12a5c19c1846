import { createHash } from 'node:crypto';
import type { CheckpointSigner } from './checkpoint.ts';

export const receiptFormat = 'haltija-receipt-1';
export type ReceiptKind = 'person' | 'contact' | 'staff' | 'sample';

/** What a receipt says of itself, before its lines. */
export interface ReceiptHeader {
  readonly kind: ReceiptKind;
  readonly [key: string]: unknown;
}

/**
 * A receipt as lines of text: what it is, then a line of the log a line, then how many and the signature. The digest that is
 * signed is a chain: of the first line its SHA-256, of each further one that of the digest before it and the line. So it is
 * written and checked while it streams, and no line can be changed, moved, dropped or put in.
 * @param items what stands in each line; `end` is no key of theirs
 */
export async function* writeReceipt(
  signer: CheckpointSigner,
  header: ReceiptHeader,
  pages: AsyncIterable<readonly Readonly<Record<string, unknown>>[]>,
): AsyncGenerator<string> {
  let digest: Buffer | undefined;
  let count = 0;
  const write = (value: unknown): string => {
    const text = JSON.stringify(value);
    const hash = createHash('sha256');
    if (digest) hash.update(digest);
    digest = hash.update(text).digest();
    return `${text}\n`;
  };
  yield write({ format: receiptFormat, ...header, verifierKey: signer.verifierKey });
  for await (const page of pages) {
    yield page.map(write).join('');
    count += page.length;
  }
  const signature = signer.signNote(
    `${receiptFormat}\n${header.kind}\n${count}\n${digest!.toString('base64')}\n`,
  );
  yield `${JSON.stringify({ end: count, signature })}\n`;
}
