import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import { callDirections } from './calls.ts';
import { contactParams, openContactSchema } from './contacts.ts';
import { prose } from './incident-people.ts';

/** Recordings of calls, and what keeps them longer: complaints, quality projects, the law. */

export const extensionGrounds = ['complaint', 'quality-project'] as const;
export const holdGrounds = ['order', 'claim'] as const;

export const daySchema = z.iso.date();
export const said = prose(2_000).min(1);

export const recordingSchema = z.object({
  recordingId: idSchema,
  /** Null: its contact went, and a hold by law keeps it. */
  contactId: idSchema.nullable(),
  callId: idSchema,
  queue: z.string(),
  direction: z.enum(callDirections),
  callAt: momentSchema,
  state: z.enum(['recording', 'kept', 'failed', 'withheld']),
  /** Why it was not recorded, or failed. */
  code: z.string().nullable(),
  beganAt: momentSchema,
  endedAt: momentSchema.nullable(),
  milliseconds: z.number().int().nullable(),
  sides: z.array(z.enum(['customer', 'staff', 'mixed'])),
  format: z.string().nullable(),
  /** Whether people were told that it is recorded before it began; `attested`: whoever answers for the trunk vouches for it. */
  announcement: z.object({
    kind: z.enum(['played', 'attested', 'not-told']),
    by: z.string().nullable(),
    at: momentSchema.nullable(),
  }),
  deleteAfter: momentSchema,
  /** The period, or the ground on which it is kept longer. */
  rule: z.string(),
  declarationVersion: z.number().int(),
  extensions: z.array(
    z.object({
      extensionId: idSchema,
      ground: z.enum(extensionGrounds),
      matterId: idSchema,
      madeAt: momentSchema,
      madeBy: idSchema,
      /** Null for who may not extend recordings. */
      reason: z.string().nullable(),
      until: momentSchema,
      ended: z.object({ at: momentSchema, code: z.enum(['withdrawn', 'closed', 'gone']) }).nullable(),
    }),
  ),
  holds: z.array(
    z.object({
      holdId: idSchema,
      ground: z.enum([...holdGrounds, 'restriction']),
      document: z.string().nullable(),
      ownerId: idSchema.nullable(),
      madeAt: momentSchema,
      reviewOn: daySchema.nullable(),
      reviewedAt: momentSchema.nullable(),
      endedAt: momentSchema.nullable(),
    }),
  ),
});

/** What a player shows before it plays. */
export const listeningSchema = z.object({
  milliseconds: z.number().int(),
  /** Each channel of the sound, the left one first: how loud it is, 0 to 255, in stretches of one length; none where it was not measured. */
  lanes: z.array(
    z.object({ side: z.enum(['customer', 'staff', 'mixed']), loudness: z.array(z.number().int()) }),
  ),
  marks: z.array(
    z.object({
      markId: idSchema,
      /** Milliseconds from the beginning. */
      at: z.number().int(),
      madeAt: momentSchema,
      madeBy: idSchema,
      /** Null for whom notes are not for. */
      note: z.string().nullable(),
    }),
  ),
});

export const pageQuery = {
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
};
/** The hold for whose matter one listens: what is held by law serves nothing else. */
export const holdQuery = z.object({ hold: idSchema.optional() });
const extended = z.object({ deleteAfter: momentSchema });

const base = '/api/console/recordings';
export const recordingParams = z.object({ recordingId: idSchema });
const one = `${base}/:recordingId`;
const holdParams = recordingParams.extend({ holdId: idSchema });

export const recordingRoutes = defineRoutes({
  contactRecordings: {
    method: 'GET',
    path: '/api/console/contacts/:contactId/recordings',
    params: contactParams,
    query: openContactSchema,
    answer: z.object({ recordings: z.array(recordingSchema) }),
  },
  openRecording: { method: 'GET', path: one, params: recordingParams, answer: recordingSchema },
  /** Begins a listening: one line of the access log with the playing after it. */
  listenToRecording: {
    method: 'GET',
    path: `${one}/listening`,
    params: recordingParams,
    query: holdQuery,
    answer: listeningSchema,
  },
  markRecording: {
    method: 'POST',
    path: `${one}/marks`,
    params: recordingParams,
    body: z.object({
      markId: idSchema,
      /** Milliseconds from the beginning. */
      at: z.number().int().min(0).max(2_000_000_000),
      note: prose(500),
      hold: idSchema.optional(),
    }),
    answer: noContentSchema,
  },
  removeMark: {
    method: 'POST',
    path: `${one}/marks/:markId/remove`,
    params: recordingParams.extend({ markId: idSchema }),
    answer: noContentSchema,
  },
  countToDecide: {
    method: 'GET',
    path: '/api/console/recordings-to-decide',
    answer: z.object({
      /** Kept for one's own complaints and projects, and going within two weeks. */
      ending: z.number().int(),
      /** Holds of one's own whose review is due within two weeks. */
      reviews: z.number().int(),
    }),
  },
  /** `ending`: kept for one's own complaints and projects, and going within two weeks. `all`: the newest first. */
  listRecordings: {
    method: 'GET',
    path: base,
    query: z.object({
      view: z.enum(['ending', 'extended', 'all']).default('ending'),
      /** Of one complaint or project. */
      matterId: idSchema.optional(),
      ...pageQuery,
    }),
    answer: z.object({ recordings: z.array(recordingSchema), next: z.string().nullable() }),
  },
  listHeldRecordings: {
    method: 'GET',
    path: '/api/console/held-recordings',
    query: z.object({ of: z.enum(['all', 'mine']).default('all'), ...pageQuery }),
    answer: z.object({ recordings: z.array(recordingSchema), next: z.string().nullable() }),
  },
  extendRecording: {
    method: 'POST',
    path: `${one}/extensions`,
    params: recordingParams,
    body: z.object({
      extensionId: idSchema,
      ground: z.enum(extensionGrounds),
      matterId: idSchema,
      reason: said,
    }),
    answer: extended,
  },
  withdrawExtension: {
    method: 'POST',
    path: `${one}/extensions/:extensionId/withdraw`,
    params: recordingParams.extend({ extensionId: idSchema }),
    answer: extended,
  },
  holdRecording: {
    method: 'POST',
    path: `${one}/holds`,
    params: recordingParams,
    body: z.object({
      holdId: idSchema,
      ground: z.enum(holdGrounds),
      /** Which order or claim, and where its document stands. */
      document: said,
      ownerId: idSchema,
      reviewOn: daySchema,
    }),
    answer: noContentSchema,
  },
  reviewHold: {
    method: 'POST',
    path: `${one}/holds/:holdId/review`,
    params: holdParams,
    body: z.object({ ownerId: idSchema, reviewOn: daySchema }),
    answer: noContentSchema,
  },
  endHold: { method: 'POST', path: `${one}/holds/:holdId/end`, params: holdParams, answer: noContentSchema },
});
