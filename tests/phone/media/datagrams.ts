import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A datagram and when it is sent, in milliseconds from the beginning. */
export interface Datagram {
  readonly at: number;
  readonly bytes: Buffer;
}

export interface RtpFields {
  payloadType?: number;
  sequence?: number;
  timestamp?: number;
  ssrc?: number;
  marker?: boolean;
}

export function rtp(payload: Uint8Array, fields: RtpFields = {}): Buffer {
  const { payloadType = 0, sequence = 0, timestamp = 0, ssrc = 0x1234_5678, marker = false } = fields;
  const header = Buffer.alloc(12);
  header[0] = 0x80;
  header[1] = payloadType | (marker ? 128 : 0);
  header.writeUInt16BE(sequence & 65_535, 2);
  header.writeUInt32BE(timestamp >>> 0, 4);
  header.writeUInt32BE(ssrc >>> 0, 8);
  return Buffer.concat([header, payload]);
}

/** Payloads of 20 ms each, one after the other. @param step of the RTP clock from one to the next */
export function stream(
  payloads: readonly Uint8Array[],
  { step = 160, from = 0, ...fields }: RtpFields & { step?: number; from?: number } = {},
): Datagram[] {
  const { sequence = 1000, timestamp = 50_000 } = fields;
  return payloads.map((payload, index) => ({
    at: from + 20 * index,
    bytes: rtp(payload, { ...fields, sequence: sequence + index, timestamp: timestamp + step * index }),
  }));
}

export function pieces(bytes: Uint8Array, size = 160): Uint8Array[] {
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

/** A sender with an address of its own on this machine. */
export async function openSender(address = '127.0.0.1'): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  return socket;
}

/** Sends each at its moment, as far as the machine lets us. */
export async function send(socket: Socket, port: number, datagrams: readonly Datagram[]): Promise<void> {
  const begun = performance.now();
  const sent: Promise<unknown>[] = [];
  for (const { at, bytes } of datagrams.toSorted((one, other) => one.at - other.at)) {
    const wait = at - (performance.now() - begun);
    if (wait > 1) await sleep(wait);
    sent.push(new Promise((resolve) => socket.send(bytes, port, '127.0.0.1', () => resolve(undefined))));
  }
  await Promise.all(sent);
}
