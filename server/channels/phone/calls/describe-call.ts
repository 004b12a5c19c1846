import type { CallEvent } from '../../../register/contacts/call-event.ts';
import type { Announcement } from '../../../register/recordings/may-record.ts';
import type { Peer } from '../sip/peers.ts';
import { numberOf } from '../sip/session/describe-session.ts';
import type { Participant, RecordingSession } from '../sip/recording-session.ts';

export type ToldCall = Omit<CallEvent, 'kind' | 'at'>;

/** What a peer tells of a call, as the register takes it in. Undefined for a call among ourselves: no customer is on it. */
export function describeCall(session: RecordingSession, peer: Peer): ToldCall | undefined {
  if (session.direction === 'internal') return undefined;
  const direction = session.direction ?? 'incoming';
  const others = whoElse(session.participants, direction);
  const customers = others.flatMap(({ number }) => number ?? []);
  const own = session.participants.find(({ side }) => side === 'ours')?.number ?? null;
  return {
    source: peer.name,
    // A transfer adds another; the first stays.
    externalId: session.communicationSessions[0]?.id ?? session.recordingSessionId,
    direction,
    queue: peer.queue,
    customers,
    ...(customers.length === 0 && { hidden: others.some(isAnonymous) ? 'withheld' : 'unknown' }),
    own,
  };
}

/** The telephones on our side that are on the call now, each by all that the peer calls it. */
export function telephonesOf(session: RecordingSession): readonly (readonly string[])[] {
  const others = whoElse(session.participants, session.direction === 'outgoing' ? 'outgoing' : 'incoming');
  return session.participants
    .filter((each) => !each.hasLeft && each.side !== 'theirs' && !others.includes(each))
    .map(({ addresses }) => addresses.flatMap((address) => numberOf(address) ?? []));
}

/** Without numbers of our own to go by: whoever called on an incoming call, whoever was called on another. */
function whoElse(
  participants: readonly Participant[],
  direction: ToldCall['direction'],
): readonly Participant[] {
  const theirs = participants.filter(({ side }) => side === 'theirs');
  if (theirs.length > 0 || participants.some(({ side }) => side === 'ours')) return theirs;
  const one = direction === 'incoming' ? participants[0] : participants.at(-1);
  return one === undefined ? [] : [one];
}

/** RFC 3323: sip:anonymous@anonymous.invalid. */
const isAnonymous = ({ addresses }: Participant): boolean =>
  addresses.some((address) =>
    /^(?:sips?:)?(?:anonymous|unknown|restricted|private)\b|anonymous\.invalid/i.test(address),
  );

/** Whether callers were told: SIPREC has no signal for it, so it is what somebody answers for on this trunk. */
export function announcementOf(peer: Peer, direction: ToldCall['direction'], today: string): Announcement {
  const { announcement } = peer;
  const counts = announcement?.calls.includes(direction) === true && today <= announcement.nextReview;
  return counts ? { kind: 'attested', by: peer.name } : { kind: 'not-told' };
}
