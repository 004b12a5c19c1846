import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const config = '.dependency-cruiser.cjs';
const { forbidden } = createRequire(import.meta.url)(join(root, config)) as { forbidden: { name: string }[] };

/** One line a breach: the rule that must name it, the file that commits it, what it imports. */
const breaches: readonly (readonly [rule: string, file: string, imports: string])[] = [
  ['arrow-base', 'server/base/planted.ts', '../storage/innocent.ts'],
  ['arrow-storage', 'server/storage/planted.ts', '../safeguards/vault/innocent.ts'],
  ['arrow-safeguards', 'server/safeguards/vault/planted.ts', '../../register/people/innocent.ts'],
  ['arrow-register', 'server/register/contacts/planted.ts', '../../channels/email/innocent.ts'],
  ['arrow-channels', 'server/channels/email/planted.ts', '../../operations/demo/innocent.ts'],
  ['arrow-operations', 'server/operations/demo/planted.ts', '../../jobs/innocent.ts'],
  ['arrow-operations', 'server/operations/demo/planted-compose.ts', '../../compose.ts'],
  ['arrow-jobs', 'server/jobs/planted.ts', '../api/innocent.ts'],
  ['arrow-api', 'server/api/planted.ts', '../cli/innocent.ts'],
  ['arrow-cli', 'server/cli/planted.ts', '../jobs/innocent.ts'],
  ['known-rooms', 'server/utils/planted.ts', '../base/innocent.ts'],
  ['safeguards-declaration', 'server/safeguards/declaration/planted.ts', '../access-log/innocent.ts'],
  ['safeguards-access-log', 'server/safeguards/access-log/planted.ts', '../vault/innocent.ts'],
  ['safeguards-vault', 'server/safeguards/vault/planted-inner.ts', '../access/innocent.ts'],
  ['safeguards-access', 'server/safeguards/access/planted.ts', '../processors/innocent.ts'],
  ['safeguards-processors', 'server/safeguards/processors/planted.ts', '../retention/innocent.ts'],
  ['safeguards-retention', 'server/safeguards/retention/planted.ts', '../promises/innocent.ts'],
  ['safeguards-promises', 'server/safeguards/promises/planted.ts', '../helpers/innocent.ts'],
  ['safeguards-known-folders', 'server/safeguards/helpers/planted.ts', '../vault/innocent.ts'],
  ['register-people', 'server/register/people/planted.ts', '../contacts/innocent.ts'],
  ['register-team', 'server/register/team/planted.ts', '../contacts/innocent.ts'],
  ['register-figures', 'server/register/figures/planted.ts', '../contacts/innocent.ts'],
  ['register-contacts', 'server/register/contacts/planted-inner.ts', '../recordings/innocent.ts'],
  ['register-recordings', 'server/register/recordings/planted.ts', '../identification/innocent.ts'],
  ['register-identification', 'server/register/identification/planted.ts', '../rights-requests/innocent.ts'],
  ['register-rights-requests', 'server/register/rights-requests/planted.ts', '../helpers/innocent.ts'],
  ['register-known-folders', 'server/register/helpers/planted.ts', '../people/innocent.ts'],
  ['compose-below-api', 'server/compose-planted.ts', './api/innocent.ts'],
  ['api-only-type-of-compose', 'server/api/planted-compose.ts', '../compose.ts'],
  ['nobody-imports-main', 'server/api/planted-main.ts', '../main.ts'],
  ['channels-apart', 'server/channels/phone/planted.ts', '../email/innocent.ts'],
  ['signalling-apart', 'server/channels/phone/sip/planted.ts', '../../../safeguards/vault/innocent.ts'],
  ['signalling-apart', 'server/channels/phone/sip/planted-media.ts', '../media/innocent.ts'],
  ['portal-apart-from-console', 'server/api/portal/planted.ts', '../console/innocent.ts'],
  [
    'contract-only-for-api-and-web',
    'server/register/people/planted-contract.ts',
    '../../../contract/innocent.ts',
  ],
  ['contract-imports-nothing-of-ours', 'contract/planted.ts', '../server/base/innocent.ts'],
  ['web-without-server', 'web/planted.ts', '../server/base/innocent.ts'],
  ['server-without-web', 'server/api/planted-web.ts', '../../web/innocent.ts'],
  ['store-is-private', 'server/channels/email/planted-store.ts', '../../register/people/people-store.ts'],
  ['store-is-private-from-above', 'server/compose-planted.ts', './register/people/people-store.ts'],
  ['grants-by-access', 'server/register/people/planted-grant.ts', '../../safeguards/vault/issue-grant.ts'],
  ['grants-checked-by-vault', 'server/safeguards/vault/planted-grant.ts', './issue-grant.ts'],
  ['database-driver', 'server/register/people/planted-driver.ts', 'pg'],
  ['job-runner', 'server/operations/demo/planted-runner.ts', 'graphile-worker'],
  ['mail-packages', 'server/operations/demo/planted-mail.ts', 'postal-mime'],
  ['mail-transport', 'server/register/contacts/planted-mail.ts', 'nodemailer'],
  ['ways-out-core', 'server/register/contacts/planted-socket.ts', 'node:net'],
  ['ways-out-core', 'server/channels/email/planted-http.ts', 'node:https'],
  ['ways-out-core', 'server/channels/phone/sip/planted-socket.ts', 'node:dgram'],
  ['ways-out-mail', 'server/channels/email/planted-imap.ts', 'imapflow'],
  ['ways-out-mail', 'server/channels/email/planted-smtp.ts', 'nodemailer'],
  [
    'leave-by-the-gate',
    'server/channels/email/planted-leave.ts',
    '../../safeguards/processors/give-leave.ts',
  ],
  ['web-server-packages', 'server/operations/demo/planted-http.ts', 'fastify'],
  ['bucket-client', 'server/operations/demo/planted-bucket.ts', '@aws-sdk/client-s3'],
  ['xml-package', 'server/channels/phone/sip/planted-xml.ts', 'saxes'],
  ['pdf-packages', 'server/register/contacts/planted-pdf.ts', '@myriaddreamin/typst-ts-node-compiler'],
  ['sound-packages', 'server/register/contacts/planted-sound.ts', 'mediabunny'],
  ['sound-packages', 'server/channels/phone/planted-sound.ts', 'libopus-wasm'],
  ['ways-out-core', 'server/channels/phone/media/planted-socket.ts', 'node:dgram'],
  ['no-dev-packages', 'server/base/planted-dev.ts', 'fast-check'],
  ['no-cycles', 'server/base/planted-cycle.ts', './planted-cycle-back.ts'],
  ['resolvable', 'server/base/planted-nowhere.ts', './nowhere.ts'],
];

// Lawful neighbours that each import something, so that a rule that forbids too much shows as well.
const innocent: Readonly<Record<string, string>> = {
  'server/base/planted-cycle-back.ts': "import './planted-cycle.ts';",
  'server/register/people/people-store.ts': "import '../../storage/innocent.ts';",
  'server/register/people/innocent.ts': "import './people-store.ts';",
  'server/safeguards/vault/issue-grant.ts': "import '../../base/innocent.ts';",
  'server/safeguards/processors/give-leave.ts': "import '../../base/innocent.ts';",
  'server/safeguards/processors/ways-out.ts': "import './give-leave.ts';",
  'server/channels/email/open-smtp.ts':
    "import 'nodemailer'; import '../../safeguards/processors/ways-out.ts';",
  'server/operations/webhooks/post-webhook.ts':
    "import 'node:https'; import '../../channels/email/open-smtp.ts';",
  'server/safeguards/access/innocent.ts': "import '../vault/issue-grant.ts';",
  'server/api/innocent.ts': "import type { house } from '../compose.ts'; export type H = typeof house;",
  'server/compose.ts':
    "import './channels/email/innocent.ts'; import './jobs/innocent.ts'; export const house = 1;",
  'server/main.ts': "import './compose.ts'; import './api/innocent.ts';",
  'server/cli/innocent.ts': "import '../main.ts'; import '../operations/demo/innocent.ts';",
  'server/channels/email/innocent.ts':
    "import '../../register/contacts/innocent.ts'; import type { ImapFlow } from 'imapflow'; import 'postal-mime'; export type F = ImapFlow;",
  'server/channels/phone/sip/transport/listen-udp.ts':
    "import 'node:dgram'; import '../../../../base/innocent.ts';",
  'server/channels/phone/sip/message/read-xml.ts': "import 'saxes';",
  'server/operations/demo/innocent.ts': "import 'nodemailer'; import '../../channels/email/innocent.ts';",
  'server/jobs/innocent.ts': "import 'pg'; import 'graphile-worker';",
  'server/base/pdf/innocent.ts': "import '@myriaddreamin/typst-ts-node-compiler';",
  'server/channels/phone/media/receive/receive-call.ts':
    "import 'node:dgram'; import 'mediabunny'; import '../../../../safeguards/access/innocent.ts';",
  'server/storage/innocent.ts': "import 'pg'; import '../base/innocent.ts';",
};

let folder: string;
let read = 0;
let named: Set<string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-imports-'));
  for (const name of [config, 'package.json', 'tsconfig.json'])
    await cp(join(root, name), join(folder, name));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const files = new Map(Object.entries(innocent));
  for (const [, file, imports] of breaches) {
    files.set(file, `${files.get(file) ?? ''}import '${imports}';\n`);
    const target = join(dirname(file), imports);
    if (target.endsWith('/innocent.ts') && !files.has(target)) files.set(target, "import 'zod';\n");
  }
  files.set('server/base/innocent.ts', "import 'zod';\n");
  files.set('server/base/orphan.ts', 'export const alone = 1;\n');
  for (const [file, text] of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  // Breaches count in its exit code; what it says is what we read.
  const answer = await promisify(execFile)(
    process.execPath,
    [program, '--config', config, '--output-type', 'json', 'server', 'contract', 'web'],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }));
  const { summary } = JSON.parse(answer.stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] };
  };
  read = summary.totalCruised;
  // A cycle is named once, by whichever of its files.
  named = new Set(
    summary.violations.flatMap(({ rule, from, to }) =>
      (rule.name === 'no-cycles' ? [from, to] : [from]).map((file) => `${rule.name} ${file}`),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('modules are read at all', () => {
  expect(read).toBeGreaterThan(breaches.length);
});

test.each(breaches)('%s names the breach planted in %s', (rule, file) => {
  expect([...named]).toContain(`${rule} ${file}`);
});

test('a file that imports nothing and that nothing imports is named', () => {
  expect([...named]).toContain('no-orphans server/base/orphan.ts');
});

test('lawful neighbours are left alone', () => {
  const planted = new Set([
    ...breaches.map(([, file]) => file),
    'server/base/orphan.ts',
    'server/base/planted-cycle-back.ts',
  ]);
  // A folder nobody knows is a breach whatever stands in it.
  expect([...named].filter((one) => !planted.has(one.split(' ')[1]!) && !one.includes('known-'))).toEqual([]);
});

test('every rule has a breach planted against it', () => {
  const tried = new Set([...breaches.map(([rule]) => rule), 'no-orphans']);
  expect(forbidden.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

// What neither the cruiser nor the lint rule about `fetch` can see: globals by another name, and modules asked for by other means.
const otherMeans =
  /\b(?:globalThis|global|self)\s*(?:\.\s*|\[\s*['"`])(?:fetch|WebSocket|EventSource)\b|\bgetBuiltinModule\b|\bprocess\.binding\b|\bnew\s+(?:WebSocket|EventSource)\b/;

test('no file of the server reaches another machine by a global or a module asked for by other means', async () => {
  const files = (await readdir(join(root, 'server'), { recursive: true }))
    .map((file) => `server/${file}`)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const found: string[] = [];
  for (const file of files) {
    const code = (await readFile(join(root, file), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    if (otherMeans.test(code)) found.push(file);
  }
  expect(found).toEqual([]);
  for (const breach of [
    "globalThis.fetch('https://x')",
    "globalThis['fetch']('https://x')",
    "process.getBuiltinModule('net')",
    "new WebSocket('wss://x')",
  ])
    expect(breach).toMatch(otherMeans);
  expect('gate.fetch(way, url)').not.toMatch(otherMeans);
});
