import { z } from 'zod';
import { idSchema, languageSchema, momentSchema, noContentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { refusedConnectionSchema } from './connections.ts';
import { line } from './team.ts';
import { writtenSectionSchema } from './register-texts.ts';

const base = '/api/console/register';

/** Bytes; counted again where it is kept. */
const largestSource = 262_144;
const sourceSchema = z.string().max(largestSource);
const versionSchema = z.number().int().min(1);

export const draftParams = z.object({ draftId: idSchema });
export const versionParams = z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647) });

const draftSchema = z.object({
  draftId: idSchema,
  name: z.string(),
  /** The version in force when it was begun. */
  basedOn: z.number().int(),
  version: versionSchema,
  savedAt: momentSchema,
  savedBy: idSchema,
});

export const draftsSchema = z.object({ drafts: z.array(draftSchema), most: z.number().int() });
export const draftTextSchema = draftSchema.extend({ source: z.string() });

export const saveDraftSchema = z.object({
  name: line(120).min(1),
  // PostgreSQL keeps every character but this.
  source: sourceSchema.refine((text) => !text.includes('\u0000')),
  /** The one it was read as; null for a new draft. */
  version: versionSchema.nullable(),
});
export const savedDraftSchema = z.object({ version: versionSchema });

export const publishDraftSchema = z.object({
  version: versionSchema,
  /** The version in force that it was compared with. */
  against: versionSchema,
});

/** Which of the languages the findings are worded in. */
export const checkSchema = z.object({ source: sourceSchema, language: languageSchema });

const problemSchema = z.object({
  /** From 1. */
  line: z.number().int(),
  /** From 1. */
  column: z.number().int(),
  /** Such as categories.phone.kind; empty for the whole file. */
  path: z.string(),
  found: z.string(),
  problem: z.string(),
  write: z.string(),
});

export const checkedSchema = z.object({
  /** In the order of the file. None: it can be published. */
  problems: z.array(problemSchema),
  /** What is allowed and probably not meant. Only when there is no problem. */
  warnings: z.array(z.string()),
  /** What publishing would change, against `against`. Only when there is no problem. */
  changes: z.array(z.string()),
  /** The version in force. */
  against: z.number().int(),
});
export type Checked = z.infer<typeof checkedSchema>;

const differenceSchema = z.object({ more: z.array(z.string()), less: z.array(z.string()) });
const namedSchema = z.object({ key: z.string(), name: wordsSchema });

/** What publishing would do to what is held now, in counts. Names are those of the draft, else of the version in force. */
export const simulationSchema = z.object({
  terms: z.array(
    z.object({
      kind: z.string(),
      earlier: z.number().int(),
      /** Only once their persons have been informed. */
      later: z.number().int(),
      /** Of those earlier, what the next sweep takes. */
      dueAtOnce: z.number().int(),
    }),
  ),
  /** Stored values whose category, or every purpose, is declared no longer. */
  groundless: z.array(z.object({ category: namedSchema, values: z.number().int() })),
  /** Stored values that a further purpose reaches once their persons have been told. */
  furthered: z.array(
    z.object({ category: namedSchema, values: z.number().int(), purposes: z.array(namedSchema) }),
  ),
  /** Who would have to be told before that, and of them who has an address. */
  toInform: z.object({ people: z.number().int(), byMail: z.number().int() }),
  tasks: z.array(
    z.object({
      task: namedSchema,
      holders: z.number().int(),
      sees: z.object({ more: z.array(namedSchema), less: z.array(namedSchema) }),
      does: differenceSchema,
    }),
  ),
  /** Processors that get less than now, or nothing: they are to be told. */
  recipients: z.array(wordsSchema),
  /** Connections that settings and web hooks ask for, and that it would refuse. */
  refused: z.array(refusedConnectionSchema),
});
export type Simulation = z.infer<typeof simulationSchema>;

/** The notice as people would read it, were this published. */
export const noticeSchema = z.object({
  language: languageSchema,
  title: z.string(),
  registerName: z.string(),
  controllerName: z.string(),
  sections: z.array(writtenSectionSchema),
});
export type Notice = z.infer<typeof noticeSchema>;

export const registerDraftRoutes = defineRoutes({
  listRegisterDrafts: { method: 'GET', path: `${base}/drafts`, answer: draftsSchema },
  readRegisterDraft: {
    method: 'GET',
    path: `${base}/drafts/:draftId`,
    params: draftParams,
    answer: draftTextSchema,
  },
  saveRegisterDraft: {
    method: 'POST',
    path: `${base}/drafts/:draftId`,
    params: draftParams,
    body: saveDraftSchema,
    answer: savedDraftSchema,
  },
  removeRegisterDraft: {
    method: 'DELETE',
    path: `${base}/drafts/:draftId`,
    params: draftParams,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    answer: noContentSchema,
  },
  publishRegisterDraft: {
    method: 'POST',
    path: `${base}/drafts/:draftId/publish`,
    params: draftParams,
    body: publishDraftSchema,
    answer: savedDraftSchema,
  },
  checkRegister: { method: 'POST', path: `${base}/check`, body: checkSchema, answer: checkedSchema },
  /** Refused while there is a problem. */
  simulatePublishing: {
    method: 'POST',
    path: `${base}/simulate`,
    body: z.object({ source: sourceSchema }),
    answer: simulationSchema,
  },
  previewNotice: { method: 'POST', path: `${base}/notice`, body: checkSchema, answer: noticeSchema },
  registerSource: {
    method: 'GET',
    path: `${base}/versions/:version/source`,
    params: versionParams,
    answer: z.object({ version: z.number().int(), source: z.string() }),
  },
});
