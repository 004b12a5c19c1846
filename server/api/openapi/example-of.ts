import { z } from 'zod';

/** A JSON Schema as Zod writes it; only what our contract uses. */
interface Shape {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly propertyNames?: Shape;
  readonly additionalProperties?: Shape | boolean;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Shape>>;
}

const anId = '0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a27';
const aMoment = '2026-11-16T09:24:00.000Z';
const words = {
  sv: 'Betjäna kunder',
  fi: 'Asiakkaiden palveleminen',
  en: 'Answer customers',
};

const otherTexts = [
  'example',
  'service',
  'Åsa Lindqvist',
  anId,
  aMoment,
  '2026-11-16',
  '09:00',
  'FI',
  'queue.service',
  'g i',
  '#0F5C4D',
  'a',
  '1',
  'true',
] as const;

/** What stands for a name in the examples: invented, every one. The individual number of the code is 900–999. */
const invented: Readonly<Record<string, unknown>> = {
  userName: 'aino.korhonen',
  displayName: 'Aino Korhonen',
  name: 'Åsa Lindqvist',
  address: 'asa.lindqvist@example.fi',
  emailAddress: 'asa.lindqvist@example.fi',
  emailAddresses: 'asa.lindqvist@example.fi',
  to: 'asa.lindqvist@example.fi',
  cc: 'tellervo.lindqvist@example.fi',
  from: 'asa.lindqvist@example.fi',
  subject: 'Brevet kom inte fram',
  text: 'Hej! Jag väntar på ett brev från Skatteförvaltningen.',
  preview: 'Hej! Jag väntar på ett brev…',
  code: '131052-9982',
  queue: 'service',
  queues: 'service',
  task: 'answer-customers',
  tasks: 'answer-customers',
  category: 'emailAddress',
  categories: 'messages',
  purpose: 'service',
  purposes: 'service',
  reason: 'earlier-matter',
  mailbox: 'service-sv',
  rule: 'contact',
  recipient: 'work-reports',
  url: 'https://hooks.example.com/haltija',
  host: 'hooks.example.com',
  secret: 'whsec_c2VjcmV0LW9mLXRoZS1leGFtcGxlLTMyLWJ5dGVzISE=',
  password: 'fyra ord som inte hör ihop',
  current: 'fyra ord som inte hör ihop',
  next: 'bWUgNTA',
  token: 'hlt_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcd3vQ7Zk',
  number: 'K-2026-1',
  tag: 'leverans',
  tags: anId,
  contentType: 'application/pdf',
  act: 'open-contact',
  acts: 'open-contact',
  action: 'view',
  channel: 'email',
  value: 'asa.lindqvist@example.fi',
  businessId: '2918721-9',
  contactAddress: 'tietosuoja@example.fi',
};

/**
 * An example that the schema itself accepts, made from it and the list of invented names above, so that no route is
 * without one and none can go stale. @param side whether it is sent or answered
 */
export function exampleOf(schema: z.ZodType, side: 'input' | 'output'): unknown {
  const root = z.toJSONSchema(schema, { io: side, unrepresentable: 'any' }) as Shape;
  return repair(schema, make(root, '', root, 0));
}

/** What a schema wants beyond what JSON Schema tells (a text that stands for a yes): tried one after the other. */
function repair(schema: z.ZodType, example: unknown): unknown {
  for (let round = 0; round < 20; round += 1) {
    const result = schema.safeParse(example);
    const path = result.error?.issues[0]?.path;
    const place = path && placeOf(example, path);
    if (!place) return example;
    const at = String(path.at(-1));
    const wrong = (text: string) => {
      place[at] = text;
      return (
        schema.safeParse(example).error?.issues.some((issue) => issue.path.join() === path.join()) ?? false
      );
    };
    if (otherTexts.every(wrong)) return example;
  }
  return example;
}

function placeOf(example: unknown, path: readonly PropertyKey[]): Record<string, unknown> | undefined {
  let place = example;
  for (const step of path.slice(0, -1)) place = (place as Record<PropertyKey, unknown> | undefined)?.[step];
  return path.length > 0 && typeof place === 'object' && place !== null
    ? (place as Record<string, unknown>)
    : undefined;
}

function make(given: Shape, name: string, root: Shape, depth: number): unknown {
  const shape = follow(given, root);
  if (depth > 12) return null;
  if (shape.const !== undefined) return shape.const;
  const hint = Object.hasOwn(invented, name) ? invented[name] : undefined;
  if (shape.enum) return shape.enum.includes(hint) ? hint : shape.enum[0];
  const choices = shape.anyOf ?? shape.oneOf;
  if (choices) {
    const chosen = choices.find((each) => follow(each, root).type !== 'null') ?? choices[0]!;
    return make(chosen, name, root, depth + 1);
  }
  if (shape.allOf) {
    const parts = shape.allOf.map((each) => make(each, name, root, depth + 1));
    return Object.assign({}, ...parts.filter((part) => typeof part === 'object')) as unknown;
  }
  const type = Array.isArray(shape.type)
    ? (shape.type as readonly string[]).find((each) => each !== 'null')
    : shape.type;
  switch (type) {
    case 'object':
      return makeObject(shape, root, depth);
    case 'array':
      return shape.prefixItems
        ? shape.prefixItems.map((each) => make(each, name, root, depth + 1))
        : shape.items
          ? Array.from({ length: Math.max(1, shape.minItems ?? 1) }, () =>
              make(shape.items!, name, root, depth + 1),
            )
          : [];
    case 'integer':
    case 'number':
      return typeof shape.default === 'number' ? shape.default : Math.max(1, shape.minimum ?? 1);
    case 'boolean':
      return shape.default ?? false;
    case 'null':
      return null;
    case 'string':
      return makeText(shape, name, hint);
    default:
      return hint ?? null;
  }
}

function makeObject(shape: Shape, root: Shape, depth: number): unknown {
  const properties = Object.entries(shape.properties ?? {});
  const names = properties
    .map(([name]) => name)
    .toSorted()
    .join();
  if (names === 'en,fi,sv') return words;
  const { additionalProperties: rest, propertyNames } = shape;
  const keys = typeof rest === 'object' ? (propertyNames?.enum ?? ['example']) : [];
  return Object.fromEntries([
    ...keys.map((key) => [key, make(rest as Shape, String(key), root, depth + 1)]),
    ...properties.map(([name, each]) => [name, make(each, name, root, depth + 1)]),
  ]);
}

function makeText(shape: Shape, name: string, hint: unknown): string {
  if (shape.format === 'uuid') return anId;
  if (shape.format === 'date-time') return aMoment;
  if (shape.format === 'date') return '2026-11-16';
  if (shape.format === 'email') return 'asa.lindqvist@example.fi';
  if (shape.format === 'uri') return 'https://hooks.example.com/haltija';
  const fits = (text: unknown): text is string =>
    typeof text === 'string' &&
    text.length >= (shape.minLength ?? 0) &&
    text.length <= (shape.maxLength ?? Number.POSITIVE_INFINITY) &&
    (shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(text));
  return (
    [shape.examples?.[0], hint, shape.default, name, ...otherTexts].find(fits) ??
    'x'.repeat(Math.max(1, shape.minLength ?? 1))
  );
}

function follow(shape: Shape, root: Shape): Shape {
  if (shape.$ref === undefined) return shape;
  if (shape.$ref === '#') return root;
  return root.$defs?.[shape.$ref.split('/').at(-1)!] ?? {};
}
