/** The fixed header of RFC 3550, section 5.1, and where the payload begins. */
export interface RtpHeader {
  readonly marker: boolean;
  readonly payloadType: number;
  readonly sequence: number;
  readonly timestamp: number;
  readonly ssrc: number;
  readonly hasPadding: boolean;
  /** Bytes, with contributing sources and extension. */
  readonly length: number;
}

const fixedLength = 12;

/** RTCP on the port of RTP (RFC 5761, section 4): packet types 192 to 223, where no payload type may be. */
export function isRtcp(packet: Uint8Array): boolean {
  return packet.length >= 2 && packet[1]! >= 192 && packet[1]! <= 223;
}

/** @returns undefined for what is no RTP packet: another version, or cut within its header */
export function parseRtp(packet: Buffer): RtpHeader | undefined {
  if (packet.length < fixedLength || packet[0]! >> 6 !== 2) return undefined;
  let length = fixedLength + 4 * (packet[0]! & 15);
  if ((packet[0]! & 16) !== 0) {
    if (packet.length < length + 4) return undefined;
    length += 4 + 4 * packet.readUInt16BE(length + 2);
  }
  if (packet.length < length) return undefined;
  return {
    marker: packet[1]! >= 128,
    payloadType: packet[1]! & 127,
    sequence: packet.readUInt16BE(2),
    timestamp: packet.readUInt32BE(4),
    ssrc: packet.readUInt32BE(8),
    hasPadding: (packet[0]! & 32) !== 0,
    length,
  };
}

/** What is left when the padding is taken away. @returns undefined when the padding cannot be as long as it says */
export function withoutPadding(payload: Buffer, { hasPadding }: RtpHeader): Buffer | undefined {
  if (!hasPadding) return payload;
  const padding = payload[payload.length - 1] ?? 0;
  return padding === 0 || padding > payload.length
    ? undefined
    : payload.subarray(0, payload.length - padding);
}
