import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { cutStream } from '../message/cut-stream.ts';
import { plainAddress } from '../network.ts';
import { certificateNames } from './certificate-names.ts';
import type { Flow, FromPeers, TransportLimits } from './flow.ts';
import type { Identity, Listener, ListenOn } from './listener.ts';
import type { KnownPeer, PeerList } from './recognise-peer.ts';

const pong = Buffer.from('\r\n');

/**
 * Takes connections of declared peers, over TLS with a certificate of theirs that our authorities signed. Anybody else's is
 * closed before a byte is read or a handshake is begun.
 */
export async function listenStream(
  on: ListenOn,
  identity: Identity | undefined,
  peers: PeerList,
  limits: TransportLimits,
  handle: FromPeers,
): Promise<Listener> {
  const open = new Set<Socket>();
  /** Over TLS: each is closed before the one that carries it, which Node does not always survive otherwise. */
  const wrapped = new Set<TLSSocket>();
  const local = { host: on.advertised ?? on.host, port: on.port };
  const isTls = on.transport === 'tls';
  const tls = isTls
    ? createTlsServer(
        {
          ...secrets(identity),
          requestCert: true,
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
          handshakeTimeout: limits.stallMilliseconds,
        },
        (socket) => recognise(socket),
      )
    : undefined;
  tls?.on('tlsClientError', () => handle.onTrouble(undefined, 'wrong-certificate'));

  const server = createServer((socket) => {
    // Over TLS the first of the address, until the certificate says who it is.
    const [known] = peers.at(socket.remoteAddress ?? '', on.transport);
    if (!known) {
      socket.destroy();
      return handle.onTrouble(undefined, 'not-a-peer');
    }
    if (known.connections >= limits.connectionsPerPeer) {
      socket.destroy();
      return handle.onTrouble(known.peer.name, 'too-many-connections');
    }
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
    known.connections += 1;
    socket.once('close', () => (known.connections -= 1));
    if (tls) tls.emit('connection', socket);
    else serve(socket, known);
  });

  function recognise(socket: TLSSocket): void {
    const names = certificateNames(socket.getPeerCertificate());
    const known = peers
      .at(socket.remoteAddress ?? '', 'tls')
      .find(({ peer }) => peer.certificateName !== undefined && names.has(peer.certificateName));
    socket.on('error', () => {});
    wrapped.add(socket);
    socket.once('close', () => wrapped.delete(socket));
    if (known) return serve(socket, known);
    socket.destroy();
    handle.onTrouble(undefined, 'wrong-certificate');
  }

  function serve(socket: Socket, known: KnownPeer): void {
    const address = plainAddress(socket.remoteAddress ?? '');
    let stall: NodeJS.Timeout | undefined;
    let resume: NodeJS.Timeout | undefined;
    const flow: Flow = {
      peer: known.peer,
      transport: on.transport,
      remote: { address, port: socket.remotePort ?? 0 },
      local,
      isOpen: () => socket.writable,
      send(bytes) {
        if (!socket.writable) return;
        socket.write(bytes);
        // Somebody who asks and does not read: what waits for them would fill our memory.
        if (socket.writableLength > 4 * 1024 * 1024) close('connection-stalled');
      },
      to: () => undefined,
    };
    function close(code: 'stream-unreadable' | 'connection-stalled'): void {
      if (socket.destroyed) return;
      socket.destroy();
      handle.onTrouble(known.peer.name, code);
    }
    const cutter = cutStream(
      (bytes) => {
        // A stream need not be cut short: it is read on when there is room again.
        if (!known.rate.take() && resume === undefined) {
          handle.onTrouble(known.peer.name, 'too-many-requests');
          socket.pause();
          resume = setTimeout(() => {
            resume = undefined;
            socket.resume();
          }, known.rate.wait());
        }
        handle.onMessage(flow, bytes);
      },
      () => flow.send(pong),
    );
    socket.setNoDelay(true);
    socket.setTimeout(limits.idleMilliseconds, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      try {
        cutter.take(chunk);
      } catch {
        return close('stream-unreadable');
      }
      if (!cutter.isWaiting()) {
        clearTimeout(stall);
        stall = undefined;
      } else stall ??= setTimeout(() => close('connection-stalled'), limits.stallMilliseconds);
    });
    socket.once('close', () => {
      clearTimeout(stall);
      clearTimeout(resume);
    });
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(on.port, on.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', () => handle.onTrouble(undefined, 'listener-failed'));
  const bound = server.address();
  if (bound !== null && typeof bound === 'object') local.port = bound.port;
  return {
    port: local.port,
    renew: (renewed) => tls?.setSecureContext({ ...secrets(renewed), minVersion: 'TLSv1.2' }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of wrapped) socket.destroy();
        setImmediate(() => {
          for (const socket of open) socket.destroy();
        });
      }),
  };
}

function secrets(identity: Identity | undefined) {
  return { cert: identity?.certificate, key: identity?.key, ca: identity?.authorities };
}
