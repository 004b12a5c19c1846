import type { Id } from '../../base/new-id.ts';
import type { CalendarDay } from '../../safeguards/access/calendar-day.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';

/** Words in the languages somebody has written them in, at least one. */
export type SomeWords = Readonly<Partial<Record<Language, string | undefined>>>;

/** The colours of tags: each has a readable pair in the light and in the dark theme. */
export const tones = ['grey', 'green', 'teal', 'blue', 'violet', 'pink', 'red', 'amber'] as const;
export type Tone = (typeof tones)[number];

export interface Tag {
  readonly name: SomeWords;
  readonly tone: Tone;
  /** Offered no more, but still shown where it stands. */
  readonly archived: boolean;
}

export interface Canned {
  readonly title: string;
  /** What one types after `/` to find it. */
  readonly shortcut: string;
  readonly text: SomeWords;
  /** Keys of queues; none: all. */
  readonly queues: readonly string[];
}

/** What stands below an answer from a mailbox, after the name of who wrote it. */
export type Signature = SomeWords;

/** What is told at once to whoever writes to a mailbox. */
export interface Acknowledgement {
  readonly on: boolean;
  /** Empty: the standard words. */
  readonly text: SomeWords;
}

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Open from and to, `HH:MM` on the register's clock; `24:00` is the end of the day. */
export interface Opening {
  readonly from: string;
  readonly to: string;
}

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** In business minutes; null: none is set. */
export interface Targets {
  readonly firstAnswer: number | null;
  readonly resolution: number | null;
}

export interface Assignment {
  readonly rule: 'by-hand' | 'in-turn' | 'fewest-open';
  /** Nobody is given more when they hold so many open contacts. */
  readonly ceiling: number | null;
  /** Outside business hours contacts wait unassigned. */
  readonly inHoursOnly: boolean;
}

export interface QueueSettings {
  readonly hours: Readonly<Record<Weekday, readonly Opening[]>>;
  /** Closed on the public holidays of these countries (ISO 3166), and on their customary eves. */
  readonly holidays: readonly { readonly country: string; readonly eves: boolean }[];
  /** Days with hours of their own, which decide over weekday and holiday; no opening: closed. */
  readonly days: readonly { readonly day: CalendarDay; readonly open: readonly Opening[] }[];
  readonly targets: Readonly<Record<Priority, Targets>>;
  readonly assignment: Assignment;
}

/** What a saved view shows, as the inbox reads it; what is left out does not narrow. */
export interface ViewFilter {
  readonly view?: 'mine' | 'unassigned' | 'mentioned' | 'watching' | 'all' | undefined;
  readonly status?: 'open' | 'waiting' | 'snoozed' | 'closed' | 'any' | undefined;
  readonly queue?: string | undefined;
  readonly tag?: Id<'tag'> | undefined;
  readonly priority?: Priority | undefined;
  readonly channel?: 'email' | 'phone' | 'chat' | undefined;
  readonly language?: Language | undefined;
  readonly assignee?: Id<'staff'> | undefined;
  readonly overdue?: boolean | undefined;
  readonly order?: 'newest' | 'waiting' | 'due' | undefined;
}

export interface View {
  readonly name: string;
  readonly icon: string;
  readonly filter: ViewFilter;
}

/** What is looked at when a call is scored: a side of the service. */
export interface Criterion {
  readonly name: Readonly<Record<Language, string>>;
  /** Where it stands on the sheet, from 0. */
  readonly place: number;
  /** On new sheets no more. */
  readonly archived: boolean;
}

/** What stands under each kind of entry. */
export interface EntryBodies {
  readonly tag: Tag;
  readonly canned: Canned;
  readonly signature: Signature;
  readonly acknowledgement: Acknowledgement;
  readonly view: View;
  readonly queue: QueueSettings;
  readonly criterion: Criterion;
}
export type EntryKind = keyof EntryBodies;

export interface Entry<Kind extends EntryKind = EntryKind> {
  readonly kind: Kind;
  /** An id made by who saved it, or the key of a queue or mailbox. */
  readonly key: string;
  readonly body: EntryBodies[Kind];
  readonly version: number;
}

export const mostEntries: Readonly<Record<EntryKind, number>> = {
  tag: 200,
  canned: 300,
  signature: 200,
  acknowledgement: 200,
  view: 100,
  queue: 200,
  criterion: 40,
};

const office: readonly Opening[] = [{ from: '08:00', to: '16:00' }];
const none: Targets = { firstAnswer: null, resolution: null };

/** A queue nobody has set anything for: office hours, no targets, assignment by hand. */
export function defaultQueueSettings(country: string): QueueSettings {
  return {
    hours: { mon: office, tue: office, wed: office, thu: office, fri: office, sat: [], sun: [] },
    holidays: [{ country, eves: true }],
    days: [],
    targets: { low: none, normal: none, high: none, urgent: none },
    assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: true },
  };
}
