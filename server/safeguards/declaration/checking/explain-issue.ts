import { z } from 'zod';
import { declarationSchema } from '../declaration-schema.ts';
import type { Words } from '../declaration.ts';
import type { Finding } from './finding.ts';
import { keyProblems, shape } from './problem-words-of-shape.ts';
import { suggestKey } from './suggest-key.ts';
import { asWritten } from '../wording.ts';
import { write as writeWords } from '../write-words.ts';

type Path = readonly (string | number)[];

/** Turns an issue of the schema into what is wrong and what to write; an unknown key each by itself. */
export function explainIssue(issue: z.core.$ZodIssue, raw: unknown): Finding[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const schema = schemaAt(path);
  const write = writeFor(schema);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(path, key, schema));
    case 'invalid_key':
      return [{ path, on: 'key', ...keyProblems.notAKey() }];
    case 'invalid_type': {
      if (valueAt(raw, path) === undefined) return [{ path, problem: shape.missing, write }];
      const wanted =
        issue.expected === 'int' ? 'whole number' : issue.expected === 'record' ? 'object' : issue.expected;
      return [{ path, problem: shape.type(wanted), write }];
    }
    case 'invalid_value': {
      if (valueAt(raw, path) === undefined) return [{ path, problem: shape.missing, write }];
      const near = suggestKey(String(valueAt(raw, path)), issue.values.map(String));
      return [{ path, problem: shape.choice, write: near === undefined ? write : shape.near(near, write) }];
    }
    case 'too_small':
    case 'too_big':
      return [{ path, problem: explainSize(issue), write }];
    default:
      return [{ path, problem: shape.form, write }];
  }
}

/** What the schema wants written at a place, if it says so. */
export function writeAt(path: Path): Words | undefined {
  return writeOf(schemaAt(path));
}

function explainSize(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): Words {
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return shape.empty;
    return issue.origin === 'array' ? shape.listTooShort : shape.lessThan(Number(issue.minimum));
  }
  if (issue.origin === 'string') return shape.longerThan(Number(issue.maximum));
  return issue.origin === 'array' ? shape.listTooLong : shape.moreThan(Number(issue.maximum));
}

function unknownKey(path: Path, key: string, schema: z.ZodType | undefined): Finding {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  // { fi: Nimi, osoite } reads as two keys: the commonest slip in these files
  const comma = key.includes(' ') || known.includes('sv');
  return {
    path: [...path, key],
    on: 'key',
    ...keyProblems.unknown({ near: suggestKey(key, known), comma, known }),
  };
}

function valueAt(raw: unknown, path: Path): unknown {
  let value: unknown = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function schemaAt(path: Path): z.ZodType | undefined {
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

function writeOf(schema: z.ZodType | undefined): Words | undefined {
  return schema?.meta()?.['write'] as Words | undefined;
}

function writeFor(schema: z.ZodType | undefined): Words {
  const write = writeOf(schema);
  if (write !== undefined) return write;
  return schema instanceof z.ZodObject ? asWritten(Object.keys(schema.shape).join(', ')) : writeWords.theForm;
}
