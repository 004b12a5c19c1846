import type { z } from 'zod';
import { Refusal } from '../../../base/errors.ts';

/**
 * Reads a list that a setting names, a JSON text.
 *
 * @throws {Refusal} settings-invalid; `at` says where, `fix` what to write. Values are never quoted
 */
export function readList<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  { setting, form, page }: { readonly setting: string; readonly form: string; readonly page: string },
): z.output<Schema> {
  const refuse = (at: string, fix: string) => new Refusal('settings-invalid', { setting, at, fix });
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw refuse('', `JSON: ${form}`);
  }
  const read = schema.safeParse(content);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  // A key that is not known is named: it is a slip of the pen, never a secret.
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.map((key) => key.slice(0, 40)) : [];
  throw refuse([...(issue?.path ?? []), ...unknown].join('.'), issue?.message ?? `see ${page}`);
}
