import type { ChannelKey, Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Tx } from '../../storage/database.ts';
import { bucketOf, noBucket } from './duration-buckets.ts';
import { appendFacts } from './figures-store.ts';
import { hourOf } from './hour-of.ts';

/** Everything that is counted. `-worked`: the same, measured in the queue's business hours. */
export const workKinds = [
  'received',
  'message-in',
  'first-answer',
  'first-answer-worked',
  'later-answer',
  'later-answer-worked',
  'within-target',
  'outside-target',
  'done-within-target',
  'done-outside-target',
  'resolved',
  'reopened',
  'snoozed',
  'bounced',
] as const;
export type WorkKind = (typeof workKinds)[number];

/** Of a contact only what may be counted by: never an id. */
export interface CountedContact {
  readonly queue: string;
  readonly channel: ChannelKey;
  readonly language: Language | null;
}

export interface Work {
  readonly kind: WorkKind;
  readonly at: Date;
  /** How long it took. */
  readonly minutes?: number;
  /** -1 takes back what was undone: all else the same as when it was counted. */
  readonly times?: 1 | -1;
}

export interface CountingDeps {
  current(): PublishedDeclaration;
  readonly team: {
    /** Minutes of the queue's business hours between two moments; undefined when it has none. */
    businessMinutes(queue: string, from: Date, to: Date): number | undefined;
  };
}

/**
 * Counts what happens, in the transaction in which it happens. Nothing is waited for: its failure fails
 * the transaction. What is written is the hour, the queue, the channel, the language, the kind and a class of
 * length; the contact itself leaves no trace in it.
 */
export function countWork(tx: Tx, deps: CountingDeps, contact: CountedContact, work: readonly Work[]): void {
  if (work.length === 0) return;
  const { timeZone } = deps.current().declaration.register;
  appendFacts(
    tx,
    work.map(({ kind, at, minutes, times = 1 }) => ({
      hour: hourOf(at, timeZone),
      queue: contact.queue,
      channel: contact.channel,
      language: contact.language ?? 'none',
      kind,
      bucket: minutes === undefined ? noBucket : bucketOf(minutes),
      times,
    })),
  );
}

export const minutesBetween = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 60_000;
