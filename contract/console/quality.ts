import { z } from 'zod';
import { idSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { callDirections } from './calls.ts';
import { contactParams } from './contacts.ts';
import { prose } from './incident-people.ts';
import { daySchema, pageQuery, recordingParams, said } from './recordings.ts';
import { keySchema, line, savedSchema, versionSchema } from './team.ts';

/** Complaints of customers, and projects on the quality of the service: what keeps recordings longer, and is worked in. */

const count = z.number().int();
const version = count.min(1);

const matterSchema = z.object({
  queue: z.string(),
  ownerId: idSchema,
  openedAt: momentSchema,
  openedBy: idSchema,
  /** The last day on which it goes on, in the register's time zone. */
  endsOn: daySchema,
  closedAt: momentSchema.nullable(),
  closedBy: idSchema.nullable(),
  version,
  reason: z.string(),
  outcome: z.string().nullable(),
  /** How many recordings it keeps. */
  recordings: count,
});
export const complaintSchema = matterSchema.extend({
  complaintId: idSchema,
  number: count,
  contactId: idSchema,
});
export const projectSchema = matterSchema.extend({ projectId: idSchema, name: z.string() });

const complaintContactSchema = z.object({
  contactId: idSchema,
  number: count,
  channel: z.enum(['email', 'phone', 'chat']),
  status: z.enum(['open', 'waiting', 'snoozed', 'closed']),
  openedAt: momentSchema,
});
export const openedComplaintSchema = complaintSchema.extend({
  /** What it is about; the contact in which it was made first. */
  contacts: z.array(complaintContactSchema),
  /** The person's other contacts in the queue, newest first. */
  others: z.array(complaintContactSchema),
  /** Recordings of its contacts. */
  beside: z.array(
    z.object({
      recordingId: idSchema,
      contactId: idSchema,
      callAt: momentSchema,
      milliseconds: count,
      deleteAfter: momentSchema,
      /** The complaint keeps it. */
      kept: z.boolean(),
      held: z.boolean(),
    }),
  ),
});

/**
 * What a sample is asked of: the call, and nothing about who was on it. No field for a customer, a number, a colleague, a language
 * or a word can be added without tests/promises/p15-samples.test.ts failing.
 */
export const drawSchema = z.strictObject({
  drawId: idSchema,
  /** Left out: both. */
  direction: z.enum(callDirections).optional(),
  fromOn: daySchema,
  /** With that day. */
  toOn: daySchema,
  /** Calls that began from this hour on, and before the other, on the register's clock. */
  fromHour: count.min(0).max(23).default(0),
  toHour: count.min(1).max(24).default(24),
  /** Monday is 1. */
  weekdays: z.array(count.min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5, 6, 7]),
  leastSeconds: count.min(0).max(86_400).default(0),
  mostSeconds: count.min(1).max(86_400).optional(),
  count: count.min(1).max(200),
});

const drawnSchema = drawSchema.extend({
  direction: z.enum(callDirections).nullable(),
  mostSeconds: count.nullable(),
  drawnAt: momentSchema,
  drawnBy: idSchema,
  /** How many calls it was drawn from. */
  size: count,
  /** Recordings that the project keeps of it; fewer than asked for where there were no more. */
  drawn: count,
  /** SHA-256 of the sorted list, hexadecimal. */
  population: z.string(),
  seed: z.string(),
});

export const criterionSchema = z.object({
  name: z.object({ sv: line(80).min(1), fi: line(80).min(1), en: line(80).min(1) }),
  place: count.min(0).max(1_000),
  archived: z.boolean(),
});
/** One that comes with the product has a word for a key, one of the team's own an id. */
const criterionKey = z
  .string()
  .regex(/^(?:[a-z][a-z-]{0,19}|[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/);

export const openedProjectSchema = projectSchema.extend({
  draws: z.array(drawnSchema),
  /** What the sheets say together; null while there are fewer than five, so that no figure is of one person. */
  figures: z
    .object({
      sheets: count,
      /** Only those that five sheets score. */
      criteria: z.array(z.object({ key: z.string(), sheets: count, average: z.number() })),
    })
    .nullable(),
});

export const sampledSchema = z.object({
  recordingId: idSchema,
  direction: z.enum(callDirections),
  callAt: momentSchema,
  milliseconds: count.nullable(),
  deleteAfter: momentSchema,
  /** By oneself, as the log has it. */
  listened: z.boolean(),
  scored: z.boolean(),
  /** How many have scored it. */
  sheets: count,
  /** One was on the call: somebody else scores it. */
  own: z.boolean(),
  held: z.boolean(),
});

/** 1 to 5 by criterion; null: not applicable. */
const scoresSchema = z
  .record(criterionKey, count.min(1).max(5).nullable())
  .refine((scores) => Object.keys(scores).length <= 50);
export const sheetSchema = z.object({
  sheetId: idSchema,
  scorerId: idSchema,
  scoredAt: momentSchema,
  changedAt: momentSchema,
  version,
  scores: z.record(z.string(), count.nullable()),
  remark: z.string(),
});

const mattersQuery = z.object({ state: z.enum(['open', 'closed']).default('open'), ...pageQuery });
const changeSchema = z.object({
  version,
  ownerId: idSchema.optional(),
  endsOn: daySchema.optional(),
  /** Closes it: what it kept goes by what else keeps it. */
  outcome: said.optional(),
});
const changed = z.object({ version });

const complaints = '/api/console/complaints';
const projects = '/api/console/quality-projects';
const complaintParams = z.object({ complaintId: idSchema });
const linkParams = complaintParams.extend({ contactId: idSchema });
const projectParams = z.object({ projectId: idSchema });
const sheetParams = projectParams.extend(recordingParams.shape);
const sheets = `${projects}/:projectId/recordings/:recordingId/sheets`;

export const qualityRoutes = defineRoutes({
  openComplaint: {
    method: 'POST',
    path: '/api/console/contacts/:contactId/complaints',
    params: contactParams,
    body: z.object({ complaintId: idSchema, ownerId: idSchema, endsOn: daySchema, reason: said }),
    answer: changed,
  },
  listComplaints: {
    method: 'GET',
    path: complaints,
    query: mattersQuery.extend({ contactId: idSchema.optional() }),
    answer: z.object({ complaints: z.array(complaintSchema), next: z.string().nullable() }),
  },
  showComplaint: {
    method: 'GET',
    path: `${complaints}/:complaintId`,
    params: complaintParams,
    answer: openedComplaintSchema,
  },
  changeComplaint: {
    method: 'POST',
    path: `${complaints}/:complaintId`,
    params: complaintParams,
    body: changeSchema,
    answer: changed,
  },
  linkContact: {
    method: 'POST',
    path: `${complaints}/:complaintId/contacts/:contactId`,
    params: linkParams,
    answer: noContentSchema,
  },
  unlinkContact: {
    method: 'POST',
    path: `${complaints}/:complaintId/contacts/:contactId/remove`,
    params: linkParams,
    answer: noContentSchema,
  },
  openProject: {
    method: 'POST',
    path: projects,
    body: z.object({
      projectId: idSchema,
      queue: keySchema,
      ownerId: idSchema,
      endsOn: daySchema,
      name: line(200).min(1),
      reason: said,
    }),
    answer: changed,
  },
  listProjects: {
    method: 'GET',
    path: projects,
    query: mattersQuery,
    answer: z.object({ projects: z.array(projectSchema), next: z.string().nullable() }),
  },
  showProject: {
    method: 'GET',
    path: `${projects}/:projectId`,
    params: projectParams,
    answer: openedProjectSchema,
  },
  changeProject: {
    method: 'POST',
    path: `${projects}/:projectId`,
    params: projectParams,
    body: changeSchema,
    answer: changed,
  },
  /** Chosen by chance, and kept for the project. */
  drawSample: {
    method: 'POST',
    path: `${projects}/:projectId/draws`,
    params: projectParams,
    body: drawSchema,
    answer: z.object({ drawn: count, size: count }),
  },
  /** With the list it was drawn from, so that anybody can draw it again. */
  openDraw: {
    method: 'GET',
    path: `${projects}/:projectId/draws/:drawId`,
    params: projectParams.extend({ drawId: idSchema }),
    answer: drawnSchema.extend({ among: z.array(idSchema), places: z.array(idSchema) }),
  },
  listSample: {
    method: 'GET',
    path: `${projects}/:projectId/recordings`,
    params: projectParams,
    query: z.object(pageQuery),
    answer: z.object({ recordings: z.array(sampledSchema), next: z.string().nullable() }),
  },
  openSheets: {
    method: 'GET',
    path: sheets,
    params: sheetParams,
    answer: z.object({ sheets: z.array(sheetSchema), own: z.boolean() }),
  },
  saveSheet: {
    method: 'POST',
    path: `${sheets}/:sheetId`,
    params: sheetParams.extend({ sheetId: idSchema }),
    body: z.object({ version: versionSchema, scores: scoresSchema, remark: prose(1_000) }),
    answer: changed,
  },
  /** What is looked at when a call is scored, retired ones among them. */
  listCriteria: {
    method: 'GET',
    path: '/api/console/team/criteria',
    answer: z.object({
      criteria: z.array(criterionSchema.extend({ key: criterionKey, version: versionSchema })),
    }),
  },
  saveCriterion: {
    method: 'POST',
    path: '/api/console/team/criteria/:key',
    params: z.object({ key: criterionKey }),
    body: criterionSchema.extend({ version: versionSchema }),
    answer: savedSchema,
  },
});
