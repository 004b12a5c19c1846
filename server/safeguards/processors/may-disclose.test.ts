import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import type { DeclarationInvalid } from '../declaration/declaration-invalid.ts';
import type { Declaration, Processor, Recipient } from '../declaration/declaration.ts';
import { parseDeclaration } from '../declaration/parse-declaration.ts';
import { refuseDisclosure } from './may-disclose.ts';

const file = readFileSync(join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'), 'utf8');
type Open<T> = { -readonly [Key in keyof T]: T[Key] };

/** The example register with its processor changed. */
function changed(over: Partial<Open<Processor>>, allowed = true): Declaration {
  const declaration = parse(file) as Open<Declaration>;
  const processor = { ...declaration.processors!['work-reports']!, ...over };
  return {
    ...declaration,
    processors: { 'work-reports': processor },
    processing: {
      ...declaration.processing,
      outsideEea: { allowed, transferGround: 'standard-contractual-clauses' },
    },
  };
}
const ids = { recipient: 'work-reports', purpose: 'quality', categories: [] };
const today = '2026-11-22';

describe('at the gate', () => {
  test('a recipient that is not declared, or whose key only looks like one, gets nothing', () => {
    const { processors: _none, ...without } = changed({});
    expect(refuseDisclosure(without, today, ids)).toBe('recipient-not-declared');
    for (const recipient of ['', 'other', 'constructor', '__proto__'])
      expect(refuseDisclosure(changed({}), today, { ...ids, recipient })).toBe('recipient-not-declared');
  });

  test('an agreement counts from its date through its last day', () => {
    const declaration = changed({ agreement: { id: 'A', date: '2026-02-01' }, validUntil: '2026-11-22' });
    expect(refuseDisclosure(declaration, '2026-01-31', ids)).toBe('recipient-agreement-ended');
    expect(refuseDisclosure(declaration, '2026-02-01', ids)).toBeUndefined();
    expect(refuseDisclosure(declaration, '2026-11-22', ids)).toBeUndefined();
    expect(refuseDisclosure(declaration, '2026-11-23', ids)).toBe('recipient-agreement-ended');
  });

  test('every country must be allowed: outside the EEA only with leave and a ground', () => {
    const refusal = 'recipient-country-not-allowed';
    const ground = { transferGround: 'adequacy-decision' } as const;
    expect(refuseDisclosure(changed({ countries: ['FI', 'US'] }), today, ids)).toBe(refusal);
    expect(refuseDisclosure(changed({ countries: ['FI', 'US'], ...ground }, false), today, ids)).toBe(
      refusal,
    );
    expect(refuseDisclosure(changed({ countries: [], ...ground }), today, ids)).toBe(refusal);
    expect(refuseDisclosure(changed({ countries: ['FI', 'US'], ...ground }), today, ids)).toBeUndefined();
    expect(refuseDisclosure(changed({ countries: ['SE', 'IS'] }, false), today, ids)).toBeUndefined();
  });

  test('only for a purpose and with categories that were agreed on', () => {
    const declaration = changed({ categories: ['messages'] });
    expect(refuseDisclosure(declaration, today, { ...ids, purpose: 'service' })).toBe(
      'recipient-purpose-not-declared',
    );
    expect(refuseDisclosure(declaration, today, { ...ids, categories: ['name'] })).toBe(
      'recipient-category-not-declared',
    );
    expect(refuseDisclosure(declaration, today, { ...ids, categories: ['messages'] })).toBeUndefined();
    // Agreed on, and held for other purposes than the one it would leave for.
    const both = changed({ categories: ['messages', 'name'], purposes: ['quality', 'service'] });
    expect(refuseDisclosure(both, today, { ...ids, categories: ['messages', 'name'] })).toBe(
      'recipient-category-not-declared',
    );
    expect(
      refuseDisclosure(both, today, { ...ids, purpose: 'service', categories: ['messages', 'name'] }),
    ).toBeUndefined();
  });
});

describe('at the gate, for a controller of its own', () => {
  const say = { sv: 'a', fi: 'b', en: 'c' };
  const declare = (over: Partial<Open<Recipient>>): Declaration => ({
    ...changed({}, false),
    recipients: {
      insurer: {
        name: say,
        kind: 'other',
        why: say,
        basis: 'legal-obligation',
        purposes: ['service', 'quality'],
        categories: ['name', 'messages'],
        countries: ['FI'],
        ...over,
      },
    },
  });
  const what = { recipient: 'insurer', purpose: 'service', categories: ['name'] };

  test('as declared and no otherwise, with no agreement', () => {
    expect(refuseDisclosure(declare({}), today, what)).toBeUndefined();
    expect(refuseDisclosure(declare({}), today, { ...what, purpose: 'rights' })).toBe(
      'recipient-purpose-not-declared',
    );
    for (const categories of [['address'], ['name', 'files']])
      expect(refuseDisclosure(declare({}), today, { ...what, categories })).toBe(
        'recipient-category-not-declared',
      );
    // Names are held for no quality, whoever asks.
    expect(refuseDisclosure(declare({}), today, { ...what, purpose: 'quality' })).toBe(
      'recipient-category-not-declared',
    );
    expect(refuseDisclosure(declare({ countries: ['US'] }), today, what)).toBe(
      'recipient-country-not-allowed',
    );
  });

  test('through its last day, where it has one', () => {
    const until = declare({ validUntil: '2026-11-22' });
    expect(refuseDisclosure(until, '2026-11-22', what)).toBeUndefined();
    expect(refuseDisclosure(until, '2026-11-23', what)).toBe('recipient-agreement-ended');
  });

  test('nothing for a purpose that the unit is not kept for', () => {
    const { periods, ...rest } = declare({});
    const narrow = {
      ...rest,
      periods: { ...periods, contact: { ...periods['contact']!, purposes: ['rights'] } },
    };
    expect(refuseDisclosure(narrow, today, { ...what, categories: ['messages'] })).toBe(
      'recipient-category-not-declared',
    );
    expect(refuseDisclosure(narrow, today, what)).toBeUndefined();
  });
});

describe('declaring a processor', () => {
  const problemsOf = (change: (processor: Record<string, unknown>) => void) => {
    const raw = parse(file) as { processors: Record<string, Record<string, unknown>> };
    change(raw.processors['work-reports']!);
    try {
      parseDeclaration(stringify(raw));
      return '[]';
    } catch (error) {
      return JSON.stringify((error as DeclarationInvalid).problems);
    }
  };

  test('the example has none but what it should', () => {
    expect(problemsOf(() => undefined)).toBe('[]');
  });

  test.each([
    ['an unknown purpose', { purposes: ['qality'] }, 'purposes has no such key'],
    ['an unknown category', { categories: ['mesages'] }, 'categories has no such key'],
    [
      'a category held for none of its purposes',
      { purposes: ['quality'], categories: ['identityCode'] },
      'held for none of the purposes',
    ],
    ['an agreement that ends before it was made', { validUntil: '2020-01-01' }, 'ends before it was made'],
    ['a country outside the EEA without a ground', { countries: ['US'] }, 'need a ground'],
    ['a country that is no code', { countries: ['Suomi'] }, 'right form'],
    ['no agreement', { agreement: undefined }, 'missing'],
    ['a key that is not known', { country: 'FI' }, 'not known here'],
  ])('%s is told of', (_name, over, problem) => {
    expect(problemsOf((processor) => Object.assign(processor, over))).toContain(problem);
  });
});
