import * as fc from 'fast-check';
import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { findLinks } from './find-links.ts';
import { formatInvited } from './format-invited.ts';

const links = (text: string) =>
  findLinks(text).flatMap((part) => ('href' in part ? [[part.text, part.href, part.host]] : []));

test('what leads elsewhere than it shows names its host', () => {
  expect(links('https://posti.example@evil.example/x')).toEqual([
    ['https://posti.example@evil.example/x', 'https://posti.example@evil.example/x', 'evil.example'],
  ]);
  expect(links('https://p\u043esti.example')[0]![2]).toBe('xn--psti-55d.example');
  expect(
    links('javascript:alert(1) data:text/html,x //evil.example file:///etc ftp://a.example http://localhost'),
  ).toEqual([]);
});

test('an address ends where the sentence goes on', () => {
  expect(
    links('Se (https://example.fi/a_(b)), tack. www.example.fi! HTTPS://EXAMPLE.fi:8080/x?y=1#z.').map(
      ([text]) => text,
    ),
  ).toEqual(['https://example.fi/a_(b)', 'www.example.fi', 'HTTPS://EXAMPLE.fi:8080/x?y=1#z']);
  expect(links('www.example.fi')[0]!.slice(1)).toEqual(['https://www.example.fi/', null]);
});

test('the parts are the text, and no link is anything but a web address', () => {
  const piece = fc.constantFrom(
    'https://',
    'www.',
    'a.fi',
    '@',
    ')',
    '(',
    '.',
    ' ',
    'javascript:',
    '\u202e',
    '/',
    '%00',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 }))), (pieces) => {
      const text = pieces.join('');
      const parts = findLinks(text);
      expect(parts.map((part) => part.text).join('')).toBe(text);
      for (const part of parts) if ('href' in part) expect(part.href).toMatch(/^https?:\/\//);
    }),
  );
});

test('when an invitation is for', () => {
  const intl = createIntl({ locale: 'en-GB', timeZone: 'Europe/Helsinki' });
  const when = (start: string, end: string, zone = '') => formatInvited(intl, { start, end, zone });
  expect(when('2026-11-23', '2026-11-24')).toBe('23 November 2026');
  expect(when('2026-11-23', '2026-11-26')).toBe('23 November 2026 – 25 November 2026');
  expect(when('2026-11-23T10:00:00', '2026-11-23T11:00:00', 'Europe/Helsinki')).toBe(
    '23 November 2026 10:00 – 11:00 (Europe/Helsinki)',
  );
  expect(when('2026-11-23T08:00:00Z', '2026-11-23T09:00:00Z')).toBe('23 November 2026 10:00 – 11:00');
  expect([when('', ''), when('soon', 'later'), when('2026-99-99', '')]).toEqual(['', '', '']);
});
