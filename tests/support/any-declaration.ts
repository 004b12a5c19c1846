import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import type {
  Category,
  Declaration,
  Processor,
  Purpose,
  Words,
} from '../../server/safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../register/kivra-customer-service.yaml'), 'utf8'),
);

/** Letters, and what Markdown, HTML, Typst and spreadsheets would take for something else. */
const letters = [...'aeiknostÅäÖ XYZ019', ...'#*_[]<>|`$@"\'\\=+-(){}/~&;:'];

/** A name of chance that no other has. */
const nameOf = (kind: string) =>
  fc
    .tuple(fc.string({ unit: fc.constantFrom(...letters), maxLength: 14 }), fc.uuid({ version: 4 }))
    .map(([text, id]) => `${kind}${id.slice(0, 8)}${text}`.trim());
const wordsOf = (kind: string): fc.Arbitrary<Words> =>
  fc.record({ sv: nameOf(`${kind}Sv`), fi: nameOf(`${kind}Fi`), en: nameOf(`${kind}En`) });

const purpose: fc.Arbitrary<Purpose> = fc
  .tuple(
    wordsOf('purpose'),
    wordsOf('means'),
    wordsOf('interest'),
    wordsOf('balancing'),
    fc.constantFrom('contract', 'consent', 'legitimate-interest', 'public-task'),
  )
  .map(([name, description, interest, balancing, basis]) => ({
    name,
    description,
    basis,
    decidedBy: 'controller' as const,
    ...(basis === 'legitimate-interest' ? { interest, balancing } : {}),
  }));

const category = fc.record({
  name: wordsOf('category'),
  explanation: wordsOf('how'),
  kind: fc.constantFrom('text', 'file', 'metadata', 'name'),
  origin: fc.constantFrom('person', 'staff', 'system'),
});

const processor = fc.record({
  name: nameOf('processor'),
  service: wordsOf('service'),
  agreement: nameOf('agreement'),
  countries: fc.uniqueArray(fc.constantFrom('FI', 'SE', 'EE', 'DE', 'IS', 'US', 'GB', 'CH', 'IN'), {
    minLength: 1,
    maxLength: 4,
  }),
  transferGround: fc.constantFrom(
    'adequacy-decision',
    'standard-contractual-clauses',
    'binding-corporate-rules',
  ),
  given: fc.boolean(),
});

/**
 * Declarations that can be published, of chance: purposes, categories, processors and countries beside those of
 * the example, its periods with other names and lengths, with or without chat and recording. Each has been through
 * the check that publishing makes.
 */
export const anyDeclaration: fc.Arbitrary<Declaration> = fc
  .record({
    purposes: fc.array(purpose, { minLength: 1, maxLength: 3 }),
    categories: fc.array(category, { minLength: 1, maxLength: 4 }),
    processors: fc.array(processor, { maxLength: 3 }),
    periods: fc.array(
      fc.record({
        name: wordsOf('period'),
        ground: wordsOf('ground'),
        months: fc.integer({ min: 1, max: 120 }),
        more: fc.integer({ min: 1, max: 24 }),
      }),
      { minLength: 8, maxLength: 8 },
    ),
    measures: fc.array(
      fc.record({ kind: fc.constantFrom('enforced', 'attested'), name: wordsOf('measure') }),
      { minLength: 1, maxLength: 4 },
    ),
    mainCountry: fc.constantFrom('FI', 'SE', 'DE'),
    hasChat: fc.boolean(),
  })
  .map((chance) => {
    const purposes = keyed('extra-purpose', chance.purposes);
    const served = Object.keys(purposes);
    const categories = keyed(
      'extra-category',
      chance.categories.map((each): Category => ({ ...each, purposes: served, decidedBy: 'controller' })),
    );
    const collected = Object.keys(categories).map((key) => ({
      category: key,
      when: 'automatic' as const,
      purposes: served,
    }));
    const { email, phone, chat } = example.channels;
    const built: Declaration = {
      ...example,
      purposes: { ...example.purposes, ...purposes },
      categories: { ...example.categories, ...categories },
      channels: {
        email: { ...email!, collects: [...email!.collects, ...collected] },
        phone: phone!,
        ...(chance.hasChat ? { chat: chat! } : {}),
      },
      periods: Object.fromEntries(
        Object.entries(example.periods).map(([key, period], index) => {
          const { name, ground, months, more } = chance.periods[index % chance.periods.length]!;
          const cap = period.capMonths === undefined ? {} : { capMonths: months + more };
          return [key, { ...period, name, ground, months, ...cap }];
        }),
      ),
      processing: { ...example.processing, mainCountry: chance.mainCountry },
      processors: keyed(
        'extra-processor',
        chance.processors.map(({ agreement, given, ...each }): Processor => ({
          ...each,
          agreement: { id: agreement, date: '2026-01-15' },
          validUntil: '2028-12-31',
          purposes: served,
          categories: given ? Object.keys(categories) : [],
        })),
      ),
      measures: chance.measures,
    };
    const source = stringify(chance.hasChat ? built : withoutCategory(built, 'ipAddress'), {
      aliasDuplicateObjects: false,
    });
    return parseDeclaration(source);
  });

function keyed<Value>(kind: string, values: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(values.map((value, index) => [`${kind}-${index}`, value]));
}

/** What only the chat collects cannot be held without it. */
function withoutCategory(declaration: Declaration, key: string): Declaration {
  const { [key]: _gone, ...categories } = declaration.categories;
  return {
    ...declaration,
    categories,
    tasks: Object.fromEntries(
      Object.entries(declaration.tasks).map(([task, each]) => [
        task,
        { ...each, categories: each.categories.filter((category) => category !== key) },
      ]),
    ),
  };
}
