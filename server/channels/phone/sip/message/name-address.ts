import { readParameters, splitOutside, unquote } from './split-values.ts';
import { UnreadableSip } from './unreadable-sip.ts';

/** `"Name" <uri>;parameters`, as in From, To, Contact, Route (RFC 3261, 20.10). */
export interface NameAddress {
  readonly name: string;
  readonly uri: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** @throws {UnreadableSip} header-malformed */
export function readNameAddress(text: string): NameAddress {
  const [address = '', ...rest] = splitOutside(text, ';');
  const opens = findOpening(address);
  const parameters = readParameters(rest);
  if (opens < 0) {
    // Without brackets what follows a semicolon is the header's.
    if (!isUri(address)) throw new UnreadableSip('header-malformed');
    return { name: '', uri: address, parameters };
  }
  const closes = address.indexOf('>', opens);
  const uri = closes < 0 ? '' : address.slice(opens + 1, closes).trim();
  if (!isUri(uri) || address.slice(closes + 1).trim() !== '') throw new UnreadableSip('header-malformed');
  return { name: unquote(address.slice(0, opens).trim()), uri, parameters };
}

function findOpening(text: string): number {
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (quoted && text[at] === '\\') at += 1;
    else if (text[at] === '"') quoted = !quoted;
    else if (!quoted && text[at] === '<') return at;
  }
  return -1;
}

/** A scheme and something without blanks, quotes and brackets: enough to be echoed and compared. */
export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s<>"]+$/i.test(text);
}

export interface SipUri {
  readonly scheme: string;
  /** Decoded; '' when there is none. */
  readonly user: string;
  readonly host: string;
  readonly port: number | undefined;
  readonly parameters: ReadonlyMap<string, string>;
}

/** The parts of a `sip:`, `sips:` or `tel:` address; undefined for another scheme or what is none. */
export function readUri(text: string): SipUri | undefined {
  const [, scheme = '', rest = ''] = /^(sips?|tel):(.+)$/is.exec(text) ?? [];
  if (rest === '') return undefined;
  const [main = '', ...pieces] = rest.split('?', 1)[0]!.split(';');
  const parameters = readParameters(pieces);
  if (scheme.toLowerCase() === 'tel')
    return { scheme: 'tel', user: decode(main), host: '', port: undefined, parameters };
  const at = main.lastIndexOf('@');
  const [, host = '', port] = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(main.slice(at + 1)) ?? [];
  if (host === '' || (port !== undefined && !isPort(Number(port)))) return undefined;
  const [user = ''] = at < 0 ? [''] : main.slice(0, at).split(':');
  return {
    scheme: scheme.toLowerCase(),
    user: decode(user),
    host: host.replaceAll(/[[\]]/g, '').toLowerCase(),
    port: port === undefined ? undefined : Number(port),
    parameters,
  };
}

/** 0 is none: what is sent there throws. */
export const isPort = (port: number): boolean => port > 0 && port <= 65_535;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
