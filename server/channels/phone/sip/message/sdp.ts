/** A way of carrying sound, as offered. */
export interface Codec {
  readonly payloadType: number;
  /** PCMU, PCMA, G722, opus, telephone-event, CN, … in capitals. */
  readonly name: string;
  /** As signalled: of G722 it says 8000, and is 16000 (RFC 3551, 4.5.2). */
  readonly clockRate: number;
  readonly channels: number;
  /** What follows fmtp; '' for nothing. */
  readonly parameters: string;
}

/** A key for SRTP (RFC 4568). The key is secret: it is logged nowhere. */
export interface Crypto {
  readonly tag: number;
  /** Such as AES_CM_128_HMAC_SHA1_80, AEAD_AES_128_GCM. */
  readonly suite: string;
  /** Key and salt, base64. */
  readonly key: string;
  /** How long the key may be used, and the mark of its packets, as written; rarely there. */
  readonly lifetime: string | undefined;
  readonly keyIndex: { readonly value: number; readonly bytes: number } | undefined;
  /** UNENCRYPTED_SRTP, KDR=…, as written. */
  readonly sessionParameters: readonly string[];
}

export type MediaDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

export interface MediaLine {
  /** audio, video, … */
  readonly kind: string;
  /** 0: not used. */
  readonly port: number;
  /** RTP/AVP, RTP/SAVP, … in capitals. */
  readonly protocol: string;
  /** As offered, in their order: an answer that refuses the line repeats them. */
  readonly formats: readonly string[];
  readonly codecs: readonly Codec[];
  readonly crypto: readonly Crypto[];
  /** Undefined: not told, which only a tolerance lets be. */
  readonly address: string | undefined;
  readonly direction: MediaDirection;
  readonly label: string | undefined;
  /** Milliseconds a packet. */
  readonly packetTime: number | undefined;
  readonly controlPort: number | undefined;
  /** Whether RTCP may come on the same port. */
  readonly muxesControl: boolean;
}

export interface SessionDescription {
  /** The o= line: the same one again is the same description. */
  readonly origin: string;
  readonly media: readonly MediaLine[];
}
