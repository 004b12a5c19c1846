import { BlockList, isIP } from '../../../base/ip-address.ts';

/** One address, or a network of few. */
export interface Network {
  readonly address: string;
  readonly bits: number;
  has(address: string): boolean;
  overlaps(other: Network): boolean;
}

/** Undefined for what is none, and for a network too wide to be one peer's: a slip of the pen would open the door to a country. */
export function readNetwork(text: string): Network | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || address.includes('%') || rest.length > 0) return undefined;
  const [whole, widest] = version === 6 ? [128, 48] : [32, 16];
  if (prefix !== undefined && !/^\d{1,3}$/.test(prefix)) return undefined;
  const bits = prefix === undefined ? whole : Number(prefix);
  if (bits > whole || bits < widest) return undefined;
  const list = new BlockList();
  list.addSubnet(address, bits, version === 6 ? 'ipv6' : 'ipv4');
  const has = (other: string): boolean => {
    const plain = plainAddress(other);
    const family = isIP(plain);
    return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
  return {
    address,
    bits,
    has,
    // Two networks meet where one holds the first address of the other.
    overlaps: (other) => has(other.address) || other.has(address),
  };
}

/** A socket that listens on both families shows IPv4 as ::ffff:192.0.2.1. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
