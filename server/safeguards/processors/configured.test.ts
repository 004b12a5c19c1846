import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDeclaration } from '../declaration/parse-declaration.ts';
import { writeConnection } from './configured.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'), 'utf8'),
);
const insurer = { purposes: ['service'], categories: [], countries: ['FI'] };

test('what is to be written stands in the part where its keeper is, and is YAML', () => {
  const declaration = { ...example, recipients: { insurer } } as unknown as typeof example;
  const to = { way: 'web-hook', host: '2001:db8::7', port: 443 } as const;
  const connections = [{ way: 'web-hook', hosts: ['2001:db8::7'] }];
  const written = (recipient?: string) =>
    parse(writeConnection(declaration, recipient === undefined ? to : { ...to, recipient })) as unknown;
  expect(written('insurer')).toEqual({ recipients: { insurer: { connections } } });
  expect(written('work-reports')).toEqual({ processors: { 'work-reports': { connections } } });
  expect(written()).toEqual({ processors: { 'their-key': { connections } } });
  expect(written('toString')).toEqual({ processors: { toString: { connections } } });
});
