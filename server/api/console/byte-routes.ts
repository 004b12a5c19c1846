import { z } from 'zod';
import { idSchema, noContentSchema } from '../../../contract/common.ts';
import { openContactSchema } from '../../../contract/console/contacts.ts';
import { attestationParams, attestedSchema, attestSchema } from '../../../contract/console/promises.ts';
import { importParams, importPartSchema, importProgressSchema } from '../../../contract/console/importing.ts';
import { holdQuery, recordingParams } from '../../../contract/console/recordings.ts';
import { noticeReadingSchema, readNoticeSchema } from '../../../contract/console/reverse.ts';
import type { TokenUse } from './bearer.ts';
import type { Guard } from './guards.ts';

export interface ByteRoute {
  readonly guard: Guard;
  readonly use: TokenUse;
  /** One line for others, in the OpenAPI document. */
  readonly summary: string;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: Readonly<
    Record<string, { readonly about: string; readonly required: boolean; readonly example: string }>
  >;
  /** What is sent, as it is: the type is `application/octet-stream`. */
  readonly sends?: string;
  readonly answers: z.ZodType | { readonly type: string; readonly about: string };
}

/** Routes that carry bytes or do not end: they stand beside the contract, and by the same rules. */
export const byteRoutes = {
  events: {
    guard: 'signed-in',
    use: 'never',
    summary: 'What changes, as server-sent events: ids and codes only',
    answers: { type: 'text/event-stream', about: 'A stream that does not end' },
  },
  openFile: {
    guard: 'open-contact',
    use: 'reads',
    summary: 'A file of a contact, always as a download',
    params: z.object({ contactId: idSchema, fileId: idSchema }),
    query: openContactSchema,
    answers: { type: 'application/octet-stream', about: 'The file' },
  },
  playRecording: {
    guard: 'play-recording',
    use: 'never',
    summary:
      'The sound of a recording, in ranges as a player asks for them; one line of the access log a sitting',
    params: recordingParams,
    query: holdQuery.extend({
      /** `mp4`: the same sound in MP4, for players that know no Ogg; a form that is neither is answered as it is. */
      as: z.enum(['mp4']).optional(),
    }),
    answers: { type: 'audio/ogg', about: 'The sound; `206` with a `Range` of it' },
  },
  downloadRecording: {
    guard: 'download-recording',
    use: 'never',
    summary: 'A recording as a file, to be taken out of the house; each time one line of the access log',
    params: recordingParams,
    query: holdQuery,
    answers: { type: 'audio/ogg', about: 'The file, named by the moment of its call' },
  },
  attachFile: {
    guard: 'answer-contact',
    use: 'writes',
    summary: 'Attach a file to a draft of one’s own; the same id again changes nothing',
    params: z.object({ contactId: idSchema, draftId: idSchema, fileId: idSchema }),
    headers: {
      'x-file-name': {
        about: 'The name of the file, percent-encoded: it is personal data, and so in no address.',
        required: true,
        example: 'kvitto%20%C3%A5r.pdf',
      },
      'x-file-type': {
        about: 'Its media type; `application/octet-stream` when left out.',
        required: false,
        example: 'application/pdf',
      },
    },
    sends: 'The file as it is, 15 MiB at most.',
    answers: noContentSchema,
  },
  attest: {
    guard: 'publish-register',
    use: 'writes',
    summary:
      'Vouch for a measure that no software can see to: owner, reviewer who is another, document, next review',
    query: attestSchema,
    sends: 'The document that shows it: PDF, PNG, JPEG or text, 10 MiB at most.',
    answers: attestedSchema,
  },
  openEvidence: {
    guard: 'read-register',
    use: 'reads',
    summary: 'The document of an attestation, always as a download',
    params: attestationParams,
    answers: { type: 'application/octet-stream', about: 'The document' },
  },
  sendImportPart: {
    guard: 'import-mail',
    use: 'writes',
    summary: 'Send a part of a file of old mail to an import of one’s own that has begun',
    params: importParams,
    query: importPartSchema,
    sends: 'Bytes of the file from `offset` on, `partBytes` of listImports at most.',
    answers: importProgressSchema,
  },
  readNotice: {
    guard: 'read-register',
    use: 'reads',
    summary:
      'Read a present privacy notice: what a declaration would enforce of it, and a draft to start from',
    query: readNoticeSchema,
    sends: 'The notice as plain text or PDF, 5 MiB at most. Nothing of it is kept.',
    answers: noticeReadingSchema,
  },
} as const satisfies Readonly<Record<string, ByteRoute>>;
export type ByteRouteName = keyof typeof byteRoutes;
