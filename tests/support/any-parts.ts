import * as fc from 'fast-check';
import {
  legalBases,
  type Purpose,
  recipientKinds,
  transferGrounds,
  type Way,
  ways,
  type Words,
} from '../../server/safeguards/declaration/declaration.ts';

// The parts of a declaration, each of chance and with a name that no other part has.

/** Letters, and what Markdown, HTML, Typst and spreadsheets would take for something else. */
const letters = [...'aeiknostÅäÖ XYZ019', ...'#*_[]<>|`$@"\'\\=+-(){}/~&;:'];

/** A name of chance that no other has. */
export const nameOf = (kind: string) =>
  fc
    .tuple(fc.string({ unit: fc.constantFrom(...letters), maxLength: 14 }), fc.uuid({ version: 4 }))
    .map(([text, id]) => `${kind}${id.slice(0, 8)}${text}`.trim());
export const wordsOf = (kind: string): fc.Arbitrary<Words> =>
  fc.record({ sv: nameOf(`${kind}Sv`), fi: nameOf(`${kind}Fi`), en: nameOf(`${kind}En`) });

const dayOf = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const addressOf = (kind: string) =>
  fc.uuid({ version: 4 }).map((id) => `${kind}-${id.slice(0, 8)}@posti.example`);
const website = fc.uuid({ version: 4 }).map((id) => `https://www.${id.slice(0, 8)}.example`);
export const decidedBy = fc.constantFrom('notice' as const, 'controller' as const);
/** The field, or nothing in its place. */
export const perhaps = <Value>(name: string, value: fc.Arbitrary<Value>) =>
  fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }));

export const register = fc.record({
  name: wordsOf('register'),
  systemName: wordsOf('system'),
  subjects: wordsOf('subjects'),
  statedOn: dayOf('2018-05-25', '2026-06-30'),
  timeZone: fc.constantFrom('Europe/Helsinki', 'Europe/Stockholm', 'Pacific/Kiritimati'),
  languages: fc.shuffledSubarray(['sv' as const, 'fi' as const, 'en' as const], { minLength: 1 }),
});

/** A machine that nobody else of the declaration keeps. */
const machine = (ways: readonly Way[]) =>
  fc
    .tuple(fc.constantFrom(...ways), fc.uuid({ version: 4 }), fc.boolean())
    .map(([way, id, all]) => [{ way, hosts: [`${all ? '*.' : ''}${id.slice(0, 13)}.machine.example`] }]);

const system = fc.record({
  name: wordsOf('machines'),
  countries: fc.uniqueArray(fc.constantFrom('FI', 'SE', 'IS'), { minLength: 1, maxLength: 3 }),
  connections: machine(ways),
});

export const controller = fc
  .tuple(
    fc.record({
      name: nameOf('controller'),
      businessId: fc.constantFrom('2918721-9', '0000001-9', '1234567-1'),
      street: wordsOf('street'),
      postalCode: fc.integer({ min: 0, max: 99_999 }).map((code) => String(code).padStart(5, '0')),
      city: wordsOf('city'),
      contactAddress: addressOf('privacy'),
      website,
    }),
    perhaps('officer', fc.record({ name: wordsOf('officer'), contactAddress: addressOf('officer') })),
    fc.array(system, { maxLength: 2 }),
  )
  .map(([each, officer, systems]) => ({
    ...each,
    ...officer,
    ...(systems.length > 0
      ? { systems: Object.fromEntries(systems.map((one, index) => [`extra-system-${index}`, one])) }
      : {}),
  }));

export const authority = fc.record({ name: wordsOf('authority'), website });

const document = fc.record({
  kind: fc.constantFrom('impact-assessment' as const, 'balancing-test' as const, 'other' as const),
  name: wordsOf('document'),
  date: dayOf('2018-05-25', '2026-06-30'),
  reference: nameOf('shelf'),
});

export const purpose: fc.Arbitrary<Purpose> = fc
  .tuple(
    fc.record({
      name: wordsOf('purpose'),
      description: wordsOf('means'),
      basis: fc.constantFrom(...legalBases),
      decidedBy,
    }),
    fc.record({ interest: wordsOf('interest'), balancing: wordsOf('balancing') }),
    perhaps('documents', fc.array(document, { minLength: 1, maxLength: 2 })),
    perhaps('identifies', fc.boolean()),
  )
  .map(([each, weighed, ...more]) => ({
    ...each,
    ...(each.basis === 'legitimate-interest' ? weighed : {}),
    ...Object.assign({}, ...more),
  }));

export const category = fc
  .tuple(
    fc.record({
      name: wordsOf('category'),
      explanation: wordsOf('how'),
      kind: fc.constantFrom('text' as const, 'file' as const, 'metadata' as const, 'name' as const),
    }),
    perhaps('origin', fc.constantFrom('person', 'staff', 'system')),
    perhaps('decidedBy', decidedBy),
  )
  .map(([each, ...more]) => ({ ...each, ...Object.assign({}, ...more) }));

/** When it is collected, and by how many of the channels. */
export const collecting = fc.record({
  when: fc.constantFrom('automatic' as const, 'on-request' as const, 'on-request-with-reason' as const),
  asked: fc.boolean(),
  decided: fc.boolean(),
});

export const period = fc.record({
  name: wordsOf('period'),
  ground: wordsOf('ground'),
  months: fc.integer({ min: 1, max: 120 }),
  more: fc.integer({ min: 1, max: 24 }),
  extension: fc.option(wordsOf('extension'), { nil: undefined }),
  decidedBy,
});

const near = ['FI', 'SE', 'EE', 'DE', 'IS'] as const;
const far = ['US', 'GB', 'CH', 'IN'] as const;
const countries = fc.record({
  near: fc.shuffledSubarray([...near], { minLength: 1, maxLength: 3 }),
  far: fc.shuffledSubarray([...far], { maxLength: 2 }),
});

export const processor = fc.record({
  name: nameOf('processor'),
  service: wordsOf('service'),
  agreement: nameOf('agreement'),
  countries,
  transferGround: fc.constantFrom(...transferGrounds),
  given: fc.boolean(),
  isGroup: fc.boolean(),
  // Ways on which nothing of a customer goes, whatever it is declared for.
  connections: perhaps('connections', machine(['sign-in', 'web-hook', 'keys'])),
});

export const recipient = fc.record({
  name: wordsOf('recipient'),
  kind: fc.constantFrom(...recipientKinds),
  why: wordsOf('why'),
  basis: fc.constantFrom('legal-obligation' as const, 'legitimate-interest' as const, 'public-task' as const),
  countries,
  transferGround: fc.constantFrom(...transferGrounds),
  given: fc.boolean(),
  connections: perhaps('connections', machine(['web-hook'])),
  until: fc.option(dayOf('2027-01-01', '2030-12-31'), { nil: undefined }),
});

export const source = fc.record({
  name: wordsOf('source'),
  kind: fc.constantFrom('old-mail', 'identity-provider', 'host-page', 'other-controller'),
  explanation: wordsOf('comes'),
  decidedBy: fc.option(decidedBy, { nil: undefined }),
});

export const measure = fc.record({
  kind: fc.constantFrom('enforced' as const, 'attested' as const),
  name: wordsOf('measure'),
});

export const mailbox = fc.record({
  address: addressOf('box'),
  name: wordsOf('mailbox'),
  language: fc.constantFrom('sv' as const, 'fi' as const, 'en' as const),
});
