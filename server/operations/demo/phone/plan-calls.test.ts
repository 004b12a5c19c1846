import { expect, test } from 'vitest';
import { makePeople } from '../corpus/make-people.ts';
import { ownNumbers } from './exchanges.ts';
import { planCalls } from './plan-calls.ts';

const now = new Date('2026-11-22T12:00:00Z');
const people = makePeople(7, 120);
const calls = planCalls({ seed: 7, now, people });
const days = (at: number) => (now.getTime() - at) / 86_400_000;

test('the same for the same seed and moment, oldest first, none after now', () => {
  expect(planCalls({ seed: 7, now, people })).toEqual(calls);
  expect(calls.map(({ at }) => at)).toEqual(calls.map(({ at }) => at).toSorted((one, other) => one - other));
  expect(Math.min(...calls.map(({ at }) => days(at)))).toBeGreaterThan(0);
  expect(calls.length).toBeGreaterThan(70);
});

test('only numbers that nobody can have, and none of the service’s own', () => {
  const numbers = calls.flatMap(({ caller }) => caller.number ?? []);
  expect(numbers.filter((number) => !/^\+(?:3584579\d{5}|467017406\d{2})$/.test(number))).toEqual([]);
  expect(numbers.filter((number) => (ownNumbers as readonly string[]).includes(number))).toEqual([]);
  expect(calls.filter(({ caller }) => caller.number === undefined).length).toBeGreaterThan(2);
  expect(calls.filter(({ caller }) => caller.person).length).toBeGreaterThan(30);
});

test('what is past its three months is kept by something, and nothing is past twelve', () => {
  expect(calls.filter(({ at, keptFor }) => days(at) > 88 && keptFor === undefined)).toEqual([]);
  expect(calls.filter(({ at }) => days(at) > 300)).toEqual([]);
  const grounds = calls.flatMap(({ keptFor }) => keptFor ?? []);
  expect(grounds.toSorted()).toEqual([
    'complaint',
    'complaint',
    'hold',
    'project',
    'project',
    'project',
    'project',
    'project',
  ]);
  const complaints = calls.filter(({ keptFor }) => keptFor === 'complaint');
  expect(new Set(complaints.map(({ caller }) => caller.number)).size).toBe(1);
  // A missed or unannounced call has nothing to keep.
  expect(calls.filter((call) => call.keptFor && (call.isMissed || call.isUntold))).toEqual([]);
});
