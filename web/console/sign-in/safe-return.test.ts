import { expect, test } from 'vitest';
import { safeReturn } from './safe-return.ts';

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/sign-in?to=/x',
  '',
  undefined,
])('does not go to %s', (to) => {
  expect(safeReturn(to)).toBe('/');
});

test('goes back to where one was', () => {
  expect(safeReturn('/inbox/01900002-0000-7000-8000-000000000000?view=mine')).toBe(
    '/inbox/01900002-0000-7000-8000-000000000000?view=mine',
  );
});
