import { expect, test } from 'vitest';
import { chooseLanguage } from './language.tsx';

test('what was chosen before comes first, then the browser’s wishes in their order, then English', () => {
  expect(chooseLanguage('fi', ['sv-FI'])).toBe('fi');
  expect(chooseLanguage(null, ['de-DE', 'sv-FI', 'fi'])).toBe('sv');
  expect(chooseLanguage(null, ['FI', 'sv'])).toBe('fi');
  expect(chooseLanguage('xx', ['de'])).toBe('en');
});
