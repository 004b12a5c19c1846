/** What a peer may do otherwise than RFC 7866 and 7865 say. Each is off until it stands in the peer's list. */
export const tolerances = [
  /** An INVITE without `Require: siprec`. */
  'no-require',
  /** `;src` in place of `+sip.src` in its Contact (BroadWorks, Webex). */
  'broadworks-src',
  /** One m-line that carries both parties: left and right cannot be told apart. */
  'mixed-stream',
  /** Metadata in the namespace of a draft: `…:recording`, `…:ns:siprec`. */
  'old-namespace',
  /** `id` for `participant_id` and its like; `send` inside a participant. */
  'draft-metadata',
  /** A third body part that we do not know, and that does not say it is optional. */
  'extra-part',
  /** The last delimiter of the multipart body is missing. */
  'open-multipart',
  /** SDP without `c=` or `t=`: sound is then taken from any address of the peer. */
  'sdp-without-connection',
  /** `Name;lang=en-US;id=22`. */
  'parameters-in-name',
  /** No word of who speaks on which stream: the first participant is taken for the first line, the second for the second. */
  'streams-in-order',
  /** The first participant is the one who calls. */
  'caller-first',
] as const;

export type Tolerance = (typeof tolerances)[number];
