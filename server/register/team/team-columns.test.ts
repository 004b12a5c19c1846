import { expect, test } from 'vitest';
import { defaultOwnSettings, notices, type OwnSettings, withDefaults } from './team-columns.ts';

test('settings that were kept before a kind of notice existed have its default, and keep what was chosen', () => {
  const { incident: _newer, ...before } = { ...defaultOwnSettings.desktop, assigned: false };
  const kept = { ...defaultOwnSettings, desktop: before } as OwnSettings;
  const { desktop } = withDefaults(kept);
  expect(desktop).toMatchObject({ assigned: false, incident: true });
  expect(Object.keys(desktop).toSorted()).toEqual([...notices].toSorted());
});
