import { createSocket } from 'node:dgram';
import { isIP } from '../../../../base/ip-address.ts';
import { plainAddress } from '../network.ts';
import type { Flow, FromPeers } from './flow.ts';
import type { Listener, ListenOn } from './listener.ts';
import type { KnownPeer, PeerList } from './recognise-peer.ts';

/** Hundreds of requests of 8 kB may come before the thread gets to them. */
const receiveBuffer = 4 * 1024 * 1024;

/** Takes datagrams of declared peers. One of anybody else is answered by nothing, not even a refusal. */
export async function listenUdp(on: ListenOn, peers: PeerList, handle: FromPeers): Promise<Listener> {
  const socket = createSocket({ type: isIP(on.host) === 6 ? 'udp6' : 'udp4', recvBufferSize: receiveBuffer });
  const local = { host: on.advertised ?? on.host, port: on.port };

  function flowTo(known: KnownPeer, address: string, port: number): Flow {
    return {
      peer: known.peer,
      transport: 'udp',
      remote: { address, port },
      local,
      isOpen: () => true,
      // An address that cannot be reached is found by the timers, as a lost packet is.
      send: (bytes) => socket.send(bytes, port, address, () => {}),
      to: (other, otherPort) =>
        known.has(other) && isIP(other) !== 0 ? flowTo(known, other, otherPort) : undefined,
    };
  }

  socket.on('message', (bytes, from) => {
    const [known] = peers.at(from.address, 'udp');
    // Answers would go nowhere.
    if (!known || from.port === 0) return handle.onTrouble(undefined, 'not-a-peer');
    // A lost datagram is sent again: to drop it is to ask for patience.
    if (!known.rate.take()) return handle.onTrouble(known.peer.name, 'too-many-requests');
    // A sign of life of some peers.
    if (bytes.length <= 4) return;
    handle.onMessage(flowTo(known, plainAddress(from.address), from.port), bytes);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(on.port, on.host, () => {
      socket.off('error', reject);
      resolve();
    });
  });
  socket.on('error', () => handle.onTrouble(undefined, 'listener-failed'));
  local.port = socket.address().port;
  return { port: local.port, close: () => new Promise((resolve) => socket.close(() => resolve())) };
}
