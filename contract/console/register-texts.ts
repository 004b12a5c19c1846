import { z } from 'zod';
import { languageSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

/** What is written from the declaration, in one language: the record of processing activities and the notice's short forms. */
export const textQuerySchema = z.object({ language: languageSchema });

const inlineSchema = z.union([z.string(), z.object({ text: z.string(), href: z.string() })]);
const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), id: z.string(), text: z.string() }),
  z.object({ kind: z.literal('paragraph'), text: z.array(inlineSchema) }),
  z.object({ kind: z.literal('list'), items: z.array(z.array(inlineSchema)) }),
  z.object({
    kind: z.literal('facts'),
    facts: z.array(z.object({ term: z.string(), value: z.array(inlineSchema) })),
  }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    head: z.array(z.string()),
    rows: z.array(z.array(z.string())),
  }),
]);
export type WrittenBlock = z.infer<typeof blockSchema>;
export const writtenSectionSchema = z.object({
  id: z.string(),
  title: z.string(),
  blocks: z.array(blockSchema),
});

/** The record of GDPR Art. 30(1) as a document: sections (a) to (g), each of blocks. */
export const writtenRecordSchema = z.object({
  version: z.number().int(),
  title: z.string(),
  /** Whose record it is, and since when. */
  lines: z.array(z.string()),
  sections: z.array(writtenSectionSchema),
});

export const recordFormats = ['csv', 'json', 'pdf'] as const;
const recordFileSchema = textQuerySchema.extend({ format: z.enum(recordFormats) });

/** The notice in a few sentences: in the chat window, before a recorded call, under an e-mail. */
export const shortFormsSchema = z.object({
  version: z.number().int(),
  forms: z.array(
    z.object({
      kind: z.enum(['chat', 'call', 'email']),
      /** Which calls it is said in; empty but for `call`. */
      calls: z.array(z.enum(['incoming', 'outgoing'])),
      sentences: z.array(z.string()),
    }),
  ),
});

const base = '/api/console';

export const registerTextRoutes = defineRoutes({
  record: {
    method: 'GET',
    path: `${base}/register/record`,
    query: textQuerySchema,
    answer: writtenRecordSchema,
  },
  /** As a download: CSV (RFC 4180, a line for each fact), JSON with the declaration's keys, or tagged PDF. */
  exportRecord: {
    method: 'GET',
    path: `${base}/register/record/file`,
    query: recordFileSchema,
    answer: z.string(),
  },
  shortForms: {
    method: 'GET',
    path: `${base}/register/short-forms`,
    query: textQuerySchema,
    answer: shortFormsSchema,
  },
});
