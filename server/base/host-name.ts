import { isIP } from './ip-address.ts';

/** Of a name, without the dot that may end it (RFC 1035). */
export const longestHost = 253;

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const name = new RegExp(`^${label}(?:\\.${label})*$`);
const below = new RegExp(`^\\*(?:\\.${label}){2,}$`);

/** Whether a declaration may name hosts so: a name in small letters, `*.` before a name of two parts or more, or an address. */
export function isHostPattern(text: string): boolean {
  if (text.length > longestHost) return false;
  // A zone (`%eth0`) is of one machine's network cards.
  if (isIP(text) !== 0) return !text.includes('%') && text === text.toLowerCase();
  // What ends in a figure alone would be read as an address, and is none.
  return (name.test(text) || below.test(text)) && !/(?:^|\.)\d+$/.test(text);
}

/** A host as it is compared: small letters, no brackets, no last dot, one way of writing an IPv6 address. */
export function plainHost(host: string): string {
  const lower = host.toLowerCase().replace(/^\[|\]$/g, '');
  const bare = lower.replace(/\.$/, '');
  // With a dot after it an address is a name, which name servers are asked for.
  if (bare !== lower && isIP(bare) !== 0) return lower;
  if (isIP(bare) !== 6 || bare.includes('%')) return bare;
  const whole = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(whole);
  if (mapped === null) return whole;
  const [high, low] = mapped.slice(1).map((half) => Number.parseInt(half, 16)) as [number, number];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Whether what goes there stays on this machine: its loopback, or a Unix socket. */
export function isThisMachine(host: string): boolean {
  if (host.startsWith('/')) return true;
  const plain = plainHost(host);
  return plain === 'localhost' || plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
