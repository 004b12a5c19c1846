import { onlyOnce, wholeName } from './header-names.ts';
import { readNameAddress } from './name-address.ts';
import { sipLimits } from './sip-limits.ts';
import { type Header, headerOf, type SipMessage, valuesOf } from './sip-message.ts';
import { UnreadableSip } from './unreadable-sip.ts';
import { readVia } from './via.ts';

const headerLine = /^([A-Za-z0-9\-.!%*_+`'~]{1,64})[ \t]*:[ \t]*(.*)$/s;
// A tab is the one control character that may stand in a header.
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u0008\u000A-\u001F\u007F]/;

export interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
  /** Undefined: not said. */
  readonly bodyBytes: number | undefined;
}

/** Where the head ends, just after its empty line; -1 when it does not, from `from` on. */
export function endOfHead(bytes: Uint8Array, from = 0): number {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(
    '\r\n\r\n',
    from,
    'latin1',
  );
  return at < 0 ? -1 : at + 4;
}

/** @param bytes from the first character to the empty line. @throws {UnreadableSip} */
export function parseHead(bytes: Uint8Array): Head {
  if (bytes.length > sipLimits.headBytes) throw new UnreadableSip('too-large');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const [startLine = '', ...lines] = text.slice(0, -4).split('\r\n');
  const headers: Header[] = [];
  const folded: string[][] = [];
  for (const line of lines) {
    // A line that begins with a blank goes on with the one before (RFC 3261, 7.3.1).
    if (line.startsWith(' ') || line.startsWith('\t')) {
      if (folded.length === 0) throw new UnreadableSip('header-malformed');
      folded.at(-1)!.push(line.trim());
    } else folded.push([line]);
  }
  if (folded.length > sipLimits.headers) throw new UnreadableSip('too-large');
  for (const pieces of folded) {
    const [, name, value] = headerLine.exec(pieces.join(' ')) ?? [];
    if (name === undefined || value === undefined || control.test(value))
      throw new UnreadableSip('header-malformed');
    headers.push({ name: wholeName(name), value: value.trim() });
  }
  const seen = new Set<string>();
  for (const { name } of headers) {
    if (onlyOnce.has(name) && seen.has(name)) throw new UnreadableSip('header-repeated');
    seen.add(name);
  }
  const length = headerOf({ headers }, 'content-length');
  if (length !== undefined && !/^\d{1,9}$/.test(length)) throw new UnreadableSip('length-wrong');
  return { startLine, headers, bodyBytes: length === undefined ? undefined : Number(length) };
}

/**
 * One whole message: a datagram, or what the stream was cut into. Strict, since two readers that read it otherwise are a
 * way in: CRLF at each line's end, no header twice that stands once, no control characters.
 *
 * @throws {UnreadableSip} and nothing else
 */
export function parseMessage(bytes: Uint8Array): SipMessage {
  if (bytes.length > sipLimits.messageBytes) throw new UnreadableSip('too-large');
  const end = endOfHead(bytes);
  if (end < 0) throw new UnreadableSip('header-malformed');
  const { startLine, headers, bodyBytes } = parseHead(bytes.subarray(0, end));
  const rest = bytes.subarray(end);
  // A datagram may carry more than it says, and the rest is nothing (RFC 3261, 18.3); less is a loss.
  if (bodyBytes !== undefined && bodyBytes > rest.length) throw new UnreadableSip('length-wrong');
  const body = bodyBytes === undefined ? rest : rest.subarray(0, bodyBytes);
  const common = { headers, body, ...readCommon(headers) };
  const answer = /^SIP\/2\.0 ([1-6]\d\d)(?: .*)?$/i.exec(startLine);
  if (answer) return { kind: 'response', status: Number(answer[1]), ...common };
  const [, method, uri] =
    /^([A-Z]{2,20}) ([a-z][a-z0-9+.-]*:[^\s<>"]{1,2000}) SIP\/2\.0$/i.exec(startLine) ?? [];
  if (method === undefined || uri === undefined || control.test(startLine))
    throw new UnreadableSip('start-line-malformed');
  // Methods are compared as they are written.
  if (method !== method.toUpperCase() || method !== common.cseq.method)
    throw new UnreadableSip('start-line-malformed');
  return { kind: 'request', method, uri, ...common };
}

function readCommon(headers: readonly Header[]) {
  const needed = (name: string): string => {
    const value = headerOf({ headers }, name);
    if (value === undefined || value === '') throw new UnreadableSip('header-missing');
    return value;
  };
  const ways = valuesOf({ headers }, 'via');
  if (ways.length === 0) throw new UnreadableSip('header-missing');
  if (ways.length > sipLimits.values) throw new UnreadableSip('too-large');
  const callId = needed('call-id');
  const [, number, method] = /^(\d{1,10})[ \t]+([A-Z]{2,20})$/.exec(needed('cseq')) ?? [];
  if (method === undefined || Number(number) >= 2 ** 31 || !/^[^\s<>"]{1,256}$/.test(callId))
    throw new UnreadableSip('header-malformed');
  return {
    via: ways.map(readVia),
    from: readNameAddress(needed('from')),
    to: readNameAddress(needed('to')),
    callId,
    cseq: { number: Number(number), method },
  };
}
