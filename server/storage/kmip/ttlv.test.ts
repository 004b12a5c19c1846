import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAnswer } from './message.ts';
import { tags } from './names.ts';
import {
  decodeItem,
  encodeItem,
  headLength,
  type Item,
  mostBytes,
  TtlvInvalid,
  wholeLength,
} from './ttlv.ts';

const tag = fc.integer({ min: 0x42_00_00, max: 0x42_ff_ff });
const leaf: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ tag, type: fc.constant('integer' as const), value: fc.integer() }),
  fc.record({
    tag,
    type: fc.constantFrom('enumeration' as const, 'interval' as const),
    value: fc.nat({ max: 2 ** 32 - 1 }),
  }),
  fc.record({
    tag,
    type: fc.constantFrom('long' as const, 'date' as const),
    value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  }),
  fc.record({ tag, type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ tag, type: fc.constant('text' as const), value: fc.string({ unit: 'binary', maxLength: 40 }) }),
  fc.record({
    tag,
    type: fc.constantFrom('big' as const, 'bytes' as const),
    value: fc.uint8Array({ maxLength: 70 }).map((bytes) => Buffer.from(bytes)),
  }),
);
const { item } = fc.letrec<{ item: Item }>((tie) => ({
  item: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      tag,
      type: fc.constant('structure' as const),
      value: fc.array(tie('item'), { maxLength: 5 }),
    }),
  ),
}));

const problemOf = (work: () => unknown) => {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof TtlvInvalid) return error.problem;
    throw error;
  }
};
const head = (type: number, length: number) => {
  const bytes = Buffer.from([0x42, 0, 1, type, 0, 0, 0, 0]);
  bytes.writeUInt32BE(length, 4);
  return bytes;
};

describe('what is refused', () => {
  test('a message that is longer than is read, before any of it is', () => {
    expect(problemOf(() => wholeLength(head(1, mostBytes)))).toBe('too-large');
    expect(problemOf(() => wholeLength(head(1, 0xff_ff_ff_ff)))).toBe('too-large');
    expect(problemOf(() => decodeItem(Buffer.alloc(mostBytes + 8)))).toBe('too-large');
  });

  test('one that is nested without end, or of more parts than any answer has', () => {
    let nested = encodeItem({ tag: 0x42_00_01, type: 'boolean', value: true });
    for (let depth = 0; depth < 20; depth += 1) nested = Buffer.concat([head(1, nested.length), nested]);
    expect(problemOf(() => decodeItem(nested))).toBe('too-deep');
    const many = Buffer.concat(Array.from({ length: 3_000 }, () => head(8, 0)));
    expect(problemOf(() => decodeItem(Buffer.concat([head(1, many.length), many])))).toBe('too-large');
  });

  test('unknown types, lengths that a type does not have, a part that reaches beyond its whole, bytes after the end', () => {
    expect(problemOf(() => decodeItem(head(0, 0)))).toBe('unknown-type');
    expect(problemOf(() => decodeItem(head(11, 0)))).toBe('unknown-type');
    expect(problemOf(() => decodeItem(Buffer.concat([head(2, 8), Buffer.alloc(8)])))).toBe('wrong-length');
    const within = Buffer.concat([head(8, 64), Buffer.alloc(8)]);
    const beyond = Buffer.concat([head(1, within.length), within, Buffer.alloc(56)]);
    expect(problemOf(() => decodeItem(beyond))).toBe('cut-short');
    expect(problemOf(() => decodeItem(Buffer.concat([head(8, 0), head(8, 0)])))).toBe('wrong-length');
    expect(
      problemOf(() => decodeItem(Buffer.concat([head(7, 1), Buffer.from([0xff, 0, 0, 0, 0, 0, 0, 0])]))),
    ).toBe('not-text');
  });

  test('an answer to something else, or with a part twice', () => {
    const answer = (batch: Item[], more: Item[] = []) =>
      encodeItem({
        tag: tags.responseMessage,
        type: 'structure',
        value: [{ tag: tags.batchItem, type: 'structure', value: batch }, ...more],
      });
    const operation = (value: number): Item => ({ tag: tags.operation, type: 'enumeration', value });
    const status = (value: number): Item => ({ tag: tags.resultStatus, type: 'enumeration', value });
    const payload: Item = { tag: tags.responsePayload, type: 'structure', value: [] };
    expect(readAnswer('destroy', answer([operation(20), status(0), payload]))).toEqual([]);
    for (const batch of [
      [operation(10), status(0), payload],
      [status(0), payload],
      [operation(20), payload],
      [operation(20), status(0)],
      [operation(20), status(0), payload, payload],
    ])
      expect(() => readAnswer('destroy', answer(batch))).toThrow('cannot be used');
    expect(() => readAnswer('destroy', answer([operation(20), status(1), payload]))).toThrow('KMIP reason 0');
    const twice = [{ tag: tags.batchItem, type: 'structure', value: [] }] as const;
    expect(() => readAnswer('destroy', answer([operation(20), status(0), payload], [...twice]))).toThrow(
      'cannot be used',
    );
    expect(() => readAnswer('destroy', encodeItem(payload))).toThrow('cannot be used');
  });

  test('whatever a server sends, it is read or refused by a word of ours, and never by another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void problemOf(() => decodeItem(bytes))),
      { numRuns: 2_000 },
    );
  });

  test('a message cut short anywhere, or with a bit changed, is refused or is another message', () => {
    fc.assert(
      fc.property(item, fc.nat(), fc.nat({ max: 7 }), (whole, at, bit) => {
        const bytes = encodeItem(whole);
        expect(problemOf(() => decodeItem(bytes.subarray(0, at % bytes.length)))).toBeDefined();
        const altered = Buffer.from(bytes);
        altered[at % bytes.length]! ^= 1 << bit;
        void problemOf(() => decodeItem(altered));
      }),
    );
  });
});

test('what is written is read back as it was, in whole words of eight bytes', () => {
  fc.assert(
    fc.property(item, (whole) => {
      const bytes = encodeItem(whole);
      expect(bytes.length % 8).toBe(0);
      expect(wholeLength(bytes.subarray(0, headLength))).toBe(bytes.length);
      expect(decodeItem(bytes)).toEqual(whole);
    }),
  );
});

test('the examples of the standard (OASIS KMIP 1.4, 9.1.2)', () => {
  const hex = (item_: Item) => encodeItem(item_).toString('hex').toUpperCase();
  const at = 0x42_00_20;
  expect(hex({ tag: at, type: 'integer', value: 8 })).toBe('42002002000000040000000800000000');
  expect(hex({ tag: at, type: 'long', value: 123_456_789_000_000_000n })).toBe(
    '420020030000000801B69B4BA5749200',
  );
  expect(hex({ tag: at, type: 'enumeration', value: 255 })).toBe('4200200500000004000000FF00000000');
  expect(hex({ tag: at, type: 'boolean', value: true })).toBe('42002006000000080000000000000001');
  expect(hex({ tag: at, type: 'text', value: 'Hello World' })).toBe(
    '420020070000000B48656C6C6F20576F726C640000000000',
  );
  expect(hex({ tag: at, type: 'bytes', value: Buffer.from([1, 2, 3]) })).toBe(
    '42002008000000030102030000000000',
  );
  expect(
    hex({
      tag: at,
      type: 'structure',
      value: [
        { tag: 0x42_00_04, type: 'enumeration', value: 254 },
        { tag: 0x42_00_05, type: 'integer', value: 255 },
      ],
    }),
  ).toBe('42002001000000204200040500000004000000FE000000004200050200000004000000FF00000000');
});
