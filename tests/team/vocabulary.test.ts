import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cannedVariables,
  findUnfilled,
  findUnknownVariable,
  renderCanned,
} from '../../contract/render-canned.ts';
import { findPersonalData } from '../../server/register/team/find-personal-data.ts';

const own = { addresses: new Set(['support@posti.example']) };

describe('what is somebody’s has no place in the team’s words', () => {
  test.each([
    ['Ärende 131052-9982', 'identity-code'],
    ['kod 131052 - 9982', 'identity-code'],
    ['asa.lindqvist@example.fi', 'email-address'],
    ['skriv till Åsa.Lindqvist@exämple.se nu', 'email-address'],
    ['Ring 040 123 4567', 'phone-number'],
    ['+46 70 123 45 67', 'phone-number'],
    ['070-123 45 67', 'phone-number'],
    ['(09) 123 4567', 'phone-number'],
    ['０４０ １２３ ４５６７', 'phone-number'],
  ])('%s', (text, kind) => {
    expect(findPersonalData(text)?.kind).toBe(kind);
    expect(findPersonalData(text, own)?.kind).toBe(kind);
  });

  test.each([
    'VIP',
    'Faktura 2026',
    'svar senast 24.12.2026',
    '2026-12-24',
    'vardagar kl. 08.00–16.00',
    'FO-nummer 2918721-9',
    'ärende 12345678',
    '5 000 000 €',
    '{customer.name}',
  ])('but not: %s', (text) => expect(findPersonalData(text)).toBeUndefined());

  test('numbers of services and addresses of the register may stand in a text, not in a name', () => {
    for (const text of ['0800 123 456', '020 7123 456', 'Write to Support@posti.example.']) {
      expect(findPersonalData(text, own), text).toBeUndefined();
      expect(findPersonalData(text), text).toBeDefined();
    }
  });

  test('it says where', () => {
    const text = 'Hälsningar, asa@example.fi';
    expect(findPersonalData(text)?.at).toBe(text.indexOf('asa@'));
  });
});

describe('canned replies', () => {
  test('fill in what is known, show what is missing, and find what is unfilled before it is sent', () => {
    const text = 'Hej {customer.name}, ärende {contact.number}.';
    const done = renderCanned(text, { 'customer.name': 'Åsa', 'contact.number': '17' });
    expect(done).toEqual({ text: 'Hej Åsa, ärende 17.', missing: [] });
    const half = renderCanned(text, { 'contact.number': '17', 'customer.name': '  ' });
    expect(half.text).toBe('Hej {customer.name}, ärende 17.');
    expect(half.missing).toEqual([{ name: 'customer.name', start: 4, end: 19 }]);
    expect(half.text.slice(4, 19)).toBe('{customer.name}');
    expect(findUnfilled(half.text)).toHaveLength(1);
  });

  test('an unknown variable is found with its place; braces that are none are left alone', () => {
    expect(findUnknownVariable('Hej {kund.namn}!')).toEqual({
      name: 'kund.namn',
      known: false,
      start: 4,
      end: 15,
    });
    expect(findUnknownVariable('Hej {customer.nmae}!')?.start).toBe(4);
    expect(findUnknownVariable('{ 1, 2 } {"a":1} {}')).toBeUndefined();
  });

  test('what a customer calls themselves fills in nothing', () => {
    const done = renderCanned('{customer.name} {agent.name}', {
      'customer.name': '{agent.name}',
      'agent.name': 'Anna',
    });
    expect(done.text).toBe('{agent.name} Anna');
  });

  test('text without variables is never changed, and values go in whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, value) => {
        const plain = before.replace(/[{}]/g, '');
        expect(renderCanned(plain, {}).text).toBe(plain);
        for (const name of cannedVariables.slice(0, 2)) {
          const { text, missing } = renderCanned(`${plain}{${name}}`, { [name]: value });
          if (value.trim() === '') expect(missing).toHaveLength(1);
          else expect(text).toBe(plain + value.trim());
        }
      }),
    );
  });
});
