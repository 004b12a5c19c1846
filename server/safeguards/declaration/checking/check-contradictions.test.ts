import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeclarationInvalid } from '../declaration-invalid.ts';
import type { DeclarationProblem } from '../declaration-invalid.ts';
import { parseDeclaration } from '../parse-declaration.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);

function problemsOf(source: string): readonly DeclarationProblem[] {
  try {
    parseDeclaration(source);
  } catch (error) {
    if (error instanceof DeclarationInvalid) return error.problems;
    throw error;
  }
  return [];
}

const oldMail = (categories: string) =>
  `sources:\n  old: { name: { sv: a, fi: b, en: c }, kind: old-mail, explanation: { sv: a, fi: b, en: c }, categories: ${categories} }\n`;

describe('a draft is refused', () => {
  it.each<[string, string, string, string, RegExp]>([
    [
      'no reason to choose where one is asked for',
      example.slice(example.indexOf('reasons:\n'), example.indexOf('# Everyone who handles')),
      'reasons: {}\n\n',
      'reasons',
      /there is no reason to choose, and on-request-with-reason asks for one/,
    ],
    [
      'a language twice',
      '[sv, fi, en]\n\ncontroller',
      '[sv, fi, sv]\n\ncontroller',
      'register.languages.2',
      /twice/,
    ],
    [
      'one thing twice that is never done, and so another left out',
      '[sale, other-use, automated-decisions, profiling]',
      '[sale, other-use, automated-decisions, sale]',
      'never.3',
      /twice/,
    ],
    [
      'an act twice',
      'acts: [read-register, draft-register, publish-register]',
      'acts: [read-register, read-register]',
      'tasks.keep-register.acts.1',
      /twice/,
    ],
    [
      'a country twice',
      'countries: [FI]',
      'countries: [FI, FI]',
      'processors.work-reports.countries.1',
      /twice/,
    ],
    [
      'a direction of calls twice',
      'records: [incoming, outgoing]',
      'records: [incoming, incoming]',
      'channels.phone.records.1',
      /twice/,
    ],
    [
      'a period that does not say for what',
      '    unit: incident\n    purposes: [security, rights]\n',
      '    unit: incident\n',
      'periods.incident.purposes',
      /does not say for which purposes this is kept/,
    ],
    [
      'a period for nothing',
      '    unit: incident\n    purposes: [security, rights]\n',
      '    unit: incident\n    purposes: []\n',
      'periods.incident.purposes',
      /does not say for which purposes this is kept/,
    ],
    [
      'a period for a purpose that nothing of its unit is held for',
      'purposes: [service, identification, rights]\n    months',
      'purposes: [service, identification, rights, quality]\n    months',
      'periods.person.purposes.3',
      /nothing that this period is for is held for this purpose/,
    ],
    [
      'a task that compares identity codes and has none',
      'collects: [identityCode]\n    purposes: [service, identification]\n',
      'collects: []\n    purposes: [service, identification]\n',
      'tasks.answer-customers.acts.11',
      /may compare identity codes and has no such category/,
    ],
    [
      'old mail that brings what e-mail does not save by itself',
      'never: [sale',
      `${oldMail('[messages, address]')}\nnever: [sale`,
      'sources.old.categories.1',
      /e-mail does not save this by itself/,
    ],
    [
      'old mail without its messages',
      'never: [sale',
      `${oldMail('[name]')}\nnever: [sale`,
      'sources.old.categories',
      /old mail is messages/,
    ],
  ])('%s', (_name, from, to, path, problem) => {
    expect(example).toContain(from);
    const source = example.replace(from, () => to);
    const problems = problemsOf(source);
    expect(problems.map((each) => each.path)).toEqual([path]);
    expect(problems[0]!.problem.en).toMatch(problem);
    // what was published when less was asked stays in force
    expect(parseDeclaration(source, { published: true }).register.statedOn).toBe('2019-10-23');
  });

  it('no reason to choose where an act asks for one', () => {
    const source = example
      .replace(
        example.slice(example.indexOf('reasons:\n'), example.indexOf('# Everyone who handles')),
        'reasons: {}\n\n',
      )
      .replaceAll('when: on-request-with-reason', 'when: on-request');
    expect(problemsOf(source).map(({ problem }) => problem.en)).toEqual([
      'there is no reason to choose, and open-contact asks for one',
    ]);
  });

  it('with a purpose that categories are held for and for which no channel collects any', () => {
    const source = example
      .replaceAll('[service, security, quality], decidedBy', '[service, quality], decidedBy')
      .replace(
        'category: ipAddress, when: automatic, purposes: [security]',
        'category: ipAddress, when: automatic, purposes: [service]',
      )
      .replace(
        'kind: ip-address\n    purposes: [security]',
        'kind: ip-address\n    purposes: [security, service]',
      );
    const [problem, ...others] = problemsOf(source);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ path: 'purposes.security', found: 'security' });
    expect(problem!.problem.en).toBe('no channel collects anything for this purpose');
    expect(problem!.write.en).toContain('contactMetadata, ipAddress');
    // what was published when less was asked stays in force
    expect(parseDeclaration(source, { published: true }).purposes).toHaveProperty('security');
  });
});

describe('what is held is kept for something', () => {
  const narrowed = example.replace(
    'purposes: [service, security, quality, rights]\n    months',
    () => 'purposes: [quality]\n    months',
  );

  it('names the category, the rule and the task that are left with nothing, and what to write', () => {
    const problems = problemsOf(narrowed);
    const at = (path: string) => problems.find((each) => each.path === path);
    expect(at('categories.files')).toMatchObject({
      problem: { en: 'the period contact is for none of its purposes, so it is kept for nothing' },
      write: { en: 'one of its purposes in periods.contact.purposes, or take the category out' },
    });
    expect(at('channels.email.collects.3.purposes')?.problem.en).toBe(
      'it is collected only for purposes that the period contact is not for',
    );
    expect(at('tasks.answer-customers.categories.4')?.problem.en).toBe(
      'the category is not kept for service: the period contact is for other purposes',
    );
    for (const { line } of problems) expect(line).toBeGreaterThan(0);
  });
});

describe('whoever is given data, and where they come from', () => {
  const insurer = (over: string) =>
    example.replace('never: [sale', () =>
      [
        'recipients:',
        '  insurer:',
        '    { name: { sv: a, fi: b, en: c }, kind: other, why: { sv: a, fi: b, en: c }, basis: legal-obligation,',
        `      purposes: [service], categories: [name], countries: [FI], ${over} }`,
        '',
        'never: [sale',
      ].join('\n'),
    );

  it.each([
    ['nothing against one that is whole', insurer('decidedBy: controller'), []],
    [
      'a country outside without a ground',
      insurer('').replace('categories: [name], countries: [FI]', 'categories: [name], countries: [US]'),
      ['recipients.insurer.transferGround'],
    ],
    [
      'a category held for none of its purposes',
      insurer('').replace(
        'categories: [name], countries',
        'categories: [recordings, identityCode], countries',
      ),
      ['recipients.insurer.categories.1'],
    ],
    [
      'the key of a processor',
      insurer('').replace('  insurer:', '  work-reports:'),
      ['recipients.work-reports'],
    ],
    [
      'an authority by consent',
      insurer('')
        .replace('kind: other', 'kind: authority')
        .replace('basis: legal-obligation,', 'basis: consent,'),
      ['recipients.insurer.basis'],
    ],
    [
      'a group company where there is to be none',
      example
        .replace('groupCompanies: true', 'groupCompanies: false')
        .replace('validUntil: "2028-12-31"', 'validUntil: "2028-12-31"\n    groupCompany: true'),
      ['processors.work-reports.groupCompany'],
    ],
    [
      'old mail without the channel',
      example
        .replace('never: [sale', `${oldMail('[messages]').replace('old-mail', 'host-page')}\nnever: [sale`)
        .replaceAll(/ {2}chat:\n[\s\S]*?\n\n/g, '\n'),
      ['categories.ipAddress', 'tasks.handle-data-protection.categories.9', 'sources.old.kind'],
    ],
  ])('%s', (_name, source, paths) => {
    expect(problemsOf(source).map(({ path }) => path)).toEqual(paths);
  });
});
