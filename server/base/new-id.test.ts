import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './new-id.ts';

test('ids of now are in the order in which they were made, whatever ids of other moments are made between them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.date({ min: new Date(0), max: new Date('9000-01-01'), noInvalidDate: true })), {
        maxLength: 60,
      }),
      (moments) => {
        const ids = moments.flatMap((at) => {
          if (at === null) return [newId()];
          newId(at);
          return [];
        });
        expect(ids).toEqual(ids.toSorted());
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
  );
});

test('ids of one given moment are in the order in which they were made', () => {
  const at = new Date('2026-01-05T10:00:00Z');
  const ids = Array.from({ length: 200 }, () => {
    newId();
    return newId(at);
  });
  expect(ids).toEqual(ids.toSorted());
});
