import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each takes minutes: begun last, the other worker would wait for it. */
const longest = [
  'browser/screens',
  'crash/unit-steps',
  'crash/intake-killed',
  'crash/outages',
  'crash/reseal-steps',
  'browser/two-agents',
  'email/mail-in-bucket',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files);
    const first = longest.flatMap((name) =>
      rest.filter(({ moduleId }) => moduleId.endsWith(`/${name}.test.ts`)),
    );
    return [...first, ...rest.filter((each) => !first.includes(each))];
  }
}
