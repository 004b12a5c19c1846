/** What the recorder does with one m-line. */
export type StreamDecision = StreamTaken | { readonly take: false };

export interface StreamTaken {
  readonly take: true;
  /** Where the sound is to be sent: an address of ours, an even port. */
  readonly address: string;
  readonly port: number;
  /** Of those offered, the wished first. */
  readonly payloadTypes: readonly number[];
  /** For a line of RTP/SAVP: the offered crypto that was chosen, by its tag, and our own key (base64) for what we would send. */
  readonly crypto?: { readonly tag: number; readonly suite: string; readonly key: string };
  /** False: the line stands, and nothing is to be sent on it until `change` says otherwise. */
  readonly active: boolean;
  readonly muxesControl?: boolean;
}

/** Why a call is not taken, as a SIP status the peer understands. */
export const refusals = {
  /** This call is not to be recorded. */
  'not-recorded': 603,
  'not-allowed': 403,
  'not-acceptable': 488,
  /** No ports, no disk: another server may be tried. */
  full: 503,
} as const;

export type Decision =
  /** One for each m-line, in their order. All inactive: accepted, and nothing is recorded until `change`. */
  | { readonly kind: 'accept'; readonly streams: readonly StreamDecision[] }
  | { readonly kind: 'refuse'; readonly why: keyof typeof refusals };
