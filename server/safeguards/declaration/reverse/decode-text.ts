import { Refusal } from '../../../base/errors.ts';

/**
 * The text of a file that says itself what it is in: UTF-8 or UTF-16 with a mark, else the old Windows letters of our
 * languages. @throws Refusal notice-unreadable for what is no text (a word processor's file, a picture)
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // Signs that no text has.
  if (/[^\P{Cc}\s\u0085]/u.test(text)) throw new Refusal('notice-unreadable');
  return text;
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
