import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalLeaf, differingFields, leafPrefix, readLeaf } from './canonical-leaf.ts';
import { actorKinds, type LogEntry, logActions } from './log-entry.ts';

const code = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/);
const uuid = fc.uuid();
const count = fc.integer({ min: 0, max: 9_999_999 });
const anyEntry: fc.Arbitrary<LogEntry> = fc.record({
  id: uuid,
  at: fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  action: fc.constantFrom(...logActions),
  actorKind: fc.constantFrom(...actorKinds),
  actor: fc.oneof(code, uuid),
  act: code,
  task: fc.option(code),
  purposes: fc.array(code, { maxLength: 3 }),
  categories: fc.array(code, { maxLength: 3 }),
  units: fc.array(uuid, { maxLength: 3 }),
  subjects: fc.array(uuid, { maxLength: 3 }),
  reason: fc.option(code),
  refusal: fc.option(code),
  declarationVersion: count,
  details: fc.record({ count, change: code, contact: uuid, matched: fc.boolean() }, { requiredKeys: [] }),
});
const sample = fc.sample(anyEntry, { numRuns: 1, seed: 1 })[0]!;

const shuffled = (entry: LogEntry, seed: number): LogEntry => {
  const reorder = (object: object) =>
    Object.fromEntries(
      Object.entries(object).toSorted(
        ([one], [other]) => ((one.length * seed) % 7) - ((other.length * seed) % 7),
      ),
    );
  return { ...reorder(entry), details: reorder(entry.details) } as LogEntry;
};

describe('the canonical leaf', () => {
  it('is exactly these bytes, now and in ten years', () => {
    const entry: LogEntry = {
      id: '01900000-0000-7000-8000-000000000001',
      at: new Date('2026-11-03T09:15:00.007Z'),
      action: 'view',
      actorKind: 'staff',
      actor: '01900000-0000-7000-8000-0000000000aa',
      act: 'open-contact',
      task: 'answering',
      purposes: ['service', 'identification'],
      categories: ['name'],
      units: ['01900000-0000-7000-8000-0000000000bb'],
      subjects: [],
      reason: null,
      refusal: null,
      declarationVersion: 3,
      details: { shown: 1, matched: true },
    };
    expect(canonicalLeaf(entry).toString()).toBe(
      'haltija-log-1\n{"act":"open-contact","action":"view","actor":"01900000-0000-7000-8000-0000000000aa",' +
        '"actorKind":"staff","at":"2026-11-03T09:15:00.007Z","categories":["name"],"declarationVersion":3,' +
        '"details":{"matched":true,"shown":1},"id":"01900000-0000-7000-8000-000000000001",' +
        '"purposes":["service","identification"],"reason":null,"refusal":null,"subjects":[],"task":"answering",' +
        '"units":["01900000-0000-7000-8000-0000000000bb"]}',
    );
  });

  it('reads back to the entry it was made of', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        expect(readLeaf(canonicalLeaf(entry))).toEqual(entry);
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(anyEntry, fc.integer({ min: 1, max: 6 }), (entry, seed) => {
        expect(canonicalLeaf(shuffled(entry, seed))).toEqual(canonicalLeaf(entry));
      }),
    );
  });

  it('differs whenever a field differs, and says which', () => {
    fc.assert(
      fc.property(
        anyEntry,
        anyEntry,
        fc.constantFrom(...(Object.keys(sample) as (keyof LogEntry)[])),
        (one, other, field) => {
          const mixed = { ...one, [field]: other[field] } as LogEntry;
          const same = canonicalLeaf(mixed).equals(canonicalLeaf(one));
          expect(same).toBe(isDeepStrictEqual(other[field], one[field]));
          expect(differingFields(one, mixed)).toEqual(same ? [] : [field]);
        },
      ),
    );
  });

  it('is RFC 8785 of the entry', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const line = canonicalLeaf(entry).toString().slice(leafPrefix.length);
        expect(line).toBe(canonicalJson({ ...entry, at: entry.at.toISOString() }));
      }),
    );
  });

  it('refuses to read what it would not have written', () => {
    const leaf = canonicalLeaf(sample).toString();
    const line = leaf.slice(leafPrefix.length);
    for (const wrong of [
      '',
      line,
      `haltija-log-2\n${line}`,
      `${leaf} `,
      `${leafPrefix}{}`,
      `${leafPrefix}null`,
      leaf.replace('"act"', ' "act"'),
      leaf.replace('{"act"', '{"aaa":1,"act"'),
      leaf.replace('"reason"', '"other":1,"reason"'),
      leaf.replace(/"reason":[^,]*,/, ''),
      leaf.replace(/"at":"[^"]*"/, '"at":"2026-01-01"'),
      leaf.replace(/"at":"[^"]*"/, '"at":1700000000000'),
    ]) {
      expect(() => readLeaf(Buffer.from(wrong)), wrong).toThrow(TypeError);
    }
    expect(() => readLeaf(Buffer.of(0xff, 0xfe))).toThrow(TypeError);
  });

  it('follows RFC 8785 for keys, numbers and strings', () => {
    expect(
      canonicalJson({ '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 }),
    ).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}');
    expect(canonicalJson([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    );
    expect(canonicalJson('\u20ac$\u000f\nA\'B"\\\\"/')).toBe('"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"');
    for (const none of [
      undefined,
      Number.NaN,
      Infinity,
      '\ud800',
      new Date(0),
      new Map(),
      () => 1,
      [undefined],
      { a: undefined },
    ]) {
      expect(() => canonicalJson(none)).toThrow(TypeError);
    }
  });

  it('never holds a line end after its prefix, since lines are sent many at once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(canonicalJson(text)).not.toMatch(/[\n\r]/);
      }),
    );
  });
});
