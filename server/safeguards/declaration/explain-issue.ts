import { z } from 'zod';
import { declarationSchema } from './declaration-schema.ts';
import type { Finding } from './finding.ts';
import { suggestKey } from './suggest-key.ts';

/** Turns an issue of the schema into what is wrong and what to write; an unknown key each by itself. */
export function explainIssue(issue: z.core.$ZodIssue, raw: unknown): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const schema = schemaAt(path);
  const write = writeFor(schema);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, schema));
    case 'invalid_key':
      return [
        {
          path,
          on: 'key',
          problem: 'this cannot be a key',
          write: 'letters a–z, digits and dashes, a small letter first',
        },
      ];
    case 'invalid_type': {
      if (valueAt(raw, path) === undefined) return [{ path, problem: 'this is missing', write }];
      const wanted =
        issue.expected === 'int' ? 'whole number' : issue.expected === 'record' ? 'object' : issue.expected;
      return [{ path, problem: `this should be ${article(wanted)}`, write }];
    }
    case 'invalid_value': {
      if (valueAt(raw, path) === undefined) return [{ path, problem: 'this is missing', write }];
      const values = issue.values.map(String);
      const near = suggestKey(String(valueAt(raw, path)), values);
      return [{ path, problem: 'this is none of the choices', write: near ? `${near} (${write})` : write }];
    }
    case 'too_small':
    case 'too_big':
      return [{ path, problem: explainSize(issue), write }];
    default:
      return [{ path, problem: 'this does not have the right form', write }];
  }
}

function explainSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
  const small = issue.code === 'too_small';
  if (issue.origin === 'string')
    return small ? 'this is empty' : `this is longer than ${String(issue.maximum)} characters`;
  if (issue.origin === 'array') return small ? 'this list is too short' : 'this list is too long';
  return small ? `this is less than ${String(issue.minimum)}` : `this is more than ${String(issue.maximum)}`;
}

function unknownKey(path: (string | number)[], key: string, schema: z.ZodType | undefined): Finding {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const near = suggestKey(key, known);
  // { fi: Nimi, osoite } reads as two keys: the commonest slip in these files
  const comma = key.includes(' ') || known.includes('sv');
  const write = near
    ? `${near}, if that is what you mean`
    : comma
      ? 'texts that hold a comma in quotes'
      : `one of: ${known.join(', ')}`;
  return { path: [...path, key], on: 'key', problem: 'this key is not known here', write };
}

function article(type: string): string {
  const names: Record<string, string> = {
    string: 'a text (in quotes where it looks like a number)',
    number: 'a number',
    'whole number': 'a whole number',
    boolean: 'true or false',
    array: 'a list',
    object: 'a group of keys',
  };
  return names[type] ?? `of the type ${type}`;
}

function valueAt(raw: unknown, path: readonly (string | number)[]): unknown {
  let value: unknown = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function schemaAt(path: readonly (string | number)[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = declarationSchema;
  for (const step of path) {
    schema = unwrap(schema);
    if (schema instanceof z.ZodObject) schema = schema.shape[step] as z.ZodType | undefined;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType as z.ZodType;
    else if (schema instanceof z.ZodArray) schema = schema.element as z.ZodType;
    else return undefined;
  }
  return unwrap(schema);
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  return schema instanceof z.ZodExactOptional ? (schema.unwrap() as z.ZodType) : schema;
}

function writeFor(schema: z.ZodType | undefined): string {
  const write = schema?.meta()?.['write'];
  if (typeof write === 'string') return write;
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape).join(', ');
  return 'the form in register/blank.yaml';
}
