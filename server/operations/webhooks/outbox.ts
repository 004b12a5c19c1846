import type { Clock } from '../../base/clock.ts';
import { newId } from '../../base/new-id.ts';
import type { LiveEvent, LiveEvents } from '../../storage/live-events.ts';
import type { EventType } from './event-types.ts';
import { insertEvents } from './webhooks-store.ts';

/**
 * Live events that also stand in the outbox of the web hooks: whatever changes a contact announces it, so nothing
 * that happened is missed, and what is rolled back was never told. One statement that nobody waits for.
 * @param deps.written called once the transaction is durable
 */
export function withOutbox(live: LiveEvents, deps: { clock: Clock; written(): void }): LiveEvents {
  return {
    ...live,
    async announce(tx, event) {
      await live.announce(tx, event);
      if (event.contactId === null || event.queue === null) return;
      const types = typesOf(event);
      if (types.length === 0) return;
      const at = deps.clock.now();
      insertEvents(tx, {
        events: types.map((type) => ({ id: newId<'event'>(at), type })),
        contactId: event.contactId,
        queue: event.queue,
        at,
      });
      tx.afterCommit(deps.written);
    },
  };
}

function typesOf({ kind, facts = [] }: LiveEvent): EventType[] {
  if (kind === 'contact-new') return ['contact.created', ...facts];
  if (kind === 'contact-changed') return [...facts, 'contact.changed'];
  return [];
}
