import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

// Speaks to every port 50 times a second, as a peer does; packets of 160 bytes that change like a voice. Says how many it sent.

const { ports, seconds } = workerData as { ports: number[]; seconds: number };
const socket = createSocket({ type: 'udp4', sendBufferSize: 4 * 1024 * 1024 });
socket.bind(0, '127.0.0.1');
await once(socket, 'listening');
const voice = Buffer.from(
  Uint8Array.from({ length: 8000 }, (_, at) => 128 + 100 * Math.sin(at / 9) * Math.sin(at / 70)),
);
const packets = ports.map((_port, at) => {
  const packet = Buffer.alloc(172);
  packet[0] = 0x80;
  packet.writeUInt32BE(at + 1, 8);
  return packet;
});
const begun = performance.now();
const frames = seconds * 50;
let sent = 0;
let frame = 0;
// A tenth of the ports at a time, so that they come as from many.
const groups = 10;
for (let step = 0; step < frames * groups; step += 1) {
  const wait = begun + step * (20 / groups) - performance.now();
  if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
  const group = step % groups;
  frame = Math.floor(step / groups);
  for (let at = group; at < ports.length; at += groups) {
    const packet = packets[at]!;
    packet.writeUInt16BE(frame & 65_535, 2);
    packet.writeUInt32BE(frame * 160, 4);
    voice.copy(packet, 12, (frame * 160) % 7800, ((frame * 160) % 7800) + 160);
    socket.send(Buffer.from(packet), ports[at], '127.0.0.1');
    sent += 1;
  }
}
// What was handed to the system is on its way.
await new Promise((resolve) => setTimeout(resolve, 300));
parentPort!.postMessage({ sent, seconds: (performance.now() - begun) / 1000 });
socket.close();
