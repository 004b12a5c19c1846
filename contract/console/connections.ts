import { z } from 'zod';
import { cursorSchema, idSchema, momentSchema, noContentSchema, wordsSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';

const base = '/api/console';

/** What a web hook can be told of. */
export const eventTypeSchema = z.enum([
  'contact.created',
  'contact.changed',
  'contact.closed',
  'contact.reopened',
  'message.received',
  'message.sent',
  'message.failed',
]);

const pageSchema = z.object({
  cursor: cursorSchema.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
const nextSchema = z.string().nullable();
const key = z.string().min(1).max(60);

export const tokenSchema = z.object({
  tokenId: idSchema,
  staffId: idSchema,
  tasks: z.array(z.string()),
  mayWrite: z.boolean(),
  madeAt: momentSchema,
  /** The last day, in the register's time zone. */
  until: z.iso.date(),
  lastUsedOn: z.iso.date().nullable(),
  revokedAt: momentSchema.nullable(),
});
export const ownTokensSchema = z.object({ tokens: z.array(tokenSchema.extend({ name: z.string() })) });
export const makeTokenSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** Some of one's own current tasks. */
  tasks: z.array(key).min(1).max(50),
  mayWrite: z.boolean().default(false),
  days: z.number().int().min(1).max(365).default(90),
});
/** The token is shown once and kept nowhere. */
export const madeTokenSchema = z.object({ tokenId: idSchema, token: z.string(), until: z.iso.date() });
export const tokenParams = z.object({ tokenId: idSchema });

/** A processor of the declaration, or a recipient that is a controller of its own, as the gate sees it today. */
export const recipientSchema = z.object({
  recipient: z.string(),
  name: wordsSchema,
  /** What a processor does, or why a recipient is given data. */
  why: wordsSchema,
  /** Null for a controller of its own, with whom none is needed. */
  agreement: z.object({ id: z.string(), date: z.iso.date() }).nullable(),
  /** The last day; null for none. */
  validUntil: z.iso.date().nullable(),
  purposes: z.array(z.string()),
  categories: z.array(z.string()),
  countries: z.array(z.string()),
  transferGround: z.string().nullable(),
  /** By purpose: null where the gate lets ids leave, otherwise why not; and which categories a web hook may carry beside them. */
  gate: z.array(
    z.object({ purpose: z.string(), refusal: z.string().nullable(), categories: z.array(z.string()) }),
  ),
});
export const recipientsSchema = z.object({
  recipients: z.array(recipientSchema),
  /** Queues a web hook can be about. */
  queues: z.array(z.object({ queue: z.string(), name: wordsSchema })),
});

export const endpointSchema = z.object({
  endpointId: idSchema,
  recipient: z.string(),
  purpose: z.string(),
  /** Of the address, which is a secret and shown nowhere. */
  host: z.string(),
  types: z.array(z.string()),
  queues: z.array(z.string()),
  /** What it asks for beside ids, and of that what does not leave now: the declaration in force does not have it. */
  categories: z.array(z.string()),
  withheld: z.array(z.string()),
  state: z.enum(['active', 'paused', 'stopped']),
  stopCode: z.string().nullable(),
  failingSince: momentSchema.nullable(),
  rotatedAt: momentSchema.nullable(),
  madeBy: idSchema,
  madeAt: momentSchema,
  /** What it is still to be told, at most 1000. */
  waiting: z.number().int(),
});
export const makeEndpointSchema = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  recipient: key,
  purpose: key,
  types: z.array(eventTypeSchema).min(1).max(20),
  queues: z.array(key).min(1).max(100),
  /** Beside ids: of what the recipient is declared for. Needs https. */
  categories: z.array(key).max(20).default([]),
});
/** What is left out stays as it is, and the secret always does. */
export const changeEndpointSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }).max(2000),
    types: z.array(eventTypeSchema).min(1).max(20),
    queues: z.array(key).min(1).max(100),
    categories: z.array(key).max(20),
  })
  .partial();
/** The secret (`whsec_…`) is shown once. */
export const madeEndpointSchema = z.object({ endpointId: idSchema, secret: z.string() });
export const endpointParams = z.object({ endpointId: idSchema });
export const deliveryParams = z.object({ endpointId: idSchema, eventId: idSchema });

/** A try to tell of an event: status and code only, never what the receiver said. */
export const deliverySchema = z.object({
  eventId: idSchema,
  type: z.string(),
  contactId: idSchema.nullable(),
  at: momentSchema,
  state: z.enum(['waiting', 'delivered', 'given-up', 'withdrawn']),
  attempts: z.number().int(),
  nextTryAt: momentSchema.nullable(),
  settledAt: momentSchema.nullable(),
  status: z.number().int().nullable(),
  code: z.string().nullable(),
});

export const disclosureSchema = z.object({
  disclosureId: idSchema,
  at: momentSchema,
  recipient: z.string(),
  /** As the declaration in force names it; the key where it no longer does. */
  recipientName: wordsSchema,
  purpose: z.string(),
  /** Beyond ids; empty: ids only. */
  categories: z.array(z.string()),
  way: z.string(),
  endpointId: idSchema.nullable(),
  what: z.string(),
  contactId: idSchema.nullable(),
  /** Of whom data beside ids left. */
  personId: idSchema.nullable(),
  declarationVersion: z.number().int(),
  outcome: z.enum(['begun', 'done', 'failed', 'refused']),
  code: z.string().nullable(),
});

export const waySchema = z.enum([
  'mail-out',
  'mail-in',
  'web-hook',
  'sign-in',
  'storage',
  'backup',
  'database',
  'keys',
  'witness',
  'calls',
  'recordings',
  'identification',
]);
const placeShape = { way: waySchema, host: z.string(), port: z.number().int() };

/** A connection that settings or a web hook ask for, and that the declaration refuses. */
export const refusedConnectionSchema = z.object({
  ...placeShape,
  /** The setting that asks for it; null: a web hook. */
  setting: z.string().nullable(),
  code: z.string(),
  /** What to add to the declaration (YAML); null where nothing is missing there. */
  write: z.string().nullable(),
});
/** Every connection that is set up, and whose machine it leads to. */
export const waysOutSchema = z.object({
  connections: z.array(
    z.object({
      ...placeShape,
      setting: z.string().nullable(),
      /** `this-machine`: it never leaves it. Null: refused. */
      owner: z.enum(['recipient', 'system', 'this-machine']).nullable(),
      /** What the owner is called. */
      name: wordsSchema.nullable(),
      countries: z.array(z.string()),
      code: z.string().nullable(),
      write: z.string().nullable(),
    }),
  ),
  /** What was tried and refused, newest first: at most a hundred. */
  refused: z.array(
    z.object({
      attemptId: idSchema,
      ...placeShape,
      code: z.string(),
      firstAt: momentSchema,
      lastAt: momentSchema,
      times: z.number().int(),
      /** What to add to the declaration in force (YAML); null where it lets it go by now, or lacks something else. */
      write: z.string().nullable(),
    }),
  ),
});

/** Tokens of one's own, and for whoever manages connections: web hooks, deliveries and everybody's tokens. */
export const connectionRoutes = defineRoutes({
  ownTokens: { method: 'GET', path: `${base}/me/tokens`, answer: ownTokensSchema },
  makeToken: {
    method: 'POST',
    path: `${base}/me/tokens`,
    body: makeTokenSchema,
    answer: madeTokenSchema,
  },
  revokeOwnToken: {
    method: 'DELETE',
    path: `${base}/me/tokens/:tokenId`,
    params: tokenParams,
    answer: noContentSchema,
  },
  listTokens: {
    method: 'GET',
    path: `${base}/connections/tokens`,
    query: pageSchema,
    answer: z.object({ tokens: z.array(tokenSchema), next: nextSchema }),
  },
  revokeToken: {
    method: 'DELETE',
    path: `${base}/connections/tokens/:tokenId`,
    params: tokenParams,
    answer: noContentSchema,
  },
  listRecipients: { method: 'GET', path: `${base}/connections/recipients`, answer: recipientsSchema },
  listEndpoints: {
    method: 'GET',
    path: `${base}/connections/web-hooks`,
    query: pageSchema,
    answer: z.object({ endpoints: z.array(endpointSchema), next: nextSchema }),
  },
  makeEndpoint: {
    method: 'POST',
    path: `${base}/connections/web-hooks`,
    body: makeEndpointSchema,
    answer: madeEndpointSchema,
  },
  changeEndpoint: {
    method: 'POST',
    path: `${base}/connections/web-hooks/:endpointId`,
    params: endpointParams,
    body: changeEndpointSchema,
    answer: noContentSchema,
  },
  removeEndpoint: {
    method: 'DELETE',
    path: `${base}/connections/web-hooks/:endpointId`,
    params: endpointParams,
    answer: noContentSchema,
  },
  setEndpointState: {
    method: 'POST',
    path: `${base}/connections/web-hooks/:endpointId/state`,
    params: endpointParams,
    body: z.object({ state: z.enum(['active', 'paused']) }),
    answer: noContentSchema,
  },
  rotateSecret: {
    method: 'POST',
    path: `${base}/connections/web-hooks/:endpointId/secret`,
    params: endpointParams,
    answer: z.object({ secret: z.string(), bothUntil: momentSchema }),
  },
  testEndpoint: {
    method: 'POST',
    path: `${base}/connections/web-hooks/:endpointId/test`,
    params: endpointParams,
    answer: z.object({ eventId: idSchema }),
  },
  listDeliveries: {
    method: 'GET',
    path: `${base}/connections/web-hooks/:endpointId/deliveries`,
    params: endpointParams,
    query: pageSchema,
    answer: z.object({ deliveries: z.array(deliverySchema), next: nextSchema }),
  },
  replayDelivery: {
    method: 'POST',
    path: `${base}/connections/web-hooks/:endpointId/deliveries/:eventId/replay`,
    params: deliveryParams,
    answer: noContentSchema,
  },
  listWaysOut: { method: 'GET', path: `${base}/connections/ways-out`, answer: waysOutSchema },
  listDisclosures: {
    method: 'GET',
    path: `${base}/connections/disclosures`,
    query: pageSchema.extend({ contactId: idSchema.optional(), personId: idSchema.optional() }),
    answer: z.object({ disclosures: z.array(disclosureSchema), next: nextSchema }),
  },
});
