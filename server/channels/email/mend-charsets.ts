import { decodeUtf7 } from './decode-utf7.ts';

/** A part as the MIME parser holds it, before its text is decoded. */
export interface MimePart {
  childNodes: MimePart[];
  contentType: { parsed: { value: string; params: Record<string, string> } };
  content: ArrayBuffer | null;
}

const utf7 = /^(?:unicode-1-1-|x-unicode-2-0-)?utf-?7$/i;
const oneByte =
  /^(?:us-ascii|ascii|ansi_x3.*|iso[-_]?8859[-_]?\d+|latin-?\d|windows-?125\d|cp-?125\d|x-.*|unknown.*|default|)$/i;

/**
 * Puts the charset right where the label lies: UTF-8 labelled as a one-byte charset, one-byte text labelled UTF-8,
 * HTML that names its charset only inside; UTF-7, which no decoder of the platform reads, is decoded.
 */
export function mendCharsets(part: MimePart): void {
  for (const child of part.childNodes) mendCharsets(child);
  const { value, params } = part.contentType.parsed;
  if (part.content === null || part.childNodes.length > 0 || !value.startsWith('text/')) return;
  const bytes = Buffer.from(part.content);
  const label = (params['charset'] ?? '').trim();
  if (utf7.test(label)) {
    part.content = new TextEncoder().encode(decodeUtf7(bytes.toString('latin1'))).buffer;
    params['charset'] = 'utf-8';
    return;
  }
  if (!bytes.some((byte) => byte >= 0x80)) return;
  const isUtf8Label = /^utf-?8$/i.test(label);
  if (isUtf8(bytes)) {
    if (!isUtf8Label && oneByte.test(label)) params['charset'] = 'utf-8';
    return;
  }
  if (label === '' && value === 'text/html') params['charset'] = readMetaCharset(bytes) ?? 'windows-1252';
  else if ((isUtf8Label || label === '') && isMostlyBroken(bytes)) params['charset'] = 'windows-1252';
}

/**
 * Headers as bytes the parser reads right: eight-bit ones that are no UTF-8 are taken for windows-1252, and
 * encoded words in UTF-7 are written anew. @returns the mail itself when there is nothing to mend
 */
export function mendHeaders(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const gap = /\r?\n\r?\n/.exec(bytes.toString('latin1', 0, 512 * 1024));
  const end = gap?.index ?? bytes.length;
  const head = bytes.subarray(0, end);
  const eightBit = head.some((byte) => byte >= 0x80) && !isUtf8(head);
  const text = eightBit ? new TextDecoder('windows-1252').decode(head) : head.toString('utf8');
  const mended = text.replace(
    /=\?(?:unicode-1-1-)?utf-7\?([bq])\?([^?\s]{0,900})\?=/gi,
    (_word, how: string, content: string) => {
      const encoded =
        how.toLowerCase() === 'b'
          ? Buffer.from(content, 'base64').toString('latin1')
          : content
              .replaceAll('_', ' ')
              .replace(/=([0-9a-f]{2})/gi, (_hex, code: string) => String.fromCharCode(parseInt(code, 16)));
      return `=?utf-8?B?${Buffer.from(decodeUtf7(encoded)).toString('base64')}?=`;
    },
  );
  if (!eightBit && mended === text) return raw;
  return Buffer.concat([Buffer.from(mended), bytes.subarray(end)]);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

// A few bad bytes in real UTF-8 stay what they are: marks that something is missing.
function isMostlyBroken(bytes: Uint8Array): boolean {
  let broken = 0;
  let foreign = 0;
  for (const letter of new TextDecoder('utf-8').decode(bytes)) {
    if (letter === '\ufffd') broken += 1;
    else if (letter > '\u007f') foreign += 1;
  }
  return broken > foreign;
}

function readMetaCharset(bytes: Buffer): string | undefined {
  return /<meta[^>]{1,200}charset\s*=\s*["']?([\w.:-]{2,40})/i.exec(bytes.toString('latin1', 0, 4_096))?.[1];
}
