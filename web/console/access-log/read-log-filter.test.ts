import { expect, test } from 'vitest';
import { logFilterSchema } from '../../../contract/console/access-log.ts';
import { logFilterOf, readLogFilter } from './read-log-filter.ts';

test('nonsense in the address is left out', () => {
  expect(
    readLogFilter({ from: 'yesterday', actor: 'aino', action: 'DROP', unit: '1', reason: 'yes', refused: 1 }),
  ).toEqual({});
  expect(logFilterOf({ from: '2026-13-77' })).toEqual({});
});

test('what is left is what the server takes', () => {
  const filter = logFilterOf({ from: '2026-11-01', to: '2026-11-30', action: 'view', reason: true });
  const parsed = logFilterSchema.parse(filter);
  expect(parsed).toMatchObject({ action: 'view', withReason: true });
  expect(Date.parse(parsed.to ?? '')).toBeGreaterThan(Date.parse(parsed.from ?? ''));
});
