import { type Network, plainAddress, readNetwork } from '../network.ts';
import type { Peer, Transport } from '../peers.ts';
import { limitRate, type RateLimit } from './limit-rate.ts';

/** A peer with what is counted of it. */
export interface KnownPeer {
  readonly peer: Peer;
  readonly rate: RateLimit;
  connections: number;
  has(address: string): boolean;
}

export interface PeerList {
  /** Those that may speak from there by that transport: one, or over TLS several until the certificate is seen. */
  at(address: string, transport: Transport): readonly KnownPeer[];
}

export function listPeers(peers: readonly Peer[], messagesPerSecond: number): PeerList {
  const known = peers.map((peer): KnownPeer => {
    const networks = peer.addresses
      .map((text) => readNetwork(text))
      .filter((one): one is Network => one !== undefined);
    return {
      peer,
      rate: limitRate(messagesPerSecond),
      connections: 0,
      has: (address) => networks.some((network) => network.has(address)),
    };
  });
  return {
    at: (address, transport) =>
      known.filter(({ peer, has }) => peer.transports.includes(transport) && has(plainAddress(address))),
  };
}
