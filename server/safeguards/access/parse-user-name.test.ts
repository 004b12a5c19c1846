import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../../base/errors.ts';
import { parseUserName } from './parse-user-name.ts';

function reasonOf(name: string): unknown {
  try {
    return parseUserName(name);
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('user-name-not-personal');
    return (error as Refusal).details['reason'];
  }
}

test('names that several people share are refused, however they are dressed', () => {
  for (const name of [
    'info',
    'Asiakaspalvelu',
    'kundtjänst',
    'KUNDTJÄNST'.normalize('NFD'),
    'support',
    'admin',
    'noreply',
    'no-reply',
    'no.reply',
    'team',
    'info2',
    'customer.service',
    'customer-service.fi',
    'asiakaspalvelu.helsinki',
    'team.blue',
    'do-not.reply',
    'dataskydd.kivra',
    'henkilöstö',
  ]) {
    expect(reasonOf(name), name).toBe('shared');
  }
});

test('addresses are refused', () => {
  for (const name of ['info@example.fi', 'aino.virtanen@example.fi', '@', 'aino@'])
    expect(reasonOf(name), name).toBe('address');
});

test('what names no given and family name is refused', () => {
  for (const name of [
    '',
    'a',
    'aino',
    '.',
    'aino.',
    '.virtanen',
    'aino..virtanen',
    'aino virtanen',
    'aino_virtanen',
    'aino/virtanen',
    '1.2',
    'a.1b',
    'аино.виртанен',
    `${'a'.repeat(60)}.virtanen`,
    'aino.virta\u0000nen',
    'aino.virta\u200bnen',
  ]) {
    expect(reasonOf(name), name).toBe('shape');
  }
});

test('personal names are taken, in lower case and composed', () => {
  for (const [typed, kept] of [
    ['aino.virtanen', 'aino.virtanen'],
    [' Åsa.Lindqvist ', 'åsa.lindqvist'],
    ['Anna-Liisa.Mäkelä-Öberg', 'anna-liisa.mäkelä-öberg'],
    ['a.lindqvist2', 'a.lindqvist2'],
    ['Jose\u0301.nu\u0301nez', 'josé.núnez'],
  ]) {
    expect(parseUserName(typed!)).toBe(kept);
  }
});

test('whatever is typed is taken or refused with the code, and taking twice changes nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-zåäö]{1,9}[.-][a-zåäö0-9]{1,9}$/)),
      (typed) => {
        try {
          const kept = parseUserName(typed);
          expect(parseUserName(kept)).toBe(kept);
        } catch (error) {
          expect((error as Refusal).code).toBe('user-name-not-personal');
        }
      },
    ),
  );
});
