import { expect, test } from 'vitest';
import type { ContactCard } from '../../../contract/console/contacts.ts';
import { type Change, planUndo } from './undo-change.ts';

const reached = new Set(['service', 'privacy']);
const card = (contactId: string, before: Partial<ContactCard> = {}) => ({
  before: {
    contactId,
    status: 'open',
    queue: 'service',
    priority: 'normal',
    tags: [],
    assigneeId: null,
    snoozedUntil: null,
    ...before,
  } as unknown as ContactCard,
  version: 7,
});
const undo = (change: Change, ...changed: ReturnType<typeof card>[]) =>
  planUndo(changed, change, reached).map(({ changes, contacts }) => [
    contacts.map((each) => each.contactId).join(' '),
    ...changes,
  ]);

test('what the act left as it was is left alone', () => {
  expect(undo({ kind: 'close' }, card('a', { status: 'closed' }))).toEqual([]);
  expect(undo({ kind: 'assign', assigneeId: 'me' }, card('a', { assigneeId: 'me' }))).toEqual([]);
  expect(undo({ kind: 'organise', addTags: ['t'] }, card('a', { tags: ['t'] }))).toEqual([]);
  expect(undo({ kind: 'unread' }, card('a'))).toEqual([]);
});

test('each goes back to whom it was with; those alike go together', () => {
  expect(
    undo(
      { kind: 'assign', assigneeId: 'me' },
      card('a', { assigneeId: 'other' }),
      card('b'),
      card('c', { assigneeId: 'other' }),
    ),
  ).toEqual([
    ['a c', { kind: 'assign', assigneeId: 'other' }],
    ['b', { kind: 'assign', assigneeId: null }],
  ]);
});

test('opened again: what was closed is closed, what was put aside is put aside until the same moment', () => {
  const until = '2026-12-01T08:00:00.000Z';
  expect(
    undo(
      { kind: 'reopen' },
      card('a', { status: 'closed' }),
      card('b', { status: 'snoozed', snoozedUntil: until }),
      card('c'),
    ),
  ).toEqual([
    ['a', { kind: 'close' }],
    ['b', { kind: 'snooze', until }],
  ]);
});

test('moved: back to its queue and to whom had it; not from a queue that one does not reach', () => {
  const moved = card('a', { assigneeId: 'other' });
  expect(undo({ kind: 'organise', queue: 'privacy' }, moved)).toEqual([
    ['a', { kind: 'organise', queue: 'service' }, { kind: 'assign', assigneeId: 'other' }],
  ]);
  expect(undo({ kind: 'organise', queue: 'elsewhere' }, moved)).toEqual([]);
});

test('only the tag that was put on is taken off, and a priority is as each had it', () => {
  expect(undo({ kind: 'organise', removeTags: ['t'] }, card('a', { tags: ['t'] }), card('b'))).toEqual([
    ['a', { kind: 'organise', addTags: ['t'] }],
  ]);
  expect(undo({ kind: 'organise', priority: 'high' }, card('a', { priority: 'low' }), card('b'))).toEqual([
    ['a', { kind: 'organise', priority: 'low' }],
    ['b', { kind: 'organise', priority: 'normal' }],
  ]);
});

test('waiting for the customer is taken back where it was not so before', () => {
  expect(undo({ kind: 'await', waiting: true }, card('a'), card('b', { status: 'waiting' }))).toEqual([
    ['a', { kind: 'undo' }],
  ]);
});
