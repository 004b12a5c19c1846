import { z } from 'zod';
import { cursorSchema, idSchema, languageSchema, momentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { incidentPlace, prose as text } from './incident-people.ts';
import { writtenSectionSchema } from './register-texts.ts';
import { keySchema, line } from './team.ts';

/** The register of personal data breaches (GDPR Art. 33, 34). */

export const incidentKinds = [
  'wrong-recipient',
  'wrong-content',
  'wrong-attachment',
  'seen-without-right',
  'taken',
  'changed',
  'lost',
  'unavailable',
  'other',
] as const;
export const natures = ['confidentiality', 'integrity', 'availability'] as const;
/** A recall has a way of its own. */
export const reportSources = [
  'log',
  'promise',
  'restore',
  'colleague',
  'processor',
  'person',
  'other',
] as const;
export const risks = ['none', 'risk', 'high'] as const;
export const authorityDecisions = ['notify', 'not-notify'] as const;
export const tellDecisions = ['tell', 'protected', 'averted', 'public', 'not-high'] as const;
const said = text(5_000).min(1);
const count = z.number().int();
const amount = count.min(0).max(100_000_000);
const naturesSchema = z.array(z.enum(natures)).min(1).max(3);
const categoriesSchema = z.array(keySchema).max(60);
const version = count.min(1);

export const incidentLineSchema = z.object({
  incidentId: idSchema,
  number: z.string(),
  /** Null: it is about no conversation. */
  contactId: idSchema.nullable(),
  queue: z.string(),
  kind: z.enum(incidentKinds),
  nature: z.array(z.enum(natures)),
  source: z.enum(['recall', ...reportSources]),
  persons: count,
  happenedAt: momentSchema,
  /** When the controller became aware, and until when the authority is to be told: 72 hours. */
  awareAt: momentSchema,
  notifyBy: momentSchema,
  /** When it was first told. */
  notifiedAt: momentSchema.nullable(),
  risk: z.enum(risks).nullable(),
  authority: z.enum(authorityDecisions).nullable(),
  tell: z.enum(tellDecisions).nullable(),
  reportedAt: momentSchema,
  reportedBy: idSchema,
  settledAt: momentSchema.nullable(),
});
export type IncidentLine = z.infer<typeof incidentLineSchema>;

const concernedSchema = z.object({
  concerned: count,
  leftOut: count,
  records: count,
  categories: z.array(z.string()),
  told: count,
  underWay: count,
});

export const incidentSchema = incidentLineSchema.extend({
  version,
  records: count,
  categories: z.array(z.string()),
  /** On the list once, and erased since. */
  erased: count,
  settledBy: idSchema.nullable(),
  /** Settled before risk and decisions were asked for. */
  settledBefore: z.boolean(),
  note: z.string(),
  recipients: z.array(z.string()),
  measures: z.array(z.object({ at: momentSchema, by: idSchema, text: z.string() })),
  consequences: z.string(),
  riskReason: z.string(),
  authorityReason: z.string(),
  tellReason: z.string(),
  lessons: z.string(),
  people: concernedSchema,
  notices: z.array(
    z.object({
      noticeId: idSchema,
      sentAt: momentSchema,
      notedBy: idSchema,
      language: languageSchema,
      late: z.boolean(),
      complete: z.boolean(),
      reference: z.string(),
      lateReason: z.string().nullable(),
    }),
  ),
  /** Its history, oldest first: nobody can change or remove a line of it. */
  steps: z.array(
    z.object({
      at: momentSchema,
      by: idSchema.nullable(),
      kind: z.string(),
      outcome: z.string().nullable(),
      count: count.nullable(),
      text: z.string().nullable(),
    }),
  ),
  deleteAfter: momentSchema,
  rule: z.string(),
  declarationVersion: count,
});
export type Incident = z.infer<typeof incidentSchema>;

export const reportIncidentSchema = z.object({
  incidentId: idSchema,
  queue: keySchema,
  kind: z.enum(incidentKinds),
  source: z.enum(reportSources),
  note: said,
  happenedAt: momentSchema,
  awareAt: momentSchema,
  persons: amount.default(0),
});

const factsSchema = z.object({
  version,
  kind: z.enum(incidentKinds),
  nature: naturesSchema,
  happenedAt: momentSchema,
  awareAt: momentSchema,
  /** Asked for when `awareAt` is another than before: the clock moves with it. */
  awareReason: said.optional(),
  persons: amount,
  records: amount,
  categories: categoriesSchema,
  note: said,
  consequences: text(5_000),
});

const decisionSchema = <const Decisions extends readonly [string, ...string[]]>(decisions: Decisions) =>
  z.object({ version, decision: z.enum(decisions), reason: said });

const noticeSchema = z.object({
  noticeId: idSchema,
  language: languageSchema,
  sentAt: momentSchema,
  /** The authority's own. */
  reference: line(200),
  /** Asked for when the first one is sent after `notifyBy` (Art. 33(1)). */
  lateReason: said.optional(),
  /** False: more follows (Art. 33(4)). */
  complete: z.boolean(),
});

const paperSchema = z.object({
  title: z.string(),
  lines: z.array(z.string()),
  sections: z.array(writtenSectionSchema),
});

const base = '/api/console/incidents';
const { params, path: one } = incidentPlace;
const changed = z.object({ version });
const paperFormats = ['json', 'pdf'] as const;

export const incidentRoutes = defineRoutes({
  listIncidents: {
    method: 'GET',
    path: base,
    query: z.object({
      cursor: cursorSchema.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
    answer: z.object({ incidents: z.array(incidentLineSchema), next: z.string().nullable() }),
  },
  countIncidents: {
    method: 'GET',
    path: '/api/console/incident-register/unsettled',
    answer: z.object({
      unsettled: count,
      /** Of those whose authority is still to be told: the clock that ends first. */
      notifyBy: momentSchema.nullable(),
    }),
  },
  /** Facts, effects and remedy of each (GDPR Art. 33(5)); each is read, and the access log names it. */
  exportIncidents: {
    method: 'GET',
    path: '/api/console/incident-register',
    query: z.object({
      format: z.enum(['csv', 'json', 'pdf']).default('csv'),
      /** Of the PDF. */
      language: languageSchema.default('en'),
      /** Reported from this moment on, and before that one. */
      from: momentSchema.optional(),
      to: momentSchema.optional(),
    }),
    answer: z.string(),
  },
  reportIncident: {
    method: 'POST',
    path: base,
    body: reportIncidentSchema,
    /** How many there are who handle it; 0: nobody has been told. */
    answer: z.object({ told: count }),
  },
  openIncident: { method: 'GET', path: one, params, answer: incidentSchema },
  changeIncident: {
    method: 'POST',
    path: one,
    params,
    body: z.object({
      version,
      measure: text(5_000).optional(),
      lessons: text(5_000).optional(),
      settle: z.boolean().default(false),
    }),
    answer: changed,
  },
  describeIncident: { method: 'POST', path: `${one}/facts`, params, body: factsSchema, answer: changed },
  weighRisk: {
    method: 'POST',
    path: `${one}/risk`,
    params,
    body: decisionSchema(risks),
    answer: changed,
  },
  decideAuthority: {
    method: 'POST',
    path: `${one}/authority`,
    params,
    body: decisionSchema(authorityDecisions),
    answer: changed,
  },
  decideTelling: {
    method: 'POST',
    path: `${one}/telling`,
    params,
    body: decisionSchema(tellDecisions),
    answer: changed,
  },
  /** The notification to the authority as it would be sent now: as a document, or as a PDF. */
  authorityPaper: {
    method: 'GET',
    path: `${one}/authority-paper`,
    params,
    query: z.object({ language: languageSchema, complete: z.stringbool().default(true) }),
    answer: paperSchema,
  },
  authorityPaperFile: {
    method: 'GET',
    path: `${one}/authority-paper/file`,
    params,
    query: z.object({ language: languageSchema, complete: z.stringbool().default(true) }),
    answer: z.string(),
  },
  noteNotified: { method: 'POST', path: `${one}/notices`, params, body: noticeSchema, answer: changed },
  /** One of those sent, as it was sent. */
  sentNotice: {
    method: 'GET',
    path: `${one}/notices/:noticeId`,
    params: params.extend({ noticeId: idSchema }),
    query: z.object({ format: z.enum(paperFormats).default('pdf') }),
    answer: z.string(),
  },
});
