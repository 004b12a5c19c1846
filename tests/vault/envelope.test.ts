import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { openBytes, sealBytes } from '../../server/safeguards/vault/envelope.ts';

const place = { table: 'register.contact', column: 'card_sealed', category: 'messages' };
const key = randomBytes(32);
const unit = newId();
const row = newId();
const broken = expect.objectContaining({
  code: 'internal',
  details: expect.objectContaining({ reason: 'seal-broken' }),
});

describe('a seal does not open', () => {
  const envelope = sealBytes(key, place, unit, row, Buffer.from('hemligt'));
  test.each([
    ['with another key', () => openBytes(randomBytes(32), place, unit, row, envelope)],
    ['in another table', () => openBytes(key, { ...place, table: 'register.person' }, unit, row, envelope)],
    ['in another column', () => openBytes(key, { ...place, column: 'body_sealed' }, unit, row, envelope)],
    [
      'where table and column run together the same',
      () =>
        openBytes(key, { ...place, table: 'register.contactc', column: 'ard_sealed' }, unit, row, envelope),
    ],
    ['for another unit', () => openBytes(key, place, newId(), row, envelope)],
    ['in another row', () => openBytes(key, place, unit, newId(), envelope)],
    ['cut short', () => openBytes(key, place, unit, row, envelope.subarray(0, -1))],
    [
      'of an unknown format',
      () => openBytes(key, place, unit, row, Buffer.concat([Buffer.from([9]), envelope.subarray(1)])),
    ],
    ['empty', () => openBytes(key, place, unit, row, Buffer.alloc(0))],
  ])('%s', (_how, open) => {
    let thrown: unknown;
    try {
      open();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(broken);
  });
});

test('any bytes come back as they were, and any altered byte is noticed', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (plain, at, change) => {
        const envelope = sealBytes(key, place, unit, row, plain);
        expect(new Uint8Array(openBytes(key, place, unit, row, envelope))).toEqual(plain);
        const altered = Buffer.from(envelope);
        altered[at % altered.length]! ^= change;
        expect(() => openBytes(key, place, unit, row, altered)).toThrow();
      },
    ),
    { numRuns: 300 },
  );
});

test('the same value sealed twice looks different', () => {
  const seal = () => sealBytes(key, place, unit, row, Buffer.from('samma')).toString('hex');
  expect(new Set(Array.from({ length: 200 }, seal)).size).toBe(200);
});
