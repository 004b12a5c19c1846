/** What a peer says of the call it hands over (RFC 7865). Everything in it is as said, and personal. */
export interface Metadata {
  /** Whether it is the whole, or only what changed. */
  readonly isPartial: boolean;
  readonly sessions: readonly SaidSession[];
  readonly participants: readonly SaidParticipant[];
  readonly streams: readonly SaidStream[];
  /** Which streams somebody speaks on, by participant. */
  readonly sends: ReadonlyMap<string, readonly string[]>;
  /** Those that left. */
  readonly left: ReadonlySet<string>;
  readonly extensions: readonly Extension[];
}

export interface SaidSession {
  readonly id: string;
  readonly sipSessionIds: readonly string[];
  readonly groupId: string | undefined;
  /** ISO 8601 in UTC; undefined when not told, or by a clock that is plainly wrong. */
  readonly beganAt: string | undefined;
  readonly endedAt: string | undefined;
  /** Why it ended, as said. */
  readonly reason: string | undefined;
}

export interface SaidParticipant {
  readonly id: string;
  /** Addresses of record, such as sip:+358401234567@sbc.example; several for one who has several. */
  readonly addresses: readonly string[];
  readonly name: string | undefined;
}

export interface SaidStream {
  readonly id: string;
  readonly label: string | undefined;
  readonly sessionId: string | undefined;
}

/** A value in a namespace that is none of RFC 7865's. */
export interface Extension {
  /** Local names from the outermost foreign element to the value's own, by slashes. */
  readonly path: string;
  readonly namespace: string;
  readonly value: string;
}
