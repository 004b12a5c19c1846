import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  formatDeclarationJsonSchema,
  makeDeclarationJsonSchema,
  pathsOfFields,
} from './declaration-json-schema.ts';
import { fieldDescriptions } from './field-descriptions.ts';
import { hasName } from './field-names.ts';

const folder = join(import.meta.dirname, '../../../register');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const schema = makeDeclarationJsonSchema();
// Dates and addresses have patterns beside their formats.
const validate = new Ajv2020({ allErrors: true, validateFormats: false })
  .addKeyword('x-key-of')
  .compile(schema);

function faultsOf(declaration: unknown): string[] {
  return validate(declaration) ? [] : validate.errors!.map(({ instancePath }) => instancePath);
}

describe('the schema for editors', () => {
  it('finds what has the wrong form, and where', () => {
    const broken = parse(read('kivra-customer-service.yaml')) as {
      controller: { website: string; postalCode: unknown; colour?: string };
      register: { statedOn: string };
      categories: { phone: { kind: string } };
      purposes: Record<string, unknown>;
      never: string[];
      processing?: unknown;
    };
    broken.controller.website = 'http://www.kivra.fi';
    broken.controller.postalCode = 2150;
    broken.controller.colour = 'blue';
    broken.register.statedOn = '23.10.2019';
    broken.categories.phone.kind = 'fone';
    broken.purposes['Å'] = broken.purposes['service'];
    broken.never = ['sale'];
    delete broken.processing;
    expect(new Set(faultsOf(broken))).toEqual(
      new Set([
        '',
        '/controller',
        '/controller/website',
        '/controller/postalCode',
        '/register/statedOn',
        '/categories/phone/kind',
        '/purposes',
        '/never',
      ]),
    );
  });

  it('finds nothing in the example', () => {
    expect(faultsOf(parse(read('kivra-customer-service.yaml')))).toEqual([]);
  });

  it('finds in the blank form only what is still to be filled in', () => {
    const blank = parse(read('blank.yaml')) as Record<string, unknown>;
    const at = (path: string) =>
      path
        .split('/')
        .slice(1)
        .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], blank);
    const faults = faultsOf(blank);
    expect(faults.length).toBeGreaterThan(5);
    for (const path of faults) expect(at(path)).toMatch(/^<.+>$/);
  });

  it('finds nothing in the blank form once it is filled in', () => {
    const filled = read('blank.yaml')
      .replaceAll(/<a number of (?:months|days)>/g, '12')
      .replace('<the e-mail address for data protection matters>', 'privacy@example.com')
      .replace('<the address customers write to>', 'service@example.com')
      .replace('<the website, as https://example.com>', 'https://example.com')
      .replace(/<five digits[^>]*>/, '"00100"')
      .replace(/<the date[^>]*>/, '"2026-01-31"');
    expect(faultsOf(parse(filled))).toEqual([]);
  });

  it('stands in the register’s folder as the command writes it, and the declarations name it', () => {
    // haltija register schema
    expect(read('declaration.schema.json')).toBe(formatDeclarationJsonSchema());
    for (const name of ['kivra-customer-service.yaml', 'blank.yaml']) {
      expect(read(name).split('\n')[0]).toBe('# yaml-language-server: $schema=./declaration.schema.json');
    }
  });

  it('says of every field what the software does with it, and of no other', () => {
    const paths = pathsOfFields();
    expect(paths.filter((path) => !Object.hasOwn(fieldDescriptions, path))).toEqual([]);
    expect(Object.keys(fieldDescriptions).filter((path) => !paths.includes(path))).toEqual([]);
    for (const text of Object.values(fieldDescriptions)) expect(text).toMatch(/^[\p{L}].*\.$/u);
    const text = JSON.stringify(schema);
    expect(text).toContain('"title"');
    expect(text).not.toContain('"write"');
  });

  it('has an example where what to write shows one', () => {
    expect(schema.properties).toMatchObject({
      rights: { examples: [{ answerMonths: 1, extensionMonths: 2 }] },
      controller: { properties: { postalCode: { examples: ['00100'] } } },
    });
  });

  it('has a name for every field in the sentences about changes', () => {
    const fields = pathsOfFields().flatMap((path) => {
      const steps = path.split('.');
      return steps.length > 1 && steps.at(-1) !== '*' ? [steps.at(-1)!] : [];
    });
    const inside = ['allowed', 'id', 'date', 'category', 'when', 'months', 'way', 'hosts']; // told with what they stand in
    expect([...new Set(fields)].filter((field) => !hasName(field) && !inside.includes(field))).toEqual([]);
  });
});
