import { describe, expect, it } from 'vitest';
import { checkEntry, LogEntryInvalid } from './check-entry.ts';
import type { NewLogEntry } from './log-entry.ts';

const staff = '01900000-0000-7000-8000-0000000000aa';
const good: NewLogEntry = {
  action: 'search',
  actorKind: 'staff',
  actor: staff,
  act: 'search-contacts',
  task: 'answering',
  purposes: ['service'],
  categories: ['name', 'email-address'],
  units: ['01900000-0000-7000-8000-0000000000bb'],
  subjects: ['5f0c7f2e-1111-4222-8333-444455556666'],
  reason: 'call-back',
  refusal: null,
  declarationVersion: 1,
  details: {
    by: 'email-address',
    found: 2,
    matched: true,
    contact: '01900000-0000-7000-8000-0000000000bb',
    endsOn: '2026-12-31',
  },
};

const personal = [
  'aino.virtanen@example.fi',
  'Aino',
  'Aino Virtanen',
  'åke',
  'Öhman',
  '010190-999X',
  '010190-999x',
  '+358 45 000 0000',
  '0450000000',
  'Karlavägen 9 C',
  '192.0.2.17',
  '2001:db8::17',
  'Hei, en saa viestejäni auki.',
  'a\nb',
  '',
  'x'.repeat(61),
];

describe('what the log may hold', () => {
  it.each(personal)('refuses %j in every field, and does not repeat it', (value) => {
    const planted: Record<string, unknown>[] = [
      { action: value },
      { actorKind: value },
      { actor: value },
      { actorKind: 'system', actor: value },
      { actorKind: 'person', actor: value },
      { actorKind: 'nobody', actor: value },
      { act: value },
      { task: value },
      { purposes: [value] },
      { categories: ['name', value] },
      { units: [value] },
      { subjects: [value] },
      { reason: value },
      { refusal: value },
      { declarationVersion: value },
      { details: value },
      { details: { change: value } },
      { details: { by: value } },
      { details: { contact: value } },
      { details: { found: value } },
      { details: { matched: value } },
      { details: { endsOn: value } },
      { details: { [value]: 1 } },
      { [value]: 1 },
    ];
    for (const part of planted) {
      const error = thrownBy(() => checkEntry({ ...good, ...part } as NewLogEntry));
      expect(error, JSON.stringify(part)).toBeInstanceOf(LogEntryInvalid);
      if (value.length > 1) expect(error.message).not.toContain(value);
    }
  });

  it.each([
    ['a telephone number as a count', { details: { found: 450000000 } }],
    ['a count below none', { details: { found: -1 } }],
    ['a share of one', { details: { found: 0.5 } }],
    ['a count that is not a number', { details: { found: Number.NaN } }],
    ['a birth date', { details: { endsOn: '1990-01-01' } }],
    ['a term searched for', { details: { by: 'virtanen' } }],
    ['a nested object', { details: { count: { deep: 1 } } }],
    ['a list for details', { details: [] }],
    ['a detail left undefined', { details: { count: undefined } }],
    ['a key of the prototype', { details: { constructor: 'x' } }],
    ['an actor kind of the prototype', { actorKind: 'constructor' }],
    ['a missing task', { task: undefined }],
    ['a list that is none', { units: good.units[0] }],
    ['an id in capitals', { units: [good.units[0]!.toUpperCase()] }],
  ])('refuses %s', (_name, part) => {
    expect(() => checkEntry({ ...good, ...part } as NewLogEntry)).toThrow(LogEntryInvalid);
  });

  it('lets codes, ids and counts pass', () => {
    expect(() => checkEntry(good)).not.toThrow();
    expect(() =>
      checkEntry({ ...good, actorKind: 'system', actor: 'sweep', task: null, reason: null, details: {} }),
    ).not.toThrow();
    expect(() => checkEntry({ ...good, actorKind: 'person', actor: 'erased' })).not.toThrow();
    expect(() =>
      checkEntry({
        ...good,
        actorKind: 'nobody',
        actor: 'nobody',
        action: 'sign-in-failed',
        refusal: 'sign-in-failed',
      }),
    ).not.toThrow();
  });
});

function thrownBy(act: () => void): Error {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
