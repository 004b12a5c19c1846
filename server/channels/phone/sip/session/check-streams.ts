import type { Peer } from '../peers.ts';
import type { RecordingSession } from '../recording-session.ts';
import type { Refused } from './check-invite.ts';

/** What an offer is refused for whatever is decided: no line we know, or both parties on one where the peer may not. */
export function checkStreams(session: RecordingSession, peer: Pick<Peer, 'tolerances'>): Refused | undefined {
  if (!session.streams.some(({ isUsable }) => isUsable))
    return { answer: { status: 488 }, trouble: 'no-usable-stream' };
  return session.streams.some(({ isMixed }) => isMixed) && !peer.tolerances.includes('mixed-stream')
    ? { answer: { status: 488 }, trouble: 'mixed-stream' }
    : undefined;
}
