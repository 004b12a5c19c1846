import { expect, test } from 'vitest';
import type { Contact } from '../api/queries.ts';
import { pushedOut } from './use-earlier.ts';

type Part = Pick<Contact, 'messages' | 'notes'>;

const part = (messages: readonly number[], notes: readonly number[] = []): Part => {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T08:00:00.000Z`;
  return {
    messages: messages.map((day) => ({ messageId: `m${day}`, at: at(day) })),
    notes: notes.map((day) => ({ noteId: `n${day}`, at: at(day) })),
  } as unknown as Part;
};
const idsOf = ({ messages, notes }: Part) => [
  ...messages.map(({ messageId }) => messageId),
  ...notes.map(({ noteId }) => noteId),
];

test('what a new message pushes out stays, with what was noted beside it', () => {
  expect(idsOf(pushedOut(part([1, 2, 3], [1, 3]), part([2, 3, 4], [3])))).toEqual(['m1', 'n1']);
});

test('an answer that was taken back is gone', () => {
  expect(idsOf(pushedOut(part([1, 2, 3]), part([1, 2])))).toEqual([]);
  expect(idsOf(pushedOut(part([1, 2, 3]), part([])))).toEqual([]);
});
