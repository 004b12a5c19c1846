import { expect, test } from 'vitest';
import { findNewSubjects } from './find-new-subjects.ts';

const changesOf = (before: string, ...subjects: string[]) => [
  ...findNewSubjects(
    subjects.map((subject, index) => ({ messageId: String(index), subject })),
    before,
  ).values(),
];

test('an answer, a passing on or a blank more is no new subject', () => {
  expect(
    changesOf('Brevet', 'Brevet', 'Re: Brevet', 'SV: VB:  brevet ', 'VS: Re: Brevet', 'AW[2]: Brevet'),
  ).toEqual([]);
});

test('another subject is told once, and so is the way back', () => {
  expect(changesOf('Brevet', 'Brevet', 'Re: Fakturan', 'Re: Fakturan', 'Re: Brevet', '')).toEqual([
    'Re: Fakturan',
    'Re: Brevet',
  ]);
});

test('the oldest shown is held against what the contact is about', () => {
  expect(changesOf('Brevet', 'Fakturan')).toEqual(['Fakturan']);
});
