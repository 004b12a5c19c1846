import { z } from 'zod';
import type { Words } from './declaration.ts';
import { oneOf } from './wording.ts';
import { write } from './write-words.ts';

// What the parts of the schema are made of.

const longestText = 4000;

export const text = (what: Words) => z.string().trim().min(1).max(longestText).meta({ write: what });
export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.enum(values).meta({ write: oneOf(values) });
export const whole = (what: Words, lowest: number, highest: number) =>
  z.number().int().min(lowest).max(highest).meta({ write: what });
/** A text that people read. */
export const words = z
  .strictObject({
    sv: text(write.swedish),
    fi: text(write.finnish),
    en: text(write.english),
  })
  .meta({ write: write.words });
export const decidedBy = choice(['notice', 'controller']);

/** Keys name things across the file, in the database and in logs; names every object already has are refused. */
export const key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9-]{0,59}$/)
  .refine((name) => !(name in Object.prototype));
export const map = <Value extends z.ZodType>(value: Value, what: Words) =>
  z.record(key, value).meta({ write: what });
/** Names an entry of another part. Editors offer what stands there. */
export const keyOf = (part: string) => text(write.keyOf(part)).meta({ keyOf: part });
export const keys = (part: string) =>
  z
    .array(keyOf(part))
    .max(100)
    .meta({ write: write.keysOf(part) });
