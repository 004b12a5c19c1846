import type { Extension, SaidSession } from './message/metadata.ts';
import type { Codec, Crypto, MediaDirection } from './message/sdp.ts';

/** A call that a peer hands over to be recorded. All of it may be personal: it goes to the composer and nowhere else. */
export interface RecordingSession {
  /** Ours, a UUIDv7. */
  readonly id: string;
  /** The name of the peer in the list of peers. */
  readonly peer: string;
  /** The Call-ID of the recording session: the same for every message about it, and what the peer's own log calls it. */
  readonly recordingSessionId: string;
  /** The calls that are recorded, as the peer names them: one, or several after a transfer. */
  readonly communicationSessions: readonly SaidSession[];
  readonly participants: readonly Participant[];
  /** One for each m-line, in their order. */
  readonly streams: readonly Stream[];
  readonly extensions: readonly Extension[];
  /** As far as it is told or follows from own numbers. */
  readonly direction: CallDirection | undefined;
}

export type CallDirection = 'incoming' | 'outgoing' | 'internal';

export interface Participant {
  readonly id: string;
  /** As said: sip:+358401234567@sbc.example, tel:…, or without a scheme. */
  readonly addresses: readonly string[];
  /** The part of the first address before the @, without marks between figures. */
  readonly number: string | undefined;
  readonly name: string | undefined;
  /** By the peer's own numbers; undefined when it has none or no address is told. */
  readonly side: 'ours' | 'theirs' | undefined;
  readonly hasLeft: boolean;
}

export interface Stream {
  /** Its place among the m-lines, from 0. */
  readonly index: number;
  readonly label: string | undefined;
  /** Audio over RTP with what we know; another line is answered with port 0 whatever is decided. */
  readonly isUsable: boolean;
  /** Whether it is encrypted, and must be taken with a key. */
  readonly isEncrypted: boolean;
  readonly codecs: readonly Codec[];
  readonly crypto: readonly Crypto[];
  /** Where it says it sends from; the address is undefined where a tolerance lets it be, or where we offer. */
  readonly remote:
    | {
        readonly address: string | undefined;
        readonly port: number;
        readonly controlPort: number | undefined;
      }
    | undefined;
  /** As the peer says it: `sendonly` carries sound, `inactive` is a pause. */
  readonly direction: MediaDirection;
  /** Milliseconds a packet. */
  readonly packetTime: number | undefined;
  readonly muxesControl: boolean;
  /** Whose voice it is; several on a mixed one, none when the peer did not say. */
  readonly participantIds: readonly string[];
  /** Both parties on one line. */
  readonly isMixed: boolean;
}

/** Why a session is over. */
export type EndReason =
  /** The peer said BYE. */
  | 'ended-by-peer'
  /** CANCEL, or the connection was lost before there was an answer. */
  | 'cancelled'
  /** Our answer was never acknowledged. */
  | 'not-acknowledged'
  /** No refresh in time: the BYE was lost, or the peer is gone. */
  | 'expired'
  /** It answered our refresh or re-INVITE with: no such call. */
  | 'unknown-to-peer'
  /** By `end`. */
  | 'ended-by-us'
  /** The service stops, or its thread was lost. */
  | 'signalling-stopped';
