import type { Readable } from 'node:stream';
import { Refusal } from '../../base/errors.ts';

/** What was sent, whole. @throws Refusal 'body-too-large' past `most` bytes, 'invalid-input' when it is nothing */
export async function takeBytes(
  body: unknown,
  { most, field }: { readonly most: number; readonly field: string },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of ((body as Readable | undefined) ?? []) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw new Refusal('body-too-large', { most });
    chunks.push(chunk);
  }
  if (size === 0) throw new Refusal('invalid-input', { field });
  return Buffer.concat(chunks);
}
