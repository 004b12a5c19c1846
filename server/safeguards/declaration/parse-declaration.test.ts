import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { errorStatus } from '../../base/errors.ts';
import { acts, languages } from './declaration.ts';
import { DeclarationInvalid, formatProblems } from './declaration-invalid.ts';
import type { DeclarationProblem } from './declaration-invalid.ts';
import { findWarnings } from './checking/find-warnings.ts';
import { parseDeclaration } from './parse-declaration.ts';

const folder = join(import.meta.dirname, '../../../register');
const example = readFileSync(join(folder, 'kivra-customer-service.yaml'), 'utf8');
const blank = readFileSync(join(folder, 'blank.yaml'), 'utf8');

function problemsOf(source: string): readonly DeclarationProblem[] {
  try {
    parseDeclaration(source);
  } catch (error) {
    if (error instanceof DeclarationInvalid) return error.problems;
    throw error;
  }
  return [];
}

/** The example with one thing changed; fails when there is nothing to change. */
function changed(from: string, to: string): string {
  expect(example).toContain(from);
  return example.replace(from, () => to);
}

describe('refuses', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'a business ID with a wrong check digit',
      '2918721-9',
      '2918721-8',
      'controller.businessId',
      /check digit/,
    ],
    ['a kind that is none', 'kind: phone', 'kind: fone', 'categories.phone.kind', /choices/],
    ['a basis that is missing', '    basis: contract\n', '', 'purposes.service.basis', /missing/],
    [
      'an interest left out',
      '    interest:\n      sv: Vårt och',
      '    x:\n      sv: Vårt och',
      'purposes.identification.interest',
      /13\(1\)\(d\)/,
    ],
    [
      'a balancing left out',
      '    balancing:\n      sv: Uppgifterna',
      '    x:\n      sv: Uppgifterna',
      'purposes.identification.balancing',
      /6\(1\)\(f\)/,
    ],
    [
      'a balancing where nothing is weighed',
      '    basis: contract\n',
      '    basis: contract\n    balancing: { sv: a, fi: b, en: c }\n',
      'purposes.service.balancing',
      /only the basis/,
    ],
    ['a period of no time', 'months: 24', 'months: 0', 'periods.contact.months', /less than 1/],
    ['a period of half months', 'months: 24', 'months: 1.5', 'periods.contact.months', /whole number/],
    ['a cap below the period', 'capMonths: 12', 'capMonths: 2', 'periods.recording.capMonths', /not past/],
    [
      'a period from a moment the unit has not',
      'from: call',
      'from: closing',
      'periods.recording.from',
      /no such moment/,
    ],
    [
      'a unit without a period',
      'unit: mail',
      'unit: staff',
      'periods.mail',
      /nothing is kept without an end/,
    ],
    [
      'a mailbox in an unknown queue',
      'queue: privacy',
      'queue: privasy',
      'mailboxes.privacy.queue',
      /no such key/,
    ],
    ['an act that is none', '- list-contacts', '- list-contact', 'tasks.answer-customers.acts.0', /choices/],
    [
      'a task that sees identity codes without revealing',
      'categories: [name, address, phone, emailAddress, messages, files, notes, contactMetadata]',
      'categories: [identityCode]',
      'tasks.answer-customers.categories.0',
      /reveal-identity-code/,
    ],
    [
      'a task with contacts and no queue',
      'queues: [service]\n',
      'queues: []\n',
      'tasks.answer-customers.queues',
      /needs a queue/,
    ],
    [
      'an identity code stored by itself',
      'category: identityCode, when: on-request-with-reason',
      'category: identityCode, when: automatic',
      'channels.email.collects.7.when',
      /s\. 29/,
    ],
    [
      'an identity code for another purpose',
      'kind: identity-code\n    purposes: [identification]',
      'kind: identity-code\n    purposes: [identification, service]',
      'categories.identityCode.purposes.1',
      /s\. 29/,
    ],
    [
      'a purpose that nothing is held for',
      '  rights:\n    name: { sv: De',
      '  extra:\n    name: { sv: De',
      'purposes.extra',
      /no category/,
    ],
    [
      'a category that no channel collects',
      '      - { category: phone, when: automatic, purposes: [service, identification] }\n',
      '',
      'categories.phone',
      /no channel/,
    ],
    [
      'a category without a purpose',
      'kind: ip-address\n    purposes: [security]',
      'kind: ip-address\n    purposes: []',
      'categories.ipAddress.purposes',
      /too short/,
    ],
    [
      'a channel that collects for a purpose the category has not',
      'category: ipAddress, when: automatic, purposes: [security]',
      'category: ipAddress, when: automatic, purposes: [quality]',
      'channels.chat.collects.6.purposes.0',
      /not held for this purpose/,
    ],
    [
      'a recording channel that does not say which calls',
      '    records: [incoming, outgoing]\n',
      '',
      'channels.phone.records',
      /which calls/,
    ],
    [
      'more time than the law gives',
      'answerMonths: 1',
      'answerMonths: 2',
      'rights.answerMonths',
      /more than 1/,
    ],
    [
      'a longer extension than the law gives',
      'extensionMonths: 2',
      'extensionMonths: 3',
      'rights.extensionMonths',
      /more than 2/,
    ],
    ['a promise of profiling', ', profiling]', ']', 'never', /too short/],
    ['a main country outside the EEA', 'mainCountry: FI', 'mainCountry: US', 'processing.mainCountry', /EEA/],
    ['a time zone that is none', 'Europe/Helsinki', 'Europe/Helsingfors', 'register.timeZone', /form/],
    ['a date that is none', '"2019-10-23"', '"2019-02-30"', 'register.statedOn', /form/],
    [
      'a website without encryption',
      'https://www.kivra.fi',
      'http://www.kivra.fi',
      'controller.website',
      /form/,
    ],
    ['a script as website', 'https://www.kivra.fi', 'javascript:alert(1)', 'controller.website', /form/],
    [
      'two mailboxes with one address',
      'kundtjanst@posti.example',
      'ASIAKASPALVELU@posti.example',
      'mailboxes.service-sv.address',
      /another mailbox/,
    ],
    ['a language left out', 'fi: Nimi, en: Name', 'en: Name', 'categories.name.name.fi', /missing/],
    ['a key from every object', 'customer-on-the-line:', 'constructor:', '', /cannot be a key/],
    [
      'a key of another alphabet',
      'customer-on-the-line:',
      'käsittely:',
      'reasons.käsittely',
      /cannot be a key/,
    ],
  ])('%s', (_name, from, to, path, problem) => {
    const problems = problemsOf(changed(from, to));
    expect(problems.map((each) => each.path)).toContain(path);
    const found = problems.find((each) => each.path === path)!;
    expect(found.problem.en).toMatch(problem);
    for (const language of languages) expect(found.write[language]).not.toBe('');
  });

  it.each([
    ['kind: phone', 'kinds: phone', 'kind, if that is what you mean'],
    ['timeZone:', 'timezone:', 'timeZone, if that is what you mean'],
    ['decidedBy: notice\n', 'decideBy: notice\n', 'decidedBy, if that is what you mean'],
    ['sv: Namn, fi: Nimi', 'sv: Namn, med komma, fi: Nimi', 'texts that hold a comma in quotes'],
  ])('an unknown key, and says what is meant: %s → %s', (from, to, write) => {
    expect(problemsOf(changed(from, to)).map((each) => each.write.en)).toContain(write);
  });

  it('with the line and the column of the value', () => {
    const source = changed('kind: phone', 'kind: fone');
    const line = source.split('\n').findIndex((text) => text.includes('fone')) + 1;
    const [problem] = problemsOf(source);
    expect(problem).toMatchObject({ line, column: 11, path: 'categories.phone.kind', found: '"fone"' });
    expect(formatProblems([problem!])).toMatch(
      new RegExp(`^${line}:11 categories\\.phone\\.kind: .*Write .*\\.$`),
    );
  });

  it('in the language that is asked for', () => {
    const [problem] = problemsOf(changed('kind: phone', 'kind: fone'));
    const [missing] = problemsOf(changed('    basis: contract\n', ''));
    expect(formatProblems([problem!], 'sv')).toMatch(
      /inget av alternativen \(här står "fone"\)\. Skriv: något av alternativen identity-code, name, /,
    );
    expect(formatProblems([problem!], 'fi')).toMatch(
      /vaihtoehdoista \(tässä on "fone"\)\. Kirjoita: jokin vaihtoehdoista identity-code, name, /,
    );
    expect(formatProblems([missing!], 'en')).toMatch(/this is missing \(found nothing\)\. Write one of:/);
    expect(formatProblems([missing!], 'sv')).toMatch(/detta saknas \(här står inget\)/);
    expect(formatProblems([missing!], 'fi')).toMatch(/tämä puuttuu \(tässä ei ole mitään\)/);
  });

  it('with every problem at once, in the order of the file, one a place', () => {
    const source = changed('2918721-9', '2918721-8')
      .replace('kind: phone', 'kind: fone')
      .replace('queue: privacy', 'queue: privasy')
      .replace('mainCountry: FI', 'mainCountry: US');
    const problems = problemsOf(source);
    expect(problems.map(({ path }) => path)).toEqual([
      'controller.businessId',
      'categories.phone.kind',
      'mailboxes.privacy.queue',
      'processing.mainCountry',
    ]);
  });

  it('with a coded refusal that the house knows', () => {
    try {
      parseDeclaration('');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(DeclarationInvalid);
      expect((error as DeclarationInvalid).status).toBe(errorStatus['declaration-invalid']);
      expect((error as DeclarationInvalid).details).toMatchObject({ problems: 1, line: 1 });
      // logs and the terminal take their words from here
      expect((error as DeclarationInvalid).details['problem']).toBe('the file holds no register');
    }
  });
});

describe('reads', () => {
  it('the example register, and lets nobody change it', () => {
    const declaration = parseDeclaration(example);
    expect(declaration.controller.businessId).toBe('2918721-9');
    expect(declaration.periods['recording']).toMatchObject({ months: 3, capMonths: 12, decidedBy: 'notice' });
    expect(() => Object.assign(declaration.periods['recording']!, { months: 99 })).toThrow(TypeError);
    expect(findWarnings(declaration, new Date('2026-11-22T10:00:00Z'))).toEqual([]);
  });

  it('marks every rule the notice is silent on as the controller’s', () => {
    const declaration = parseDeclaration(example);
    expect(Object.values(declaration.purposes).map(({ decidedBy }) => decidedBy)).not.toContain('notice');
    const fromNotice = Object.entries(declaration.periods).filter(
      ([, { decidedBy }]) => decidedBy === 'notice',
    );
    expect(fromNotice.map(([key]) => key)).toEqual(['recording']);
  });

  it('the blank form as a form: only its placeholders are wrong', () => {
    const problems = problemsOf(blank);
    expect(new Set(problems.map(({ problem }) => problem.en))).toEqual(
      new Set(['this is still the placeholder of the blank form']),
    );
    expect(problems.find(({ path }) => path === 'controller.name')?.write).toEqual({
      sv: 'den personuppgiftsansvariges namn',
      fi: 'rekisterinpitäjän nimi',
      en: "the controller's name",
    });
  });

  it('the blank form once filled in', () => {
    const document = parseDocument(blank.replaceAll(/<a number of (?:months|days)>/g, '12'));
    document.setIn(['register', 'statedOn'], '2026-01-31');
    document.setIn(['controller', 'businessId'], '2918721-9');
    document.setIn(['controller', 'postalCode'], '00100');
    document.setIn(['controller', 'contactAddress'], 'privacy@example.com');
    document.setIn(['controller', 'website'], 'https://example.com');
    document.setIn(['mailboxes', 'service', 'address'], 'service@example.com');
    const source = document.toString({ lineWidth: 0 }).replaceAll(/"?<([^>]+)>"?/g, '"$1"');
    const declaration = parseDeclaration(source);
    const warnings = findWarnings(declaration, new Date());
    const unheld = warnings.filter(({ kind }) => kind === 'act-without-task');
    expect(warnings.length - unheld.length).toBe(1); // the address for data protection has no mailbox yet
    expect(unheld.map((warning) => 'act' in warning && warning.act)).toEqual([
      'match-identity-code',
      'reveal-identity-code',
    ]);
    expect(acts.length).toBeGreaterThan(unheld.length);
  });
});
