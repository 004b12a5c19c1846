import { z } from 'zod';

/** A real id: the format's all-zero and all-one forms name nothing. */
export const idSchema = z.uuid().refine((id) => !/^(?:0|f)+$/i.test(id.replaceAll('-', '')));
export const languageSchema = z.enum(['sv', 'fi', 'en']);
export type Language = z.infer<typeof languageSchema>;
export const wordsSchema = z.object({ sv: z.string(), fi: z.string(), en: z.string() });
export type Words = z.infer<typeof wordsSchema>;
export const momentSchema = z.iso.datetime();
export const reasonSchema = z.string().regex(/^[a-z][a-z0-9-]{0,40}$/);
export const cursorSchema = z.string().max(200);

/** Every refusal has this shape; `code` has words in three languages, `details` names the field or setting. */
export const problemSchema = z.object({
  code: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  problems: z.array(z.object({ path: z.string(), problem: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;

export const noContentSchema = z.object({ done: z.literal(true) });
