import type { Datagram } from '../media/datagrams.ts';

/** Datagrams of several lines, two ports apart, as sipp plays them (pcap of Ethernet, IPv4 and UDP). */
export function writePcap(lines: readonly (readonly Datagram[])[]): Buffer {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b2_c3d4, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  head.writeUInt32LE(1, 20);
  const all = lines.flatMap((datagrams, line) => datagrams.map((each) => ({ ...each, line })));
  const frames = all
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, bytes, line }) => {
      const frame = Buffer.alloc(16 + 14 + 20 + 8 + bytes.length);
      const length = frame.length - 16;
      frame.writeUInt32LE(Math.floor(at / 1000), 0);
      frame.writeUInt32LE((at % 1000) * 1000, 4);
      frame.writeUInt32LE(length, 8);
      frame.writeUInt32LE(length, 12);
      frame.writeUInt16BE(0x0800, 16 + 12);
      const ip = 16 + 14;
      frame[ip] = 0x45;
      frame.writeUInt16BE(length - 14, ip + 2);
      frame[ip + 8] = 64;
      frame[ip + 9] = 17;
      frame.set([127, 0, 0, 1, 127, 0, 0, 1], ip + 12);
      const udp = ip + 20;
      frame.writeUInt16BE(6000 + 2 * line, udp);
      frame.writeUInt16BE(6000 + 2 * line, udp + 2);
      frame.writeUInt16BE(8 + bytes.length, udp + 4);
      frame.set(bytes, udp + 8);
      return frame;
    });
  return Buffer.concat([head, ...frames]);
}
