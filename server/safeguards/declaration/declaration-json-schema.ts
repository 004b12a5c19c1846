import { parse } from 'yaml';
import { z } from 'zod';
import { declarationSchema } from './declaration-schema.ts';
import { words } from './schema-parts.ts';
import { channelKeys } from './declaration.ts';
import type { Words } from './declaration.ts';
import { fieldDescriptions } from './field-descriptions.ts';

type Json = z.core.JSONSchema.BaseSchema;

/**
 * The shape of a declaration as a JSON Schema (draft 2020-12), for editors: they complete keys and choices, show what
 * each field does, and underline what has the wrong form. References and the law are checked by `checkDeclaration` only.
 */
export function makeDeclarationJsonSchema(): Json {
  const ids = z.registry<{ id?: string }>();
  ids.add(words, { id: 'words' });
  const schema = z.toJSONSchema(declarationSchema, {
    target: 'draft-2020-12',
    io: 'input',
    metadata: ids,
    override: ({ zodSchema, jsonSchema }) => {
      if (jsonSchema.format === 'uri') jsonSchema.pattern = '^https://';
      const { write, keyOf } = z.globalRegistry.get(zodSchema) ?? {};
      const example = findExample(write as Words | undefined);
      if (example !== undefined) jsonSchema.examples = [example];
      if (typeof keyOf === 'string') jsonSchema['x-key-of'] = keyOf;
    },
  }) as Json;
  describe(schema, []);
  const { $schema: _schema, $defs, ...shape } = schema;
  const { words: text } = $defs as { words: Json };
  const { id: _id, ...textShape } = text as Json & { id?: string };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The declaration of a customer-contact register (Haltija)',
    description:
      'The register as declared: its privacy notice and the rules that the software enforces both come from this file.',
    ...shape,
    $defs: {
      words: {
        title: 'A text in three languages',
        ...textShape,
        properties: {
          sv: { ...(text.properties?.['sv'] as Json), description: 'The text in Swedish.' },
          fi: { ...(text.properties?.['fi'] as Json), description: 'The text in Finnish.' },
          en: { ...(text.properties?.['en'] as Json), description: 'The text in English.' },
        },
      },
    },
  };
}

/** As the file beside the declarations holds it. */
export function formatDeclarationJsonSchema(): string {
  return `${JSON.stringify(makeDeclarationJsonSchema(), undefined, 2)}\n`;
}

/** The paths of all fields, as the descriptions name them. */
export function pathsOfFields(): string[] {
  const paths: string[] = [];
  describe(makeDeclarationJsonSchema(), [], (path) => paths.push(path));
  return [...new Set(paths)];
}

function describe(schema: Json, path: readonly string[], seen?: (path: string) => void): void {
  const step = (name: string, child: unknown) => {
    if (typeof child !== 'object' || child === null) return;
    const at = [...path, name];
    const key = at.join('.');
    seen?.(key);
    if (Object.hasOwn(fieldDescriptions, key)) (child as Json).description = fieldDescriptions[key]!;
    describe(child as Json, at, seen);
  };
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    // the channels are alike
    step(path.join('.') === 'channels' && channelKeys.some((each) => each === name) ? '*' : name, child);
  }
  step('*', schema.additionalProperties);
  step('*', schema.items);
}

/** What stands for keys that only the file itself knows is no example. */
const placeholders = ['…', '[first, second]', '{}'];

/** The YAML that closes what to write, or is all of it. */
function findExample(write: Words | undefined): unknown {
  if (write === undefined) return undefined;
  const written =
    / {2}(\S.*)$/.exec(write.en)?.[1] ?? (/^[[{].*[\]}]$/.test(write.en) ? write.en : undefined);
  if (written === undefined || placeholders.some((each) => written.includes(each))) return undefined;
  return parse(written) as unknown;
}
