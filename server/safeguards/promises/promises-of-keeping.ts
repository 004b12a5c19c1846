import type { PromiseSpec } from './promise.ts';
import { promise } from './promise-spec.ts';

const safeguards = 'server/safeguards';
const declaration = `${safeguards}/declaration`;
const contacts = 'server/register/contacts';
const people = 'server/register/people';
const recordings = 'server/register/recordings';
const email = 'server/channels/email';
const tests = 'tests/promises';

/** P1 to P16: what is held, how it is protected, how long, and who is given it. */
export const promisesOfKeeping: readonly PromiseSpec[] = [
  promise(
    1,
    'enforced',
    [{ section: 'controller' }],
    [`${declaration}/checking/check-declaration.ts`, 'server/base/business-id.ts'],
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
    [
      `${declaration}/checking/check-declaration.ts`,
      `${safeguards}/vault/vault.ts`,
      `${people}/collect-field.ts`,
    ],
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
    [
      `${people}/collect-field.ts`,
      `${safeguards}/access/authorize.ts`,
      'server/register/identification/identify-person.ts',
      `${declaration}/suffices-to-identify.ts`,
    ],
    [`${tests}/p06-collection.test.ts`, 'tests/identification/identify.test.ts'],
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
      `${safeguards}/access-log/tree/sequence-entries.ts`,
      'migrations/0001_foundation.sql',
      'server/storage/migrate.ts',
      'server/operations/restore/run-restore.ts',
      'server/operations/restore/hold-against-witness.ts',
      'server/operations/backup/make-backup.ts',
    ],
    [
      `${tests}/p07-least-privilege.test.ts`,
      `${tests}/p07-sealed-at-rest.test.ts`,
      'tests/drills/thief.test.ts',
      'tests/access-log/tampering.test.ts',
      'tests/access-log/anchor.test.ts',
      'tests/backup/make-backup.test.ts',
    ],
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
      `${safeguards}/access-log/tree/prune-entries.ts`,
    ],
    [`${tests}/p10-deletion.test.ts`, 'tests/access-log/prune.test.ts'],
  ),
  promise(
    11,
    'enforced-in-part',
    [
      {
        section: 'retention',
        heading: null,
        kinds: ['paragraph'],
        butNot: (words) => [...words.retention.principle, words.retention.holds],
      },
    ],
    [
      'migrations/0030_calls.sql',
      `${recordings}/may-record.ts`,
      `${recordings}/recording-period.ts`,
      `${recordings}/recording-holding.ts`,
      `${recordings}/extend-recording.ts`,
      `${recordings}/holds.ts`,
      `${recordings}/play-recording.ts`,
    ],
    [
      `${tests}/p11-recordings.test.ts`,
      `${tests}/p11-holds.test.ts`,
      `${tests}/p11-cap.test.ts`,
      `${tests}/p11-copies.test.ts`,
    ],
  ),
  promise(
    12,
    'enforced-in-part',
    [
      {
        section: 'access',
        says: (words) => [words.access.never.sale, words.access.never['other-use'], words.access.authorities],
      },
      { section: 'recipients' },
    ],
    [
      `${safeguards}/processors/gate.ts`,
      `${safeguards}/processors/may-disclose.ts`,
      `${safeguards}/processors/refuse-connection.ts`,
    ],
    [
      `${safeguards}/processors/may-disclose.test.ts`,
      'tests/connections/web-hooks.test.ts',
      'tests/connections/mail-refused.test.ts',
    ],
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
      `${declaration}/checking/check-processors.ts`,
      `${declaration}/eea.ts`,
      `${safeguards}/processors/may-disclose.ts`,
      `${safeguards}/processors/refuse-connection.ts`,
    ],
    [`${safeguards}/processors/may-disclose.test.ts`, `${safeguards}/processors/refuse-connection.test.ts`],
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
    [
      `${declaration}/checking/check-processors.ts`,
      `${safeguards}/processors/gate.ts`,
      `${safeguards}/processors/refuse-connection.ts`,
    ],
    [
      `${safeguards}/processors/may-disclose.test.ts`,
      'tests/connections/web-hooks-stopped.test.ts',
      'tests/connections/refused.test.ts',
    ],
  ),
];
