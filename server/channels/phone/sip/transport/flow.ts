import type { Peer, Transport } from '../peers.ts';

/** A way to one peer: where its message came from, and where answers and our own requests go. */
export interface Flow {
  readonly peer: Peer;
  readonly transport: Transport;
  readonly remote: { readonly address: string; readonly port: number };
  /** What peers are told to write to: ours. */
  readonly local: { readonly host: string; readonly port: number };
  isOpen(): boolean;
  send(bytes: Uint8Array): void;
  /**
   * The same way to another place of the same peer; undefined where that place is none of its addresses, or where there is
   * only the connection it opened: we open none.
   */
  to(address: string, port: number): Flow | undefined;
}

/** What a listener hands up. */
export interface FromPeers {
  onMessage(flow: Flow, bytes: Uint8Array): void;
  onTrouble(peer: string | undefined, code: TroubleCode): void;
}

/** What is wrong, for a visible trace: never what was sent. */
export type TroubleCode =
  /** Nothing was answered. */
  | 'not-a-peer'
  | 'wrong-certificate'
  | 'too-many-connections'
  | 'too-many-requests'
  | 'stream-unreadable'
  | 'message-unreadable'
  | 'connection-stalled'
  /** Refused with a status. */
  | 'too-many-calls'
  | 'too-many-half-open'
  | 'require-missing'
  | 'src-missing'
  | 'extension-unknown'
  | 'content-unknown'
  | 'body-unreadable'
  | 'mixed-stream'
  | 'no-usable-stream'
  | 'interval-too-small'
  /** Ours. */
  | 'decision-late'
  | 'decision-wrong'
  | 'refresh-refused'
  | 'connection-gone'
  | 'answer-unreadable'
  | 'listener-failed'
  | 'thread-lost';

export interface TransportLimits {
  /** Requests and answers a second of one peer, over all its ways; twice as many at once. */
  readonly messagesPerSecond: number;
  readonly connectionsPerPeer: number;
  /** Milliseconds that a message on a stream may take to come whole, and a TLS handshake to be made. */
  readonly stallMilliseconds: number;
  /** Milliseconds after which a connection on which nothing is said is closed. */
  readonly idleMilliseconds: number;
}
