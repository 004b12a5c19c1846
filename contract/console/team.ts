import { z } from 'zod';
import { idSchema, languageSchema, noContentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

export const tones = ['grey', 'green', 'teal', 'blue', 'violet', 'pink', 'red', 'amber'] as const;
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
export const viewIcons = [
  'inbox',
  'star',
  'flag',
  'clock',
  'user',
  'users',
  'tag',
  'bolt',
  'phone',
  'mail',
  'eye',
  'archive',
] as const;
export const notices = [
  'assigned',
  'mentioned',
  'answered',
  'not-delivered',
  'woken',
  'new-in-queue',
  'due-soon',
  'incident',
  'todo-given',
  'todos-due',
] as const;

export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^[^\p{C}]*$/u);
// Tabs and line breaks are text; other control characters are not.
const text = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^(?:[^\p{C}]|[\n\t\p{Cf}])*$/u);
const someWords = (one: z.ZodString) =>
  z.object({ sv: one.optional(), fi: one.optional(), en: one.optional() });
export const keySchema = z.string().regex(/^[a-z][A-Za-z0-9-]{0,59}$/);
/** Of what was changed; null for a new one. */
export const versionSchema = z.number().int().min(1).nullable();
export const savedSchema = z.object({ version: z.number().int() });

export const tagSchema = z.object({
  name: someWords(line(40)),
  tone: z.enum(tones),
  archived: z.boolean(),
});
export const cannedSchema = z.object({
  title: line(100).min(1),
  shortcut: z.string().regex(/^[\p{Ll}\p{N}][\p{Ll}\p{N}-]{0,29}$/u),
  text: someWords(text(8_000)),
  queues: z.array(keySchema).max(50),
});
export const signatureSchema = someWords(text(1_000));
const acknowledgementSchema = z.object({ on: z.boolean(), text: someWords(text(2_000)) });

export const timeSchema = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/);
const openingsSchema = z.array(z.object({ from: timeSchema, to: timeSchema })).max(6);
const minutesSchema = z.number().int().min(1).max(100_000).nullable();
const targetsSchema = z.object({ firstAnswer: minutesSchema, resolution: minutesSchema });
export const queueSettingsSchema = z.object({
  hours: z.record(z.enum(weekdays), openingsSchema),
  holidays: z.array(z.object({ country: z.string().regex(/^[A-Z]{2}$/), eves: z.boolean() })).max(5),
  days: z.array(z.object({ day: z.iso.date(), open: openingsSchema })).max(200),
  targets: z.record(z.enum(priorities), targetsSchema),
  assignment: z.object({
    rule: z.enum(['by-hand', 'in-turn', 'fewest-open']),
    ceiling: z.number().int().min(1).max(1_000).nullable(),
    inHoursOnly: z.boolean(),
  }),
});

/** What a view shows; the inbox's own filter in the form in which it is kept. */
export const viewFilterSchema = z.object({
  view: z.enum(['mine', 'unassigned', 'mentioned', 'watching', 'all']).optional(),
  status: z.enum(['open', 'waiting', 'snoozed', 'closed', 'any']).optional(),
  queue: keySchema.optional(),
  tag: idSchema.optional(),
  priority: z.enum(priorities).optional(),
  channel: z.enum(['email', 'phone', 'chat']).optional(),
  language: languageSchema.optional(),
  assignee: idSchema.optional(),
  overdue: z.boolean().optional(),
  order: z.enum(['newest', 'waiting', 'due']).optional(),
});
export const viewSchema = z.object({
  name: line(60).min(1),
  icon: z.enum(viewIcons),
  filter: viewFilterSchema,
});

/** All that the team has set and every screen needs. About no customer. */
export const teamSchema = z.object({
  tags: z.array(tagSchema.extend({ id: idSchema, version: z.number().int() })),
  views: z.array(viewSchema.extend({ id: idSchema, version: z.number().int() })),
  queues: z.array(
    z.object({
      queue: z.string(),
      name: wordsSchema,
      settings: queueSettingsSchema,
      /** 0: nobody has set anything, and this is what holds until then. */
      version: z.number().int(),
    }),
  ),
  timeZone: z.string(),
  /** Countries whose public holidays a queue may follow. */
  countries: z.array(z.string()),
  /** Colleagues who are not on duty. */
  away: z.array(idSchema),
});

export const cannedListSchema = z.object({
  replies: z.array(cannedSchema.extend({ id: idSchema, version: z.number().int() })),
});
export const signaturesSchema = z.object({
  signatures: z.array(
    z.object({
      mailbox: z.string(),
      name: wordsSchema,
      address: z.string(),
      language: languageSchema,
      text: signatureSchema,
      version: z.number().int(),
      /** What is told at once to whoever writes here; `standard`: the words where none are written. */
      acknowledgement: acknowledgementSchema.extend({ version: z.number().int(), standard: wordsSchema }),
    }),
  ),
});
export const holidaysSchema = z.object({
  holidays: z.array(z.object({ day: z.iso.date(), name: z.string(), eve: z.boolean() })),
});

export const ownSettingsSchema = z.object({
  nameLine: line(100),
  desktop: z.record(z.enum(notices), z.boolean()),
  sound: z.boolean(),
  undoSeconds: z.number().int().min(0).max(30),
  /** Shortcuts by the id of what they do: other keys, or null for none. */
  keys: z.record(
    z.string().regex(/^[a-z][a-z0-9 /-]{0,40}$/),
    z
      .string()
      .regex(/^(?:mod\+)?\S{1,12}(?: \S{1,12})?$/)
      .nullable(),
  ),
  viewOrder: z.array(idSchema).max(200),
  defaultView: idSchema.nullable(),
});
export const ownSchema = z.object({
  onDuty: z.boolean(),
  /** Languages one answers in; none: all. */
  languages: z.array(languageSchema),
  settings: ownSettingsSchema,
  views: z.array(viewSchema.extend({ id: idSchema })),
});
export const changeOwnSchema = ownSettingsSchema
  .partial()
  .extend({ languages: z.array(languageSchema).max(3).optional() })
  .refine((change) => Object.keys(change).length > 0);

export type Team = z.infer<typeof teamSchema>;
export type QueueSettings = z.infer<typeof queueSettingsSchema>;
export type Tag = Team['tags'][number];
export type TeamView = Team['views'][number];
export type ViewFilter = z.infer<typeof viewFilterSchema>;
export type Canned = z.infer<typeof cannedListSchema>['replies'][number];
export type Own = z.infer<typeof ownSchema>;
export type OwnSettings = Own['settings'];

const base = '/api/console';
const idParams = z.object({ id: idSchema });

export const teamRoutes = defineRoutes({
  team: { method: 'GET', path: `${base}/team`, answer: teamSchema },
  saveTag: {
    method: 'POST',
    path: `${base}/team/tags/:id`,
    params: idParams,
    body: tagSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
  removeTag: { method: 'DELETE', path: `${base}/team/tags/:id`, params: idParams, answer: noContentSchema },
  /** With a queue, those offered there; with a language, those written in it. */
  cannedReplies: {
    method: 'GET',
    path: `${base}/canned-replies`,
    query: z.object({ queue: keySchema.optional(), language: languageSchema.optional() }),
    answer: cannedListSchema,
  },
  saveCanned: {
    method: 'POST',
    path: `${base}/team/canned/:id`,
    params: idParams,
    body: cannedSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
  removeCanned: {
    method: 'DELETE',
    path: `${base}/team/canned/:id`,
    params: idParams,
    answer: noContentSchema,
  },
  signatures: { method: 'GET', path: `${base}/team/signatures`, answer: signaturesSchema },
  saveSignature: {
    method: 'POST',
    path: `${base}/team/signatures/:mailbox`,
    params: z.object({ mailbox: keySchema }),
    body: z.object({ text: signatureSchema, version: versionSchema }),
    answer: savedSchema,
  },
  saveAcknowledgement: {
    method: 'POST',
    path: `${base}/team/acknowledgements/:mailbox`,
    params: z.object({ mailbox: keySchema }),
    body: acknowledgementSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
  saveQueue: {
    method: 'POST',
    path: `${base}/team/queues/:queue`,
    params: z.object({ queue: keySchema }),
    body: z.object({ settings: queueSettingsSchema, version: versionSchema }),
    answer: savedSchema,
  },
  holidays: {
    method: 'GET',
    path: `${base}/team/holidays`,
    query: z.object({
      country: z.string().regex(/^[A-Z]{2}$/),
      year: z.coerce.number().int().min(2020).max(2100),
      language: languageSchema,
    }),
    answer: holidaysSchema,
  },
  saveTeamView: {
    method: 'POST',
    path: `${base}/team/views/:id`,
    params: idParams,
    body: viewSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
  removeTeamView: {
    method: 'DELETE',
    path: `${base}/team/views/:id`,
    params: idParams,
    answer: noContentSchema,
  },
  own: { method: 'GET', path: `${base}/me/settings`, answer: ownSchema },
  changeOwn: {
    method: 'POST',
    path: `${base}/me/settings`,
    body: changeOwnSchema,
    answer: noContentSchema,
  },
  setDuty: {
    method: 'POST',
    path: `${base}/me/duty`,
    body: z.object({ onDuty: z.boolean() }),
    answer: noContentSchema,
  },
  saveOwnView: {
    method: 'POST',
    path: `${base}/me/views/:id`,
    params: idParams,
    body: viewSchema,
    answer: noContentSchema,
  },
  removeOwnView: {
    method: 'DELETE',
    path: `${base}/me/views/:id`,
    params: idParams,
    answer: noContentSchema,
  },
});
