import { normalisePhone } from '../../base/normalise-contact.ts';
import type { Id } from '../../base/new-id.ts';
import type { CallDirection } from '../../safeguards/declaration/declaration.ts';

/** Something that an exchange tells of a call. Each tells the whole call as far as it is known: they may come in any order, and again. */
export interface CallEvent {
  /** Which exchange or trunk, a key of ours; with the id there it names the call. */
  readonly source: string;
  readonly externalId: string;
  readonly kind: 'ringing' | 'answered' | 'ended';
  readonly at: Date;
  readonly direction: CallDirection;
  readonly queue: string;
  /** Numbers of the customers on it, as the exchange writes them; the first is whom the call is with. */
  readonly customers: readonly string[];
  /** Why there is no number. */
  readonly hidden?: 'withheld' | 'unknown';
  readonly own?: string | null;
  /** The colleagues on it so far. */
  readonly legs?: readonly CallLeg[];
  /** Its end was a refusal. */
  readonly refused?: boolean;
  /** The contact that somebody called out of. */
  readonly contactId?: Id<'contact'>;
}

export interface CallLeg {
  readonly staffId: Id<'staff'>;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

/** What is known of a call. */
export interface CallFacts {
  readonly beganAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly refused: boolean;
  /** E.164. */
  readonly customers: readonly string[];
  readonly own: string | null;
  readonly legs: readonly CallLeg[];
}

export type CallOutcome = 'answered' | 'missed' | 'refused';

/** Null while it goes on; as the database computes it. */
export function outcomeOf({ answeredAt, endedAt, refused }: CallFacts): CallOutcome | null {
  if (endedAt === null) return null;
  return answeredAt !== null ? 'answered' : refused ? 'refused' : 'missed';
}

/** What is known with one event more: the same facts whatever the order of the events, and however often each comes. */
export function withEvent(known: CallFacts | undefined, event: CallEvent): CallFacts {
  const { kind, at } = event;
  const customers = event.customers.flatMap((number) => normalisePhone(number) ?? []);
  const own = event.own ? (normalisePhone(event.own) ?? null) : null;
  return {
    beganAt: earlier(known?.beganAt ?? null, at),
    answeredAt: kind === 'answered' ? earlier(known?.answeredAt ?? null, at) : (known?.answeredAt ?? null),
    endedAt: kind === 'ended' ? later(known?.endedAt ?? null, at) : (known?.endedAt ?? null),
    refused: (known?.refused ?? false) || (kind === 'ended' && event.refused === true),
    customers: together(known?.customers ?? [], customers),
    own: known?.own ?? own,
    legs: joinLegs(known?.legs ?? [], event.legs ?? []),
  };
}

/** Who has it, or had it last. */
export function lastOn({ legs }: CallFacts): Id<'staff'> | null {
  return legs.at(-1)?.staffId ?? null;
}

const earlier = (one: Date | null, other: Date): Date => (one !== null && one <= other ? one : other);
const later = (one: Date | null, other: Date): Date => (one !== null && one >= other ? one : other);

/** The first stays first: the call is with them. */
function together(known: readonly string[], more: readonly string[]): string[] {
  const first = known[0] ?? more[0];
  if (first === undefined) return [];
  return [first, ...[...new Set([...known, ...more])].filter((number) => number !== first).toSorted()];
}

/** A leg is the same by who and since when. */
function joinLegs(known: readonly CallLeg[], more: readonly CallLeg[]): CallLeg[] {
  const legs = new Map<string, CallLeg>();
  for (const leg of [...known, ...more]) {
    const key = `${leg.beganAt.toISOString()} ${leg.staffId}`;
    const before = legs.get(key);
    const endedAt =
      before?.endedAt == null
        ? leg.endedAt
        : leg.endedAt === null
          ? before.endedAt
          : later(before.endedAt, leg.endedAt);
    legs.set(key, { ...leg, endedAt });
  }
  return [...legs].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, leg]) => leg);
}
