import type { Id } from '../../../base/new-id.ts';
import type { Act, ChannelKey, Language } from '../../../safeguards/declaration/declaration.ts';
import type { Priority, Weekday } from '../team-settings.ts';

/** What a mail is, whoever sent it: from a program, by way of a mailing list, or neither. */
export const mailKinds = ['ordinary', 'automatic', 'list'] as const;
export type MailKind = (typeof mailKinds)[number];

/** Headers with a closed list of values. Others a rule cannot name: most of them carry somebody. */
export const headerValues = {
  'auto-submitted': ['auto-generated', 'auto-replied', 'auto-notified'],
  precedence: ['bulk', 'list', 'junk'],
  importance: ['high', 'normal', 'low'],
  'content-language': ['sv', 'fi', 'en', 'other'],
} as const;
export type ValuedHeader = keyof typeof headerValues;
export type HeaderValue<Header extends ValuedHeader = ValuedHeader> = (typeof headerValues)[Header][number];

/** The headers of an arriving mail, as far as rules may see: each reduced to one of its values. */
export interface TechnicalHeaders extends Readonly<{ [Header in ValuedHeader]?: HeaderValue<Header> }> {
  /** Any List-* header is there. */
  readonly fromList: boolean;
  /** What stands between the angles of List-Id, in lower case. */
  readonly listId?: string;
}

/**
 * What must be so; what is left out is not asked. Of several values one must fit, of several conditions all. This is
 * all there is: nothing here is, or leads to, a person (P15), and `check-rule.ts` refuses what is not here.
 */
export interface When {
  readonly channels?: readonly ChannelKey[] | undefined;
  readonly mailboxes?: readonly string[] | undefined;
  readonly languages?: readonly Language[] | undefined;
  /** By the opening hours of the queue; a queue without any meets neither. */
  readonly hours?: 'open' | 'closed' | undefined;
  readonly weekdays?: readonly Weekday[] | undefined;
  /** `HH:MM` on the register's clock; `to` is not in it, and may lie after midnight. */
  readonly time?: { readonly from: string; readonly to: string } | undefined;
  readonly mail?: readonly MailKind[] | undefined;
  readonly headers?:
    | ({ readonly [Header in ValuedHeader]?: readonly HeaderValue<Header>[] | undefined } & {
        readonly 'list-id'?: readonly string[] | undefined;
      })
    | undefined;
  /** Words with which words of the subject begin; of several words in one, they stand beside each other. */
  readonly subject?: readonly string[] | undefined;
  /** Whether a colleague has answered on this thread before. */
  readonly answeredBefore?: boolean | undefined;
}

export const whenKeys = [
  'channels',
  'mailboxes',
  'languages',
  'hours',
  'weekdays',
  'time',
  'mail',
  'headers',
  'subject',
  'answeredBefore',
] as const satisfies readonly (keyof When)[];
export const headerKeys = [...(Object.keys(headerValues) as ValuedHeader[]), 'list-id'] as const;

export interface Does {
  readonly queue?: string | undefined;
  readonly priority?: Priority | undefined;
  readonly tags?: readonly Id<'tag'>[] | undefined;
  /** To whoever answered last on this thread, unless somebody on duty has it. */
  readonly toLastAnswerer?: true | undefined;
  readonly snooze?: 'opening' | { readonly hours: number } | undefined;
  /** A canned reply, sent as an automatic answer. */
  readonly reply?: Id<'canned'> | undefined;
  readonly close?: true | undefined;
}

export interface Rule {
  readonly name: string;
  readonly active: boolean;
  /** Keys of the queues in which it acts, at least one: a queue that is declared later is in none of them. */
  readonly queues: readonly string[];
  /** A message that continues a contact is none of a new one. */
  readonly on: 'new-contact' | 'every-message';
  readonly when: When;
  readonly does: Does;
  /** Those after it are not asked. */
  readonly stop: boolean;
}

export interface KeptRule extends Rule {
  readonly id: Id<'rule'>;
  readonly version: number;
}

/** What of a rule is not there any more: such a rule does nothing until it is put right. */
export type Break = 'queues' | 'mailboxes' | 'queue' | 'tags' | 'reply';

/** What a rule did, as the contact's history tells it. */
export const ruleEffects = [
  'moved',
  'prioritised',
  'tagged',
  'assigned',
  'snoozed',
  'closed',
  'answered',
] as const;
export type RuleEffect = (typeof ruleEffects)[number];

export const mostRules = 100;

/** What a colleague must be allowed to do by hand, in each of the rule's queues, to have it done by a rule. */
export function actsOfRule({ close, reply, ...arranging }: Does): Act[] {
  const arranges = Object.values(arranging).some((effect) => effect !== undefined);
  return [
    ...(arranges ? ['assign-contact' as const] : []),
    ...(close === undefined ? [] : ['close-contact' as const]),
    ...(reply === undefined ? [] : ['answer-contact' as const]),
  ];
}
