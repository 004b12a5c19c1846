import type { Decision, StreamDecision } from './decision.ts';
import type { EndReason, RecordingSession } from './recording-session.ts';

/**
 * What the composer does with calls that peers hand over. Asked in the order things happen, for each session one question at
 * a time; an answer that does not come in time refuses the request (`decision-late`). What is told throws nothing.
 */
export interface SessionHandler {
  /** A new session. After `refuse` nothing more is told of it. */
  offered(session: RecordingSession): Promise<Decision>;
  /** The peer offers other streams, pauses or resumes: as `offered`; `refuse` leaves everything as it was before. */
  changed(session: RecordingSession): Promise<Decision>;
  /** Something else is known of it, such as metadata or the answer to an offer of ours; or an offer was withdrawn, and all is as the session says. Nothing is to be decided. */
  told(session: RecordingSession): void;
  /** It is over: told once for each that was offered and not refused. */
  ended(session: RecordingSession, reason: EndReason): void;
}

/** What the composer may do by itself. */
export interface SessionControl {
  /** Other ports, codecs or keys, or pause and resume, by a re-INVITE of ours: one decision for each m-line. An ended session is none: nothing happens. */
  change(sessionId: string, streams: readonly StreamDecision[]): void;
  /** Says BYE. `ended` follows with `ended-by-us`. */
  end(sessionId: string): void;
}
