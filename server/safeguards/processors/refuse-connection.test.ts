import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Declaration, type Way, ways } from '../declaration/declaration.ts';
import { parseDeclaration } from '../declaration/parse-declaration.ts';
import type { Leave } from './leave.ts';
import { placeOf } from './place-of.ts';
import { judgeConnection } from './refuse-connection.ts';
import { createLeaver } from './ways-out.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'), 'utf8'),
);
const today = '2026-11-22';

interface Keeper {
  readonly kind: 'recipient' | 'system';
  readonly way: Way;
  readonly host: string;
  readonly from: string;
  readonly until: string;
  readonly country: string;
  readonly ground: boolean;
}

function declared(keepers: readonly Keeper[], outside: boolean): Declaration {
  const words = { sv: 'x', fi: 'x', en: 'x' };
  const of = (kind: Keeper['kind']) =>
    keepers.flatMap((each, index) => (each.kind === kind ? [[`keeper-${index}`, each] as const] : []));
  return {
    ...example,
    processing: { ...example.processing, outsideEea: { ...example.processing.outsideEea, allowed: outside } },
    controller: {
      ...example.controller,
      systems: Object.fromEntries(
        of('system').map(([key, { way, host, country }]) => [
          key,
          { name: words, countries: [country], connections: [{ way, hosts: [host] }] },
        ]),
      ),
    },
    processors: Object.fromEntries(
      of('recipient').map(([key, { way, host, from, until, country, ground }]) => [
        key,
        {
          name: key,
          service: words,
          agreement: { id: 'A', date: from },
          validUntil: until,
          purposes: ['service'],
          categories: [],
          countries: [country],
          ...(ground ? { transferGround: 'adequacy-decision' as const } : {}),
          connections: [{ way, hosts: [host] }],
        },
      ]),
    ),
  };
}

const hosts = ['a.example', 'b.a.example', 'c.b.a.example', 'xa.example', '192.0.2.7', '2001:db8::7', 'db'];
const patterns = [...hosts, '*.a.example', '*.b.a.example'];
const keeper: fc.Arbitrary<Keeper> = fc.record({
  kind: fc.constantFrom('recipient', 'system'),
  way: fc.constantFrom(...ways),
  host: fc.constantFrom(...patterns),
  from: fc.constantFrom('2026-01-01', '2026-11-22', '2026-11-23'),
  until: fc.constantFrom('2026-11-21', '2026-11-22', '2028-12-31'),
  country: fc.constantFrom('FI', 'IS', 'US'),
  ground: fc.boolean(),
});

/** By its words, not by the code that is tried. */
function shouldLeave(keepers: readonly Keeper[], outside: boolean, to: { way: Way; host: string }): boolean {
  const named = keepers.filter(({ way, host }) => way === to.way && covers(host, to.host));
  // The nearest name decides.
  const [nearest] = named.toSorted((a, b) => nearness(b.host) - nearness(a.host));
  if (nearest === undefined) return false;
  const inside = nearest.country !== 'US';
  if (nearest.kind === 'system') return inside;
  return nearest.from <= today && today <= nearest.until && (inside || (outside && nearest.ground));
}
const covers = (pattern: string, host: string) =>
  pattern === host ||
  (pattern.startsWith('*.') && host !== pattern.slice(2) && host.endsWith(`.${pattern.slice(2)}`));
const nearness = (pattern: string) => (pattern.startsWith('*.') ? pattern.length : 1000);

describe('a leave to connect', () => {
  test('is given exactly where a keeper is declared, in force and in an allowed country', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(keeper, { maxLength: 6, selector: ({ way, host }) => `${way} ${host}` }),
        fc.boolean(),
        fc.constantFrom(...ways),
        fc.constantFrom(...hosts),
        (keepers, outside, way, host) => {
          const judged = judgeConnection(declared(keepers, outside), today, { way, host });
          expect('owner' in judged).toBe(shouldLeave(keepers, outside, { way, host }));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('says why it is not given', () => {
    const one = (over: Partial<Keeper>) =>
      judgeConnection(
        declared(
          [
            {
              kind: 'recipient',
              way: 'mail-out',
              host: 'a.example',
              from: '2026-01-01',
              until: '2028-12-31',
              country: 'FI',
              ground: false,
              ...over,
            },
          ],
          false,
        ),
        today,
        { way: 'mail-out', host: 'a.example' },
      );
    expect(one({})).toEqual({ owner: { kind: 'recipient', key: 'keeper-0' } });
    expect(one({ way: 'mail-in' })).toEqual({ refusal: 'connection-not-declared' });
    expect(one({ until: '2026-11-21' })).toEqual({ refusal: 'recipient-agreement-ended' });
    expect(one({ country: 'US', ground: true })).toEqual({ refusal: 'recipient-country-not-allowed' });
    expect(one({ kind: 'system', country: 'US' })).toEqual({ refusal: 'recipient-country-not-allowed' });
  });

  test('a machine of another recipient is none of this one', () => {
    const declaration = declared(
      [
        {
          kind: 'recipient',
          way: 'web-hook',
          host: 'a.example',
          from: '2026-01-01',
          until: '2028-12-31',
          country: 'FI',
          ground: false,
        },
      ],
      false,
    );
    const ask = (recipient: string) =>
      judgeConnection(declaration, today, { way: 'web-hook', host: 'a.example', recipient });
    expect(ask('keeper-0')).toEqual({ owner: { kind: 'recipient', key: 'keeper-0' } });
    expect(ask('work-reports')).toEqual({ refusal: 'connection-not-declared' });
    // Nor is a system of one's own, though it had the same key.
    const { controller, processors, ...rest } = declaration;
    const { connections } = processors!['keeper-0']!;
    const own = { name: example.register.name, countries: ['FI'], connections: connections! };
    const moved = {
      ...rest,
      controller: { ...controller, systems: { 'keeper-0': own } },
      processors: { 'keeper-0': { ...processors!['keeper-0']!, connections: [] } },
    };
    const to = { way: 'web-hook', host: 'a.example', recipient: 'keeper-0' } as const;
    expect(judgeConnection(moved, today, to)).toEqual({ refusal: 'connection-not-declared' });
  });

  test('this machine needs none; what only looks like it, or reaches it by another name, does', () => {
    for (const host of [
      '127.0.0.1',
      '127.3.4.5',
      'localhost',
      'LOCALHOST',
      '::1',
      '[::1]',
      '::ffff:127.0.0.1',
      '/run/postgresql',
    ])
      expect(judgeConnection(example, today, { way: 'database', host }), host).toEqual({
        owner: { kind: 'this-machine' },
      });
    for (const host of [
      '10.0.0.1',
      '192.168.1.1',
      '0.0.0.0',
      '::',
      'fd00::1',
      '127.0.0.1.example.com',
      'localhost.example.com',
      'my-localhost',
      '127.0.0.1.',
      '127.1',
      '2130706433',
      '127.0.0.1%2eevil.example',
      '127.evil.example',
      '',
    ])
      expect(judgeConnection(example, today, { way: 'database', host }), host).toEqual({
        refusal: 'connection-not-declared',
      });
  });

  test('one way of writing a host is as good as another', () => {
    const declaration = declared(
      ['a.example', '2001:db8::7', '192.0.2.7'].map((host) => ({
        kind: 'system',
        way: 'mail-in',
        host,
        from: '',
        until: '',
        country: 'FI',
        ground: false,
      })),
      false,
    );
    for (const host of [
      'A.Example',
      'a.example.',
      '[2001:DB8:0::7]',
      '2001:db8:0:0:0:0:0:7',
      '::ffff:192.0.2.7',
    ])
      expect(judgeConnection(declaration, today, { way: 'mail-in', host }), host).toHaveProperty('owner');
  });

  test('only the gate makes one, and it is good for its own way only', async () => {
    const { leave } = createLeaver({
      clock: { now: () => new Date() },
      current: () => ({ version: 1, publishedAt: new Date(), declaration: example }),
    });
    const given = await leave({ way: 'mail-out', host: '127.0.0.1', port: 25 });
    expect(placeOf(given, 'mail-out')).toEqual({ host: '127.0.0.1', port: 25 });
    expect(() => placeOf(given, 'mail-in')).toThrow('internal');
    expect(() => placeOf({ ...given, host: 'evil.example' } as Leave, 'mail-out')).toThrow('internal');
    await expect(leave({ way: 'mail-out', host: '192.0.2.9', port: 25 })).rejects.toMatchObject({
      code: 'connection-not-declared',
    });
  });
});
