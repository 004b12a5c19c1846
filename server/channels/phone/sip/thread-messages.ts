import type { Decision, StreamDecision } from './decision.ts';
import type { EndReason, RecordingSession } from './recording-session.ts';
import type { SipServiceOptions } from './sip-service.ts';
import type { TroubleCode } from './transport/flow.ts';
import type { Identity } from './transport/listener.ts';

/** To the thread. The first is `start`. */
export type ToThread =
  | { readonly kind: 'start'; readonly options: SipServiceOptions }
  | { readonly kind: 'decision'; readonly question: number; readonly decision: Decision | undefined }
  | { readonly kind: 'change'; readonly sessionId: string; readonly streams: readonly StreamDecision[] }
  | { readonly kind: 'end'; readonly sessionId: string }
  | { readonly kind: 'renew'; readonly identity: Identity }
  | { readonly kind: 'close'; readonly milliseconds: number };

/** From the thread. Questions are bounded by the half-open sessions of all peers and one change a session. */
export type FromThread =
  | { readonly kind: 'listening'; readonly ports: readonly number[] }
  /** A system's code, such as EADDRINUSE. */
  | { readonly kind: 'cannot-listen'; readonly code: string }
  | {
      readonly kind: 'question';
      readonly question: number;
      readonly about: 'offered' | 'changed';
      readonly session: RecordingSession;
    }
  | { readonly kind: 'told'; readonly session: RecordingSession }
  | { readonly kind: 'ended'; readonly session: RecordingSession; readonly reason: EndReason }
  | { readonly kind: 'heard'; readonly peer: string }
  | {
      readonly kind: 'trouble';
      readonly peer: string | undefined;
      readonly code: TroubleCode;
      readonly count: number;
    };
