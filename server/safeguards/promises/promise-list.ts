import type { Passage, PromiseKind, PromiseSpec } from './promise.ts';

const safeguards = 'server/safeguards';
const declaration = `${safeguards}/declaration`;
const contacts = 'server/register/contacts';
const people = 'server/register/people';
const email = 'server/channels/email';
const tests = 'tests/promises';

function promise(
  number: number,
  kind: PromiseKind | 'enforced-in-part',
  passages: readonly Passage[],
  control: readonly string[] = [],
  testedBy: readonly string[] = [],
): PromiseSpec {
  return {
    number,
    kind: kind === 'enforced-in-part' ? 'enforced' : kind,
    gap: kind === 'enforced-in-part' || kind === 'not-yet',
    passages,
    control,
    tests: testedBy,
  };
}

/**
 * The promises of the notice in their order. What is not built is `not-yet`, and what is built in part says so: neither
 * is ever shown as kept. Who builds more of one changes its line here, and its row in docs/rules/README.md.
 */
export const promiseList: readonly PromiseSpec[] = [
  promise(
    1,
    'enforced',
    [{ section: 'controller' }],
    [`${declaration}/check-declaration.ts`, 'server/base/business-id.ts'],
    [`${tests}/p01-controller.test.ts`],
  ),
  promise(
    2,
    'enforced',
    [
      { section: 'register', kinds: ['facts'] },
      { section: 'register', says: (words) => [words.register.law] },
    ],
    [`${declaration}/create-declarations.ts`, 'migrations/0002_declaration.sql'],
    [`${tests}/p02-versions.test.ts`],
  ),
  promise(
    3,
    'enforced',
    [
      { section: 'register', says: (words) => [words.register.scope] },
      { section: 'purposes' },
      { section: 'categories', says: (words) => [words.categories.nothingElse] },
    ],
    [`${declaration}/check-declaration.ts`, `${safeguards}/vault/vault.ts`, `${people}/collect-field.ts`],
    [`${tests}/p03-purposes.test.ts`],
  ),
  promise(
    4,
    'enforced',
    [{ section: 'categories', butNot: (words) => [words.categories.nothingElse] }],
    [`${safeguards}/vault/envelope.ts`, `${people}/person-columns.ts`, `${contacts}/contact-parts.ts`],
    [`${tests}/p04-categories.test.ts`, 'tests/sealed-columns.test.ts'],
  ),
  promise(
    5,
    'enforced-in-part',
    [
      { section: 'sources', heading: null },
      { section: 'sources', heading: 'other-sources' },
    ],
    [
      `${declaration}/may-collect.ts`,
      `${contacts}/receive-message.ts`,
      `${people}/collect-field.ts`,
      'server/operations/import/begin-import.ts',
    ],
    [`${tests}/p05-sources.test.ts`, 'tests/importing/import-mail.test.ts'],
  ),
  promise(
    6,
    'enforced-in-part',
    [
      { section: 'sources', heading: 'channel-email' },
      { section: 'sources', heading: 'channel-phone' },
      { section: 'sources', heading: 'channel-chat' },
      { section: 'sources', heading: 'must-you' },
    ],
    [`${people}/collect-field.ts`, `${safeguards}/access/authorize.ts`],
    [`${tests}/p06-collection.test.ts`],
  ),
  promise(
    7,
    'enforced-in-part',
    [
      { section: 'protection', says: (words) => [words.protection.intro] },
      { section: 'protection', says: (words) => [words.protection.enforced], andList: true },
    ],
    [
      `${safeguards}/vault/vault.ts`,
      `${safeguards}/access-log/append-entries.ts`,
      'migrations/0001_foundation.sql',
      'server/storage/migrate.ts',
    ],
    [`${tests}/p07-least-privilege.test.ts`, `${tests}/p07-sealed-at-rest.test.ts`],
  ),
  promise(
    8,
    'attested',
    [{ section: 'protection', says: (words) => [words.protection.attested], andList: true }],
    [],
    [],
  ),
  promise(
    9,
    'enforced',
    [
      { section: 'protection', says: (words) => words.protection.staff },
      { section: 'access', kinds: ['table'] },
    ],
    [
      `${safeguards}/access/authorize.ts`,
      `${safeguards}/access/undertaking.ts`,
      `${safeguards}/access/grant-task.ts`,
      `${safeguards}/access/parse-user-name.ts`,
    ],
    [`${tests}/p09-rights-follow-tasks.test.ts`, 'tests/access-matrix.test.ts'],
  ),
  promise(
    10,
    'enforced-in-part',
    [
      { section: 'retention', says: (words) => [...words.retention.principle, words.retention.holds] },
      { section: 'retention', kinds: ['table'] },
    ],
    [
      `${safeguards}/retention/sweep.ts`,
      `${contacts}/contact-holding.ts`,
      `${people}/person-holding.ts`,
      `${email}/mail-holding.ts`,
      `${declaration}/period-for.ts`,
    ],
    [`${tests}/p10-deletion.test.ts`],
  ),
  promise(11, 'not-yet', [
    {
      section: 'retention',
      kinds: ['paragraph'],
      butNot: (words) => [...words.retention.principle, words.retention.holds],
    },
  ]),
  promise(
    12,
    'enforced-in-part',
    [
      {
        section: 'access',
        says: (words) => [words.access.never.sale, words.access.never['other-use'], words.access.authorities],
      },
    ],
    [`${safeguards}/processors/gate.ts`, `${safeguards}/processors/may-disclose.ts`],
    [`${safeguards}/processors/may-disclose.test.ts`, 'tests/connections/web-hooks.test.ts'],
  ),
  promise(
    13,
    'enforced',
    [{ section: 'access', says: (words) => [words.access.need, words.access.parties] }],
    [
      `${safeguards}/access/authorize.ts`,
      `${declaration}/may-hold.ts`,
      `${contacts}/may-read-contact.ts`,
      `${contacts}/search/search-scope.ts`,
    ],
    [`${tests}/p13-need-to-know.test.ts`, 'tests/security/unseen-categories.test.ts'],
  ),
  promise(
    14,
    'enforced-in-part',
    [{ section: 'location' }],
    [
      `${declaration}/check-processors.ts`,
      `${declaration}/eea.ts`,
      `${safeguards}/processors/may-disclose.ts`,
    ],
    [`${safeguards}/processors/may-disclose.test.ts`],
  ),
  promise(
    15,
    'enforced',
    [{ section: 'automated' }],
    [
      'server/register/team/pick-assignee.ts',
      'server/register/team/rules/rule-input.ts',
      'server/register/team/rules/check-rule.ts',
      'server/register/figures/count-work.ts',
    ],
    [
      'tests/team/assignment.test.ts',
      'tests/rules/choose-rules.test.ts',
      'tests/rules/refused-rules.test.ts',
      'tests/reports/figures.test.ts',
    ],
  ),
  promise(
    16,
    'enforced-in-part',
    [{ section: 'processors' }],
    [`${declaration}/check-processors.ts`, `${safeguards}/processors/gate.ts`],
    [`${safeguards}/processors/may-disclose.test.ts`, 'tests/connections/web-hooks-stopped.test.ts'],
  ),
  promise(
    17,
    'enforced-in-part',
    [{ section: 'personal-data' }, { section: 'rights', heading: 'right-information' }],
    [`${declaration}/notice/render-notice.ts`, 'server/api/portal/portal-routes.ts'],
    [`${tests}/p26-publishing.test.ts`, `${declaration}/notice/notice-facts.test.ts`],
  ),
  promise(18, 'not-yet', [{ section: 'rights', heading: 'right-access' }]),
  promise(
    19,
    'enforced-in-part',
    [{ section: 'rights', heading: 'right-rectification' }],
    [`${people}/collect-field.ts`, `${people}/merge-people.ts`],
    ['tests/merging/merge-people.test.ts'],
  ),
  promise(
    20,
    'enforced-in-part',
    [{ section: 'rights', heading: 'right-erasure' }],
    [`${safeguards}/vault/key-ring.ts`, `${safeguards}/retention/sweep.ts`, 'migrations/0001_foundation.sql'],
    [`${tests}/p10-deletion.test.ts`, 'tests/crash/unit-steps.test.ts'],
  ),
  promise(21, 'not-yet', [{ section: 'rights', heading: 'right-restriction' }]),
  promise(22, 'not-yet', [{ section: 'rights', heading: 'right-portability' }]),
  promise(23, 'not-yet', [
    { section: 'rights', heading: 'right-objection' },
    { section: 'rights', heading: 'right-withdrawal' },
  ]),
  promise(24, 'not-yet', [{ section: 'rights', heading: null }, { section: 'answers' }]),
  promise(
    25,
    'enforced',
    [{ section: 'complaint' }],
    [`${declaration}/notice/render-notice.ts`],
    [`${declaration}/notice/notice-facts.test.ts`],
  ),
  promise(
    26,
    'enforced',
    [{ section: 'changes' }],
    [`${safeguards}/retention/publish-declaration.ts`, `${declaration}/create-declarations.ts`],
    [`${tests}/p26-publishing.test.ts`],
  ),
  promise(27, 'not-yet', [{ section: 'access', says: (words) => [words.access.intro] }]),
  promise(
    28,
    'enforced-in-part',
    [{ section: 'register', says: (words) => [words.register.floor] }],
    [`${declaration}/check-declaration.ts`, `${declaration}/check-periods.ts`],
    [`${declaration}/parse-declaration.test.ts`, `${declaration}/rules.test.ts`],
  ),
];
