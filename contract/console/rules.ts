import { z } from 'zod';
import { idSchema, languageSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { type CannedVariable, findUnfilled } from '../render-canned.ts';
import {
  type Canned,
  keySchema,
  line,
  priorities,
  savedSchema,
  timeSchema,
  versionSchema,
  weekdays,
} from './team.ts';

export const mailKinds = ['ordinary', 'automatic', 'list'] as const;
/** The headers a rule may name, with all the values it may name of each; of `list-id`, the names of lists. */
export const headerValues = {
  'auto-submitted': ['auto-generated', 'auto-replied', 'auto-notified'],
  precedence: ['bulk', 'list', 'junk'],
  importance: ['high', 'normal', 'low'],
  'content-language': ['sv', 'fi', 'en', 'other'],
} as const;
export const ruleEffects = [
  'moved',
  'prioritised',
  'tagged',
  'assigned',
  'snoozed',
  'closed',
  'answered',
] as const;
/** What of a rule is not there any more. */
export const ruleBreaks = ['queues', 'mailboxes', 'queue', 'tags', 'reply'] as const;

/** What the house may fill in when nobody looks at the answer: nothing that came from its reader. */
export const automaticVariables = [
  'contact.number',
  'mailbox.name',
  'queue.name',
  'register.name',
  'notice.link',
] as const satisfies readonly CannedVariable[];

/** Whether a canned reply can go out by itself: all that is left open in it can be filled in with nobody looking. */
export function mayGoByItself({ text }: Pick<Canned, 'text'>): boolean {
  const allowed: ReadonlySet<string> = new Set(automaticVariables);
  return Object.values(text).every((words) =>
    findUnfilled(words ?? '').every(({ name }) => allowed.has(name)),
  );
}

const some = <Schema extends z.ZodType>(one: Schema, most: number) =>
  z.array(one).min(1).max(most).optional();

/** Said to take nothing else; what it is sent all the same comes through to be refused with the reason. */
function closedObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape> {
  return z.looseObject(shape).meta({ additionalProperties: false }) as unknown as z.ZodObject<Shape>;
}

/**
 * What must be so; what is left out is not asked. Of several values one must fit, of several conditions all. Another key is
 * refused with `rule-looks-at-person`: what is not here a rule cannot see, and nothing here is about a person.
 */
export const whenSchema = closedObject({
  channels: some(z.enum(['email', 'phone', 'chat']), 3),
  mailboxes: some(keySchema, 50),
  languages: some(languageSchema, 3),
  /** By the opening hours of the queue. */
  hours: z.enum(['open', 'closed']).optional(),
  weekdays: some(z.enum(weekdays), 7),
  /** On the register's clock; `to` may lie after midnight. */
  time: z.object({ from: timeSchema, to: timeSchema }).optional(),
  mail: some(z.enum(mailKinds), 3),
  headers: closedObject({
    'auto-submitted': some(z.enum(headerValues['auto-submitted']), 3),
    precedence: some(z.enum(headerValues.precedence), 3),
    importance: some(z.enum(headerValues.importance), 3),
    'content-language': some(z.enum(headerValues['content-language']), 4),
    'list-id': some(line(200).min(1).toLowerCase(), 20),
  }).optional(),
  /** Words with which words of the subject begin. */
  subject: some(line(60).min(2), 20),
  answeredBefore: z.boolean().optional(),
});

export const doesSchema = z.strictObject({
  queue: keySchema.optional(),
  priority: z.enum(priorities).optional(),
  tags: some(idSchema, 10),
  /** To whoever answered last on this thread, unless somebody on duty has it. */
  toLastAnswerer: z.literal(true).optional(),
  snooze: z
    .literal('opening')
    .or(z.strictObject({ hours: z.number().int().min(1).max(720) }))
    .optional(),
  /** A canned reply, sent as an automatic answer. */
  reply: idSchema.optional(),
  close: z.literal(true).optional(),
});

export const ruleSchema = z.object({
  name: line(60)
    .min(1)
    .meta({ examples: ['Utanför öppettiderna'] }),
  active: z.boolean(),
  /** In which it acts: queues in which who saves it may do the same by hand. */
  queues: z.array(keySchema).min(1).max(50),
  on: z.enum(['new-contact', 'every-message']),
  when: whenSchema,
  does: doesSchema,
  /** Those after it are not asked. */
  stop: z.boolean(),
});

export const rulesSchema = z.object({
  rules: z.array(
    ruleSchema.extend({
      id: idSchema,
      version: z.number().int(),
      /** With any it does nothing. */
      breaks: z.array(z.enum(ruleBreaks)),
    }),
  ),
});

export const trialSchema = z.object({
  /** How many it would have met, rounded down to fives. */
  met: z.number().int(),
  /** Of how many, rounded likewise. */
  of: z.number().int(),
  days: z.number().int(),
  /** There were more than are looked at: only the newest are counted. */
  limited: z.boolean(),
  /** Conditions on what is sealed, which were left out: the rule would have met so many at most. */
  sealed: z.array(z.enum(['mail', 'headers', 'subject', 'answeredBefore'])),
});

export type RuleBody = z.infer<typeof ruleSchema>;
export type Rule = z.infer<typeof rulesSchema>['rules'][number];
export type RuleWhen = z.infer<typeof whenSchema>;
export type RuleDoes = z.infer<typeof doesSchema>;
export type RuleTrial = z.infer<typeof trialSchema>;

const base = '/api/console/team';
const params = z.object({ id: idSchema });

export const ruleRoutes = defineRoutes({
  listRules: { method: 'GET', path: `${base}/rules`, answer: rulesSchema },
  saveRule: {
    method: 'POST',
    path: `${base}/rules/:id`,
    params,
    body: ruleSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
  removeRule: { method: 'DELETE', path: `${base}/rules/:id`, params, answer: noContentSchema },
  orderRules: {
    method: 'POST',
    path: `${base}/rule-order`,
    body: z.object({ ids: z.array(idSchema).max(100) }),
    answer: noContentSchema,
  },
  tryRule: {
    method: 'POST',
    path: `${base}/rule-trial`,
    body: z.object({ queues: z.array(keySchema).min(1).max(50), when: whenSchema }),
    answer: trialSchema,
  },
});
