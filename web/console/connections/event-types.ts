import type { CallInput } from '../api/call.ts';

export type EventType = CallInput<'makeEndpoint'>['body']['types'][number];

/** In the order in which things happen. The contract's schema is not loaded into the browser. */
export const eventTypes = [
  'contact.created',
  'message.received',
  'message.sent',
  'message.failed',
  'contact.changed',
  'contact.closed',
  'contact.reopened',
] as const satisfies readonly EventType[];
