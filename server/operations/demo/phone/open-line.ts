import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { cutStream } from '../../../channels/phone/sip/message/cut-stream.ts';

// Everything here stays on this machine.
const here = '127.0.0.1';

/** A line that SIP is spoken over, one message at a time. */
export interface SipLine {
  readonly transport: 'udp' | 'tcp';
  readonly host: string;
  /** Of our end. */
  readonly port: number;
  say(bytes: Uint8Array): void;
  close(): void;
}

/** Opens a line to the house's own SIP port. Rejects when nobody takes it. */
export async function openSipLine(
  transport: 'udp' | 'tcp',
  to: number,
  hear: (bytes: Uint8Array) => void,
): Promise<SipLine> {
  if (transport === 'udp') {
    const socket = await openDatagrams();
    socket.on('message', hear);
    return {
      transport,
      host: here,
      port: socket.address().port,
      say: (bytes) => socket.send(bytes, to, here),
      close: () => socket.close(),
    };
  }
  const socket = connect(to, here);
  await once(socket, 'connect');
  // What fails later is answered by nobody, and that is noticed.
  socket.on('error', () => undefined);
  const cutter = cutStream(hear, () => undefined);
  socket.on('data', (chunk: Uint8Array) => {
    try {
      cutter.take(chunk);
    } catch {
      socket.destroy();
    }
  });
  return {
    transport,
    host: here,
    port: socket.localPort ?? 0,
    say: (bytes) => void socket.write(bytes),
    close: () => socket.destroy(),
  };
}

/** Sound goes out of it. */
export interface SoundLine {
  readonly port: number;
  send(packet: Uint8Array, to: number): void;
  close(): void;
}

export async function openSoundLine(): Promise<SoundLine> {
  const socket = await openDatagrams();
  // Where nobody listens any more, nobody misses it.
  socket.on('error', () => undefined);
  return {
    port: socket.address().port,
    send: (packet, to) => socket.send(packet, to, here),
    close: () => socket.close(),
  };
}

/** A port on which SIP can be listened for, by datagrams and by connections: the wanted one, or the next that is free. */
export async function findSipPort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 50; port += 1) if (await isFree(port)) return port;
  return wanted;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const socket = createSocket('udp4');
  try {
    const listening = once(server, 'listening');
    server.listen(port, here);
    await listening;
    const bound = once(socket, 'listening');
    socket.bind(port, here);
    await bound;
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
}

async function openDatagrams(): Promise<Socket> {
  const socket = createSocket('udp4');
  const bound = once(socket, 'listening');
  socket.bind(0, here);
  await bound;
  return socket;
}
