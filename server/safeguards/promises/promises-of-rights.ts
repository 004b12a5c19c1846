import type { PromiseSpec } from './promise.ts';
import { promise } from './promise-spec.ts';

const safeguards = 'server/safeguards';
const declaration = `${safeguards}/declaration`;
const people = 'server/register/people';
const incidents = 'server/register/contacts/incidents';
const email = 'server/channels/email';
const tests = 'tests/promises';

/** P17 to P28: what people may ask, and what holds whatever the notice says. */
export const promisesOfRights: readonly PromiseSpec[] = [
  promise(
    17,
    'enforced-in-part',
    [{ section: 'personal-data' }, { section: 'rights', heading: 'right-information' }],
    [
      `${declaration}/notice/render-notice.ts`,
      'server/api/portal/portal-routes.ts',
      `${email}/send-queued.ts`,
    ],
    [
      `${tests}/p26-publishing.test.ts`,
      `${declaration}/notice/notice-facts.test.ts`,
      'tests/answering/notice-line.test.ts',
    ],
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
    [
      { section: 'rights', heading: 'right-erasure' },
      { section: 'retention', heading: 'backups' },
    ],
    [
      `${safeguards}/vault/key-ring.ts`,
      `${safeguards}/vault/turn-epoch.ts`,
      `${safeguards}/vault/turn-index.ts`,
      `${safeguards}/promises/certificate.ts`,
      `${safeguards}/retention/sweep.ts`,
      'migrations/0021_epochs.sql',
      'migrations/0026_index_covers.sql',
      'server/operations/restore/settle-units.ts',
      'server/operations/restore/replay-witness.ts',
    ],
    [
      `${tests}/p20-erasure.test.ts`,
      `${tests}/p10-deletion.test.ts`,
      'tests/vault/turn-epoch.test.ts',
      'tests/vault/turn-index.test.ts',
      'tests/restore/restore.test.ts',
      'tests/restore/witness.test.ts',
      'tests/crash/epochs-killed.test.ts',
      'tests/crash/index-killed.test.ts',
      'tests/crash/unit-steps.test.ts',
    ],
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
    [
      `${safeguards}/retention/publish-declaration.ts`,
      `${safeguards}/retention/remove-groundless.ts`,
      `${declaration}/create-declarations.ts`,
    ],
    [`${tests}/p26-publishing.test.ts`],
  ),
  promise(
    27,
    'enforced-in-part',
    [{ section: 'access', says: (words) => [words.access.intro] }],
    [
      `${incidents}/make-incident.ts`,
      `${incidents}/change-incident.ts`,
      `${incidents}/find-store.ts`,
      `${incidents}/notify-authority.ts`,
      `${incidents}/letters-of-incident.ts`,
      'migrations/0024_breaches.sql',
    ],
    [`${tests}/p27-breach.test.ts`, `${tests}/p27-concerned.test.ts`, 'tests/answering/incidents.test.ts'],
  ),
  promise(
    28,
    'enforced-in-part',
    [{ section: 'register', says: (words) => [words.register.floor] }],
    [`${declaration}/checking/check-declaration.ts`, `${declaration}/checking/check-periods.ts`],
    [`${declaration}/parse-declaration.test.ts`, `${declaration}/rules.test.ts`],
  ),
];
