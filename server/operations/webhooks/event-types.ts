/** What a web hook can be told of. Docs: docs/api/web-hooks.md. */
export const eventTypes = [
  'contact.created',
  'contact.changed',
  'contact.closed',
  'contact.reopened',
  'message.received',
  'message.sent',
  'message.failed',
] as const;
export type EventType = (typeof eventTypes)[number];

/** What the test button sends; nobody subscribes to it. */
export const testType = 'connection.test';
