import { z } from 'zod';
import { languageSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

/** In fives (`roundedTo`), so that nobody is told from the others by adding and subtracting; docs/operate/reports.md. */
const figureSchema = z.number().int();

export const periodNames = [
  'last-7-days',
  'last-30-days',
  'last-90-days',
  'this-month',
  'last-month',
  'last-12-months',
  'own',
] as const;
export const divisionSchema = z.enum(['queue', 'channel', 'language']);
export type Division = z.infer<typeof divisionSchema>;

const daySchema = z.iso.date();
/** Nothing in it is personal data: periods, and keys of the declaration. */
const filter = {
  period: z.enum(periodNames).default('last-30-days'),
  /** First and last day of a period of one's own. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  compare: z.enum(['none', 'previous', 'last-year']).default('previous'),
  /** `queue.service`, `language.sv`: only this one. */
  only: z
    .string()
    .regex(/^(queue|channel|language)\.[a-z][a-z0-9-]{0,59}$/)
    .optional(),
};
export const reportQuerySchema = z.object(filter);
export const reportTables = ['steps', 'queue', 'channel', 'language', 'hours'] as const;
export const reportCsvSchema = z.object({
  ...filter,
  table: z.enum(reportTables).default('steps'),
  /** A byte order mark, by which some spreadsheet programs know the letters. */
  bom: z.stringbool().default(false),
  language: languageSchema.default('en'),
});

/** Minutes by the calendar; null where too few were measured. At most 9 % off, see docs/operate/reports.md. */
const lengthsSchema = z.object({ median: z.number().nullable(), p90: z.number().nullable() });
export type Lengths = z.infer<typeof lengthsSchema>;
/** The share within the queue's target, of rounded figures; null where they are too few. */
const targetSchema = z.number().nullable();
export type Target = z.infer<typeof targetSchema>;

const countsSchema = z.object({
  received: figureSchema,
  messagesIn: figureSchema,
  firstAnswers: figureSchema,
  laterAnswers: figureSchema,
  resolved: figureSchema,
  reopened: figureSchema,
  snoozed: figureSchema,
  bounced: figureSchema,
});
export type Counts = z.infer<typeof countsSchema>;

const summarySchema = z.object({
  counts: countsSchema,
  firstAnswer: lengthsSchema,
  /** In the queues' business hours; null where they have none. */
  firstAnswerWorked: lengthsSchema,
  laterAnswer: lengthsSchema,
  resolved: lengthsSchema,
  /** Of answers. */
  target: targetSchema,
  /** Of being done. */
  done: targetSchema,
  /** What stood at the end; null when nothing was counted then. */
  backlog: z.object({ open: figureSchema, waiting: figureSchema, snoozed: figureSchema }).nullable(),
});
export type ReportSummary = z.infer<typeof summarySchema>;

const stepSchema = z.object({
  /** Its first day; the first and last step may be part of a week or month. */
  from: daySchema,
  counts: countsSchema,
  firstAnswer: lengthsSchema,
  backlog: z.object({ open: figureSchema, waiting: figureSchema, snoozed: figureSchema }).nullable(),
});
export type ReportStep = z.infer<typeof stepSchema>;

const divisionRowSchema = z.object({
  key: z.string(),
  counts: countsSchema,
  firstAnswer: lengthsSchema,
  resolved: lengthsSchema,
  /** Of answers. */
  target: targetSchema,
  /** Of being done. */
  done: targetSchema,
});
export type DivisionRow = z.infer<typeof divisionRowSchema>;

/** A key with its declared name; languages have none there. `none`: no language is known. */
const choiceSchema = z.object({ key: z.string(), name: wordsSchema.nullable() });

const spanSchema = z.object({ from: daySchema, to: daySchema });
export const reportSchema = z.object({
  period: spanSchema,
  step: z.enum(['day', 'week', 'month']),
  compared: spanSchema.nullable(),
  /** What figures are rounded to. */
  roundedTo: z.number().int(),
  timeZone: z.string(),
  /** What the report can be narrowed to. */
  choices: z.object({
    queue: z.array(choiceSchema),
    channel: z.array(choiceSchema),
    language: z.array(choiceSchema),
  }),
  now: summarySchema,
  before: summarySchema.nullable(),
  steps: z.array(stepSchema),
  /** Step by step beside `steps`; it may have fewer or more. */
  stepsBefore: z.array(stepSchema),
  by: z.object({
    queue: z.array(divisionRowSchema),
    channel: z.array(divisionRowSchema),
    language: z.array(divisionRowSchema),
  }),
  /** Messages from customers by weekday (Monday first) and hour of the register's clock; null for less than a week. */
  hours: z.array(z.array(figureSchema)).nullable(),
});
export type Report = z.infer<typeof reportSchema>;

const base = '/api/console';

export const reportRoutes = defineRoutes({
  report: { method: 'GET', path: `${base}/reports`, query: reportQuerySchema, answer: reportSchema },
  /** A table of it, RFC 4180. */
  exportReport: { method: 'GET', path: `${base}/reports/csv`, query: reportCsvSchema, answer: z.string() },
});
