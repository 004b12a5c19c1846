import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DeclarationInvalid } from './declaration-invalid.ts';
import type { DeclarationProblem } from './declaration-invalid.ts';
import { parseDeclaration } from './parse-declaration.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../register/kivra-customer-service.yaml'),
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
