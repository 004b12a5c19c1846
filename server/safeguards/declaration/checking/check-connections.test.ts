import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { describe, expect, test } from 'vitest';
import { DeclarationInvalid } from '../declaration-invalid.ts';
import { parseDeclaration } from '../parse-declaration.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'), 'utf8'),
);

describe('declaring a connection', () => {
  const problemsOf = (connections: unknown, over: object = {}, systems?: unknown) => {
    const processors = {
      relay: {
        ...example.processors!['work-reports'],
        purposes: ['service'],
        categories: ['emailAddress', 'name', 'messages', 'files'],
        connections,
        ...over,
      },
    };
    const { identification: _ways, ...withoutWays } = example;
    const controller = { ...example.controller, ...(systems === undefined ? {} : { systems }) };
    try {
      parseDeclaration(
        stringify({ ...withoutWays, processors, controller }, { aliasDuplicateObjects: false }),
      );
      return [];
    } catch (error) {
      if (!(error instanceof DeclarationInvalid)) throw error;
      return error.problems.map(({ path, problem }) => `${path}: ${problem.en}`);
    }
  };
  const way = (...hosts: string[]) => [{ way: 'mail-out', hosts }];

  test('as it should be, it has no problem', () => {
    expect(problemsOf(way('smtp.example.com', '*.example.org', '192.0.2.7', '2001:db8::7', 'relay'))).toEqual(
      [],
    );
    const own = {
      archive: { name: example.register.name, countries: ['FI'], connections: way('a.example') },
    };
    expect(problemsOf(way('b.example'), {}, own)).toEqual([]);
  });

  test.each([
    'SMTP.example.com',
    'smtp.example.com:587',
    'smtp://smtp.example.com',
    'smtp.example.com.',
    '*',
    '*.com',
    'a.*.example.com',
    'a b.example',
    'example..com',
    '-a.example',
    '256.1.1.1',
    '1.2.3',
    '[2001:db8::7]',
    'fe80::1%eth0',
    'käyttäjä.example',
    `${'a'.repeat(64)}.example`,
    '',
  ])('%j is no host', (host) => {
    expect(problemsOf(way(host)).join()).toContain('hosts.0');
  });

  test('the same way to the same host twice, however it is written, is told of', () => {
    expect(problemsOf(way('a.example', 'a.example')).join()).toContain('declared already');
    expect(problemsOf(way('2001:db8::7', '2001:db8:0::7')).join()).toContain('declared already');
    const own = {
      archive: { name: example.register.name, countries: ['FI'], connections: way('a.example') },
    };
    expect(problemsOf(way('a.example'), {}, own).join()).toContain('declared already');
  });

  test('who keeps the machine must be declared for what goes there; what is missing is named', () => {
    expect(problemsOf(way('a.example'), { categories: ['emailAddress'] }).join()).toContain(
      'not declared for: name, messages, files',
    );
    expect(problemsOf([{ way: 'database', hosts: ['db.example'] }]).join()).toContain('identityCode');
    expect(problemsOf([{ way: 'sign-in', hosts: ['login.example'] }], { categories: [] })).toEqual([]);
    // Each of them is held for one of the purposes, and no purpose holds all of them.
    expect(
      problemsOf(way('a.example'), {
        purposes: ['quality', 'identification'],
        categories: ['emailAddress', 'name', 'messages', 'files'],
      }).join(),
    ).toContain('purposes');
  });

  test('a system of one’s own stands in the EU or the EEA', () => {
    const own = {
      archive: { name: example.register.name, countries: ['US'], connections: way('a.example') },
    };
    expect(problemsOf(way('b.example'), {}, own).join()).toContain('outside the EU');
  });
});
