import { BlockList, isIP } from '../../base/ip-address.ts';
import { Refusal } from '../../base/errors.ts';

/** @throws {Refusal} settings-invalid when a network is no address or CIDR */
export function readNetworks(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix, ...rest] = network.trim().split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    const bits = prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix);
    const fits = /^\d{1,3}$/.test(prefix ?? '0') && bits <= (family === 'ipv6' ? 128 : 32);
    if (isIP(address) === 0 || !fits || rest.length > 0) {
      throw new Refusal('settings-invalid', {
        setting: 'networks that may hand mail over',
        fix: 'such as 10.0.0.0/8 or ::1',
      });
    }
    list.addSubnet(address, bits, family);
  }
  return list;
}

export function isAllowed(list: BlockList, address: string): boolean {
  // A socket that listens on both families shows IPv4 clients as ::ffff:192.0.2.1.
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}
