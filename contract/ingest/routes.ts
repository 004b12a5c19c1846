import { z } from 'zod';
import { idSchema, momentSchema } from '../common.ts';

/**
 * What a telephone system hands over: signed (RFC 9421, `hmac-sha256`), see docs/operate/phone-ingest.md. Bytes of an upload go by the
 * core of tus 1.0.0: `HEAD` and `PATCH` on `/api/ingest/phone/recordings/:uploadId`.
 */
const base = '/api/ingest/phone';

const key = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    // oxlint-disable-next-line no-control-regex -- these are what is refused
    .regex(/^[^\u0000-\u001F\u007F]*$/);

export const toldEventSchema = z.strictObject({
  /** Of the source: the same for all that is told of one call, also when it is transferred. */
  callId: key(200),
  event: z.enum(['ringing', 'answered', 'transferred', 'ended', 'missed', 'refused']),
  at: momentSchema,
  direction: z.enum(['incoming', 'outgoing']).optional(),
  /** Who calls first. */
  parties: z
    .array(
      z.strictObject({
        number: key(40).nullable(),
        side: z.enum(['customer', 'staff']).optional(),
        withheld: z.boolean().optional(),
      }),
    )
    .max(20),
});

const sides = z.enum(['customer', 'staff', 'mixed']);
const track = z.strictObject({
  format: z.enum(['wav', 'slin', 'ulaw', 'alaw', 'ogg-opus']),
  /** Of what has no header. */
  rate: z.literal([8000, 16_000]).default(8000),
  /** Whose voice is in each channel, the left one first. */
  sides: z
    .array(sides)
    .min(1)
    .max(2)
    .refine(([one, other]) => other === undefined || (one !== other && one !== 'mixed' && other !== 'mixed')),
  /** Bytes of the file; left out where it is fetched. */
  bytes: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
});

export const toldRecordingSchema = z
  .strictObject({
    callId: key(200),
    beganAt: momentSchema,
    /** An announcement that was played before it began. */
    announced: z
      .strictObject({ by: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/), at: momentSchema })
      .optional(),
    /** One file, or one for each side, sent one after the other. */
    tracks: z.array(track).min(1).max(2),
    /** Of all that is sent, hexadecimal. */
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    /** Where it is to be fetched instead. */
    url: z.url().max(2000).optional(),
  })
  .refine(({ url, sha256, tracks }) =>
    url === undefined
      ? sha256 !== undefined && tracks.every(({ bytes }) => bytes !== undefined)
      : sha256 === undefined && tracks.length === 1 && tracks[0]!.bytes === undefined,
  )
  .refine(({ tracks: [one, other] }) => {
    if (other === undefined) return true;
    const [mine, theirs] = [one!.sides, other.sides];
    return mine.length === 1 && theirs.length === 1 && mine[0] !== theirs[0] && one!.format !== 'ogg-opus';
  });

export const uploadStatusSchema = z.object({
  uploadId: idSchema,
  state: z.enum(['receiving', 'fetching', 'finishing', 'kept', 'failed', 'withheld']),
  /** Why it is not kept. */
  code: z.string().nullable(),
  /** Bytes that are here. */
  offset: z.number().int(),
  bytes: z.number().int().nullable(),
});

export const uploadParams = z.object({ uploadId: idSchema });
export const callBackParams = z.object({ source: z.string().regex(/^[a-z0-9-]{1,40}$/) });

export const ingestPaths = {
  events: `${base}/calls`,
  recordings: `${base}/recordings`,
  recording: `${base}/recordings/:uploadId`,
  callBacks: `${base}/call-backs/:source`,
} as const;
