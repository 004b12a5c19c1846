import { type MediaType, readMediaType } from './media-type.ts';
import { sipLimits } from './sip-limits.ts';
import { readParameters, splitOutside } from './split-values.ts';
import { UnreadableSip } from './unreadable-sip.ts';

export interface BodyPart {
  readonly type: MediaType;
  /** session, recording-session, … in small letters; '' when not said. */
  readonly disposition: string;
  /** Whether who does not understand the part must refuse the request: so unless it says `handling=optional` (RFC 3204, 3261). */
  readonly isRequired: boolean;
  readonly body: Uint8Array;
}

/** @param open whether the last delimiter may be missing @throws {UnreadableSip} multipart-malformed, too-large, content-type-malformed */
export function parseMultipart(body: Uint8Array, boundary: string, open: boolean): BodyPart[] {
  if (boundary.length === 0 || boundary.length > 70 || !/^[\w'()+,./:=? -]*[\w'()+,./:=?-]$/.test(boundary))
    throw new UnreadableSip('content-type-malformed');
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const parts: BodyPart[] = [];
  let at = findDelimiter(text, boundary, 0);
  if (!at) throw new UnreadableSip('multipart-malformed');
  while (!at.isLast) {
    const next = findDelimiter(text, boundary, at.to - 2);
    if (!next && !open) throw new UnreadableSip('multipart-malformed');
    if (parts.length === sipLimits.parts) throw new UnreadableSip('too-large');
    parts.push(readPart(text.slice(at.to, next?.from ?? text.length)));
    if (!next) break;
    at = next;
  }
  if (parts.length === 0) throw new UnreadableSip('multipart-malformed');
  return parts;
}

/** `from` is where the line end before it begins, which belongs to it (RFC 2046, 5.1.1); `to` is just after its line. */
function findDelimiter(
  text: string,
  boundary: string,
  begin: number,
): { from: number; to: number; isLast: boolean } | undefined {
  const mark = `--${boundary}`;
  for (let at = text.indexOf(mark, begin); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    if (at > 0 && text.slice(at - 2, at) !== '\r\n') continue;
    const lineEnd = text.indexOf('\r\n', at);
    const after = text.slice(at + mark.length, lineEnd < 0 ? text.length : lineEnd);
    if (/^--[ \t]*$/.test(after)) return { from: Math.max(0, at - 2), to: text.length, isLast: true };
    if (lineEnd >= 0 && /^[ \t]*$/.test(after))
      return { from: Math.max(0, at - 2), to: lineEnd + 2, isLast: false };
  }
  return undefined;
}

function readPart(text: string): BodyPart {
  // A part without headers begins with its empty line.
  const headEnd = text.startsWith('\r\n') ? 0 : text.indexOf('\r\n\r\n');
  if (headEnd < 0 || headEnd > sipLimits.headBytes) throw new UnreadableSip('multipart-malformed');
  const head = text.slice(0, headEnd).replaceAll(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string>();
  for (const line of head === '' ? [] : head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!/^[a-z0-9-]{1,64}$/.test(name) || headers.has(name)) throw new UnreadableSip('multipart-malformed');
    headers.set(name, line.slice(colon + 1).trim());
  }
  const encoding = (headers.get('content-transfer-encoding') ?? '8bit').toLowerCase();
  if (!['7bit', '8bit', 'binary'].includes(encoding)) throw new UnreadableSip('part-not-understood');
  const [disposition = '', ...rest] = splitOutside(headers.get('content-disposition') ?? '', ';');
  return {
    type: readMediaType(headers.get('content-type') ?? 'text/plain'),
    disposition: disposition.toLowerCase(),
    isRequired: readParameters(rest).get('handling')?.toLowerCase() !== 'optional',
    body: Buffer.from(text.slice(headEnd + (headEnd === 0 ? 2 : 4)), 'latin1'),
  };
}
