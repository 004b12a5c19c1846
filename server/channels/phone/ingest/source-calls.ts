import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { CallEvent } from '../../../register/contacts/call-event.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { callsKnownFor } from '../../../register/contacts/forget-calls.ts';
import { receiveCall } from '../../../register/contacts/receive-call.ts';
import type { Announcement } from '../../../register/recordings/may-record.ts';
import { dayOf } from '../../../safeguards/access/calendar-day.ts';
import { recipientOf, refuseRecipient } from '../../../safeguards/processors/may-disclose.ts';
import { isOwnNumber } from '../sip/session/describe-session.ts';
import type { Source } from './sources.ts';

/** Milliseconds by which a source's clock may be ahead of ours. */
const ahead = 300_000;

export interface ToldParty {
  /** As the source writes it; null: it knows none. */
  readonly number: string | null;
  /** Left out: by the numbers of our own. */
  readonly side?: 'customer' | 'staff' | undefined;
  /** The number is there and must not be shown. */
  readonly withheld?: boolean | undefined;
}

/** What a source tells of a call: each time the whole call as far as it is known. */
export interface ToldEvent {
  readonly callId: string;
  readonly kind: 'ringing' | 'answered' | 'transferred' | 'ended' | 'missed' | 'refused';
  readonly at: Date;
  /** Left out: outgoing where the first party is ours. */
  readonly direction?: 'incoming' | 'outgoing' | undefined;
  /** Who calls first. */
  readonly parties: readonly ToldParty[];
}

const kinds = {
  ringing: 'ringing',
  answered: 'answered',
  // Whoever is transferred was answered before.
  transferred: 'answered',
  ended: 'ended',
  missed: 'ended',
  refused: 'ended',
} as const satisfies Record<ToldEvent['kind'], CallEvent['kind']>;

/**
 * A source is a processor (GDPR Art. 28): one that is not declared, or whose agreement is not in force, hands nothing over.
 * @throws Refusal 'recipient-not-declared', 'recipient-agreement-ended', 'recipient-country-not-allowed'
 */
export function mustBeDeclared({ current, clock }: ContactsDeps, { recipient }: Source): void {
  const { declaration } = current();
  const declared = Object.hasOwn(declaration.processors ?? {}, recipient)
    ? recipientOf(declaration, recipient)
    : undefined;
  if (declared === undefined) throw new Refusal('recipient-not-declared');
  const refusal = refuseRecipient(declaration, dayOf(clock.now(), declaration.register.timeZone), declared);
  if (refusal !== undefined) throw new Refusal(refusal);
}

/**
 * A moment that a source tells: not of days to come, and not of days so long past that an erased call would be taken for a new one.
 * @throws Refusal 'invalid-input'
 */
export function mustBeOfNow({ clock }: ContactsDeps, at: Date, field: string): void {
  const age = clock.now().getTime() - at.getTime();
  if (age < -ahead || age >= callsKnownFor) throw new Refusal('invalid-input', { field, reason: 'moment' });
}

/** @returns the call; undefined when it has been erased since: it does not come back */
export async function takeEvent(
  contacts: ContactsDeps,
  source: Source,
  event: ToldEvent,
): Promise<{ callId: Id<'call'> } | undefined> {
  mustBeDeclared(contacts, source);
  mustBeOfNow(contacts, event.at, 'at');
  return receiveCall(contacts, asCallEvent(source, event));
}

/** As the register takes it in. */
export function asCallEvent(source: Source, { callId, kind, at, direction, parties }: ToldEvent): CallEvent {
  const sided = parties.map((party) => ({ ...party, side: party.side ?? sideOf(source, party.number) }));
  const way = direction ?? (sided[0]?.side === 'staff' ? 'outgoing' : 'incoming');
  // Without anything to tell them apart: whoever called on an incoming call, whoever was called on another.
  const isToldApart = sided.some(({ side }) => side !== undefined);
  const other = way === 'incoming' ? sided[0] : sided.at(-1);
  const others = isToldApart
    ? sided.filter(({ side }) => side !== 'staff')
    : other === undefined
      ? []
      : [other];
  const customers = others.flatMap(({ number, withheld }) =>
    number === null || withheld === true ? [] : [number],
  );
  return {
    source: source.name,
    externalId: callId,
    kind: kinds[kind],
    at,
    direction: way,
    queue: source.queue,
    customers,
    ...(customers.length === 0 && {
      hidden: others.some(({ withheld }) => withheld === true) ? 'withheld' : 'unknown',
    }),
    own: sided.find(({ side }) => side === 'staff')?.number ?? null,
    ...(kind === 'refused' && { refused: true }),
  };
}

function sideOf({ ownNumbers }: Source, number: string | null): ToldParty['side'] {
  if (ownNumbers.length === 0 || number === null) return undefined;
  return isOwnNumber(number.replaceAll(/[\s().-]/g, ''), ownNumbers) ? 'staff' : 'customer';
}

/** Whether callers were told: what the source says of this call, or what somebody answers for on all of them. */
export function announcementOf(
  { name, announcement }: Source,
  direction: CallEvent['direction'],
  today: string,
  played: { readonly by: string; readonly at: Date } | undefined,
): Announcement {
  if (played !== undefined) return { kind: 'played', ...played };
  const counts = announcement?.calls.includes(direction) === true && today <= announcement.nextReview;
  return counts ? { kind: 'attested', by: name } : { kind: 'not-told' };
}
