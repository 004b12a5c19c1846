import { expect, test } from 'vitest';
import type { LiveMail } from './corpus.ts';
import { liveMails } from './live-mails.ts';
import { makePeople } from './make-people.ts';

const people = makePeople(1, 220);
const now = new Date('2026-11-22T12:00:00Z');
const take = (seed: number, count: number): LiveMail[] => {
  const stream = liveMails({ seed, people, now });
  return Array.from({ length: count }, () => stream.next().value);
};

test('live mails are the same for the same seed, and hardly any text comes twice', () => {
  const mails = take(4, 1500);
  expect(take(4, 1500)).toEqual(mails);
  expect(take(5, 20)).not.toEqual(mails.slice(0, 20));
  expect(new Set(mails.map(({ text }) => text)).size).toBeGreaterThan(mails.length * 0.98);
  expect(new Set(mails.map(({ person }) => person.language)).size).toBe(3);
});

test('a live follow-up comes from someone who has written before, with the subject of that mail', () => {
  const mails = take(4, 400);
  let followUps = 0;
  for (const [index, { subject, person }] of mails.entries()) {
    const begun = /^(?:sv|vs|re): (.*)$/i.exec(subject)?.[1];
    if (begun === undefined) continue;
    followUps += 1;
    expect(
      mails.slice(0, index).some((mail) => mail.person.key === person.key && mail.subject === begun),
    ).toBe(true);
  }
  expect(followUps).toBeGreaterThan(40);
});
