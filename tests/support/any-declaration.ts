import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { stringify } from 'yaml';
import {
  type Category,
  type CollectionRule,
  type Declaration,
  neverDone,
  type Processor,
  type Recipient,
  type Source,
} from '../../server/safeguards/declaration/declaration.ts';
import { purposesOfPeriod } from '../../server/safeguards/declaration/held-for.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import {
  authority,
  category,
  collecting,
  controller,
  decidedBy,
  mailbox,
  measure,
  perhaps,
  period,
  processor,
  purpose,
  recipient,
  register,
  source,
  wordsOf,
} from './any-parts.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../register/kivra-customer-service.yaml'), 'utf8'),
);

const chance = fc.record({
  register,
  controller,
  authority,
  purposes: fc.array(purpose, { minLength: 1, maxLength: 3 }),
  categories: fc.array(fc.tuple(category, collecting), { minLength: 1, maxLength: 4 }),
  periods: fc.array(period, { minLength: 8, maxLength: 8 }),
  isNarrow: fc.boolean(),
  hasChat: fc.boolean(),
  records: fc.shuffledSubarray(['incoming' as const, 'outgoing' as const], { minLength: 1 }),
  unannounced: perhaps('unannounced', fc.constantFrom('not-recorded' as const, 'alert' as const)),
  queues: fc.array(wordsOf('queue'), { maxLength: 2 }),
  mailboxes: fc.array(mailbox, { maxLength: 2 }),
  task: wordsOf('task'),
  reason: wordsOf('reason'),
  undertaking: fc.record({ version: fc.integer({ min: 1, max: 9 }), text: wordsOf('undertaking') }),
  mainCountry: fc.constantFrom('FI', 'SE', 'DE'),
  isAbroad: fc.boolean(),
  services: perhaps('services', fc.array(wordsOf('help'), { maxLength: 2 })),
  groupCompanies: fc.constantFrom(true, false, undefined),
  processors: fc.array(processor, { maxLength: 3 }),
  recipients: fc.array(recipient, { maxLength: 3 }),
  sources: fc.uniqueArray(source, { maxLength: 4, selector: ({ kind }) => kind }),
  identification: perhaps(
    'identification',
    fc
      .tuple(
        wordsOf('way'),
        fc.constantFrom<string[]>(
          ['identityCode', 'address'],
          ['emailAddress', 'phone'],
          ['name', 'address'],
        ),
        fc.integer({ min: 1, max: 1440 }),
        perhaps('decidedBy', decidedBy),
      )
      .map(([name, asks, validMinutes, decided]) => ({
        validMinutes,
        attempts: { ofContact: 2, ofPerson: 4, withinMinutes: 30 },
        ways: {
          questions: { name, kind: 'questions', asks },
          'call-back': { name, kind: 'call-back' },
          ...(asks.includes('identityCode')
            ? { elsewhere: { name, kind: 'customer-register', asks, processor: 'customer-register' } }
            : {}),
        },
        ...decided,
      })),
  ),
  backups: perhaps(
    'backups',
    fc
      .tuple(fc.integer({ min: 1, max: 3650 }), perhaps('decidedBy', decidedBy))
      .map(([horizonDays, decided]) => ({ horizonDays, ...decided })),
  ),
  never: perhaps('never', fc.constant(neverDone)),
  rights: perhaps(
    'rights',
    fc.record({ answerMonths: fc.constant(1), extensionMonths: fc.integer({ min: 0, max: 2 }) }),
  ),
  measures: fc.array(measure, { minLength: 1, maxLength: 4 }),
});
type Chance = typeof chance extends fc.Arbitrary<infer Value> ? Value : never;

/**
 * Declarations that can be published, of chance in every part: a test sees to it that no field of the schema is left
 * out. The tasks, purposes and categories of the example are there too, so that a house can work by it. Each has been
 * through the check that publishing makes.
 */
export const anyDeclaration: fc.Arbitrary<Declaration> = chance.map((given) =>
  parseDeclaration(stringify(build(given), { aliasDuplicateObjects: false })),
);

function build(given: Chance): Declaration {
  const purposes = keyed('extra-purpose', given.purposes);
  const served = Object.keys(purposes);
  const categories = keyed(
    'extra-category',
    given.categories.map(([each]): Category => ({ ...each, purposes: served })),
  );
  const extras = Object.keys(categories);
  const collected = given.categories.map(([, { when, asked, decided }], index): CollectionRule => ({
    category: extras[index]!,
    when,
    purposes: served,
    ...(asked && when === 'automatic' ? { askedFor: served.slice(0, 1) } : {}),
    ...(decided ? { decidedBy: 'controller' } : {}),
  }));
  const { email, phone, chat } = example.channels;
  const queues = keyed(
    'extra-queue',
    given.queues.map((name) => ({ name })),
  );
  const built: Declaration = {
    register: given.register,
    controller: given.controller,
    authority: given.authority,
    purposes: { ...example.purposes, ...purposes },
    categories: { ...example.categories, ...categories },
    channels: {
      email: { ...email!, collects: [...email!.collects, ...collected] },
      phone: { ...phone!, records: given.records, ...given.unannounced },
      ...(given.hasChat ? { chat: chat! } : {}),
    },
    queues: { ...example.queues, ...queues },
    mailboxes: {
      ...example.mailboxes,
      ...keyed(
        'extra-mailbox',
        given.mailboxes.map((each) => ({ ...each, queue: Object.keys(queues)[0] ?? 'service' })),
      ),
    },
    tasks: {
      ...example.tasks,
      'extra-task': {
        name: given.task,
        acts: ['list-contacts', 'open-contact', 'collect-field'],
        queues: ['service', ...Object.keys(queues)],
        categories: extras.slice(0, 1),
        collects: extras.slice(1),
        purposes: served,
      },
    },
    periods: {},
    reasons: { ...example.reasons, 'extra-reason': given.reason },
    undertaking: given.undertaking,
    ...placesOf(given, served, extras),
    ...given.identification,
    ...given.backups,
    ...given.never,
    ...given.rights,
    measures: given.measures,
  };
  return withPeriods(given.hasChat ? built : withoutCategory(built, 'ipAddress'), given);
}

/** Who is given data, and where they come from. */
function placesOf(given: Chance, served: readonly string[], extras: readonly string[]) {
  const { isAbroad } = given;
  const terms = (each: {
    countries: { near: readonly string[]; far: readonly string[] };
    transferGround: NonNullable<Processor['transferGround']>;
    given: boolean;
    connections: { connections?: Processor['connections'] & {} };
  }) => ({
    purposes: served,
    categories: each.given ? extras : [],
    countries: [...each.countries.near, ...(isAbroad ? each.countries.far : [])],
    transferGround: each.transferGround,
    ...each.connections,
  });
  const group = given.groupCompanies;
  return {
    processing: {
      mainCountry: given.mainCountry,
      otherCountries: 'eea' as const,
      outsideEea: { allowed: isAbroad, transferGround: 'standard-contractual-clauses' as const },
      ...given.services,
      ...(group === undefined ? {} : { groupCompanies: group }),
    },
    processors: {
      'customer-register': example.processors!['customer-register']!,
      ...keyed(
        'extra-processor',
        given.processors.map((each): Processor => ({
          name: each.name,
          service: each.service,
          agreement: { id: each.agreement, date: '2026-01-15' },
          validUntil: '2028-12-31',
          ...terms(each),
          ...(group === false ? {} : { groupCompany: each.isGroup }),
          decidedBy: 'controller',
        })),
      ),
    },
    recipients: keyed(
      'extra-recipient',
      given.recipients.map(({ name, kind, why, basis, until, ...each }): Recipient => ({
        name,
        kind,
        why,
        basis,
        ...terms(each),
        ...(until === undefined ? {} : { validUntil: until, decidedBy: 'controller' }),
      })),
    ),
    sources: keyed(
      'extra-source',
      given.sources
        .filter(({ kind }) => kind !== 'host-page' || given.hasChat)
        .map(({ name, kind, explanation, decidedBy: decided }): Source => ({
          name,
          kind,
          explanation,
          categories: kind === 'old-mail' ? ['messages', 'name'] : ['name', ...extras],
          ...(decided === undefined ? {} : { decidedBy: decided }),
        })),
    ),
  };
}

/** Those of the example with other names and lengths, each for what its unit is held for; perhaps for less. */
function withPeriods(declaration: Declaration, { periods, isNarrow }: Chance): Declaration {
  return {
    ...declaration,
    periods: Object.fromEntries(
      Object.entries(example.periods).map(([key, { purposes: _purposes, ...former }], index) => {
        const { more, extension, ...drawn } = periods[index]!;
        // No recording is kept longer than a year.
        const isRecording = former.unit === 'recording';
        const own = isRecording ? { ...drawn, months: 1 + (drawn.months % 11) } : drawn;
        const isExtended = former.capMonths !== undefined || extension !== undefined;
        const all = purposesOfPeriod(declaration, former);
        const kept = isNarrow && key === 'contact' ? all.filter((each) => each !== 'quality') : all;
        const extensions = extension ? { 'extra-ground': extension } : former.extensions!;
        return [
          key,
          {
            unit: former.unit,
            from: former.from,
            ...own,
            purposes: kept.length > 0 ? kept : ['rights'],
            ...(isExtended
              ? { capMonths: isRecording ? Math.min(12, own.months + more) : own.months + more, extensions }
              : {}),
          },
        ];
      }),
    ),
  };
}

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
