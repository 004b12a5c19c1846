import { lookup } from 'node:dns/promises';
import { Refusal } from '../../base/errors.ts';
import { BlockList, isIP } from '../../base/ip-address.ts';
import type { Destination } from '../../safeguards/processors/refuse-connection.ts';

export interface Resolved {
  readonly address: string;
  readonly family: 4 | 6;
}
/** All addresses a name has now. */
export type Resolve = (host: string) => Promise<readonly Resolved[]>;

/** Where a web hook may go, and the one address it goes to: resolved once, so that no second answer leads elsewhere. */
export interface CheckedAddress {
  readonly url: URL;
  readonly pinned: Resolved;
}

/** What a leave is to be asked for. */
export function destinationOf(url: URL): Destination {
  return {
    way: 'web-hook',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  };
}

// What is no receiver on the public internet (IANA special-purpose registries, November 2026).
const closed4 = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed4.addSubnet(network, bits, 'ipv4');
// Of IPv6 only global unicast is open, without the parts that carry an IPv4 address or are for documents.
const open6 = new BlockList();
open6.addSubnet('2000::', 3, 'ipv6');
const closed6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed6.addSubnet(network, bits, 'ipv6');

/** Whether an address is on the public internet. */
export function isPublic({ address, family }: Resolved): boolean {
  if (family === 4) return !closed4.check(address, 'ipv4');
  return open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6');
}

/** @param networks CIDR, as `HALTIJA_WEBHOOK_NETWORKS` has them; @throws Refusal 'settings-invalid' */
export function readNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const family = isIP(address);
    const most = family === 4 ? 32 : 128;
    if (family === 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most)
      throw new Refusal('settings-invalid', { setting: 'HALTIJA_WEBHOOK_NETWORKS' });
    list.addSubnet(address, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}

export const resolveByDns: Resolve = async (host) => {
  const found = await lookup(host, { all: true, verbatim: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

/**
 * Whether a web hook may go there: https, no name and password in it, and not one of its addresses inside a
 * network of ours (SSRF). A network that the operator opened may be reached, and without https.
 * @throws Refusal 'address-not-allowed', with the reason and never the address
 */
export async function checkAddress(
  text: string,
  deps: { networks: BlockList; resolve: Resolve },
): Promise<CheckedAddress> {
  const refuse = (reason: string) => new Refusal('address-not-allowed', { reason });
  if (!URL.canParse(text)) throw refuse('not-an-address');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('not-https');
  if (url.username !== '' || url.password !== '') throw refuse('name-or-password');
  if (url.hash !== '') throw refuse('fragment');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const found: readonly Resolved[] =
    family === 4 || family === 6
      ? [{ address: host, family }]
      : await deps.resolve(host).catch(() => {
          throw refuse('name-not-found');
        });
  if (found.length === 0) throw refuse('name-not-found');
  const opened = (one: Resolved) => deps.networks.check(one.address, one.family === 6 ? 'ipv6' : 'ipv4');
  // One inside is enough: whoever can add an address to a name can add ours.
  if (!found.every((one) => isPublic(one) || opened(one))) throw refuse('inside-address');
  if (url.protocol === 'http:' && !found.every(opened)) throw refuse('not-https');
  return { url, pinned: found[0]! };
}
