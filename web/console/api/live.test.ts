import { expect, test } from 'vitest';
import { liveEventSchema } from '../../../contract/console/system.ts';
import { staleAfter } from './live.ts';

const contactId = '01900002-0000-7000-8000-000000000000';

test('every kind of event makes something stale', () => {
  for (const kind of liveEventSchema.shape.kind.options) {
    expect(staleAfter({ kind, contactId, queue: null }), kind).not.toHaveLength(0);
  }
});

test('a new contact opens no contact anew: that would be a reading nobody asked for', () => {
  expect(staleAfter({ kind: 'contact-new', contactId, queue: null })).toEqual([['contacts'], ['counts']]);
  expect(staleAfter({ kind: 'contact-changed', contactId, queue: null })).toContainEqual([
    'contact',
    contactId,
  ]);
});
