import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Installation, makeInstallation } from './run-haltija.ts';

const example = join(import.meta.dirname, '../../register/kivra-customer-service.yaml');
let here: Installation;

beforeAll(async () => {
  here = await makeInstallation();
});
afterAll(() => here.remove());

test('a command that does not exist is answered with the likeliest one', async () => {
  const { code, stderr } = await here.run(['docter']);
  expect(code).toBe(2);
  expect(stderr).toContain('Did you mean doctor?');
});

test('--help lists every command', async () => {
  const { code, stdout } = await here.run(['--help']);
  expect(code).toBe(0);
  for (const command of [
    'start',
    'demo',
    'doctor',
    'notice',
    'promises',
    'register',
    'log',
    'staff',
    'sweep',
    'bench',
  ]) {
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
  }
});

test('start names every wrong setting at once and what to write, and quotes no value', async () => {
  const wrong = {
    HALTIJA_PORT: 'eighty-eighty',
    HALTIJA_DATABASE_URL: 'secret-value',
    HALTIJA_PROT: '1',
    HALTIJA_IMAP_SERVICE_URL: 'nowhere',
  };
  const { code, stderr } = await here.run(['start'], wrong);
  expect(code).toBe(2);
  for (const setting of Object.keys(wrong)) expect(stderr).toContain(setting);
  expect(stderr).toContain('Write a number from 1 to 65535');
  expect(stderr).not.toMatch(/eighty|secret-value|nowhere|\n\s+at /);
});

test('doctor names every wrong setting and ends with 1', async () => {
  const { code, stdout } = await here.run(['doctor'], {
    HALTIJA_PORT: 'x',
    HALTIJA_OUTGOING_SMTP_URL: 'x',
    HALTIJA_PUBLIC_URL: 'x',
  });
  expect(code).toBe(1);
  for (const setting of ['HALTIJA_PORT', 'HALTIJA_OUTGOING_SMTP_URL', 'HALTIJA_PUBLIC_URL']) {
    expect(stdout).toMatch(new RegExp(`^problem +${setting} `, 'm'));
  }
});

test('doctor finds what the settings point to: mail servers, ports, folders, the register', async () => {
  const other = createServer((socket) => socket.end('who are you\r\n'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const taken = String((other.address() as AddressInfo).port);
  const broken = join(here.folder, 'broken.yaml');
  await writeFile(
    broken,
    (await readFile(example, 'utf8')).replace('businessId: 2918721-9', 'businessId: 2918721-8'),
  );
  try {
    const { code, stdout } = await here.run(['doctor', '--json'], {
      HALTIJA_PORT: taken,
      HALTIJA_SMTP_PORT: taken,
      HALTIJA_DATA_DIR: '/proc/haltija',
      HALTIJA_KEEPER_DIR: join(here.folder, 'keeper'),
      HALTIJA_REGISTER: broken,
      HALTIJA_OUTGOING_SMTP_URL: 'smtp://user:hunter2@127.0.0.1:9',
      HALTIJA_IMAP_UNKNOWN_URL: 'imap://user:hunter2@127.0.0.1:9/INBOX',
      HALTIJA_PUBLIC_URL: 'http://contact.example.fi',
    });
    expect(code).toBe(1);
    const { ok, findings } = JSON.parse(stdout) as {
      ok: boolean;
      findings: { about: string; result: string; write?: string }[];
    };
    expect(ok).toBe(false);
    const problems = new Set(findings.filter(({ result }) => result === 'problem').map(({ about }) => about));
    expect([...problems].toSorted()).toEqual([
      'HALTIJA_DATA_DIR',
      'HALTIJA_IMAP_UNKNOWN_URL',
      'HALTIJA_OUTGOING_SMTP_URL',
      'HALTIJA_PORT',
      'HALTIJA_REGISTER',
      'HALTIJA_SMTP_PORT',
    ]);
    expect(findings.filter(({ result, write }) => result !== 'ok' && !write)).toEqual([]);
    expect(findings).toContainEqual(
      expect.objectContaining({ about: 'HALTIJA_PUBLIC_URL', result: 'warning' }),
    );
    expect(stdout).not.toContain('hunter2');
  } finally {
    other.close();
  }
}, 60_000);

test('register check names the line and what to write, and refuses with 1', async () => {
  const broken = join(here.folder, 'check.yaml');
  const lines = (await readFile(example, 'utf8')).split('\n');
  const at = lines.findIndex((line) => line.includes('businessId:'));
  lines[at] = '  businessId: 2918721-8';
  await writeFile(broken, lines.join('\n'));
  const { code, stdout } = await here.run(['register', 'check', broken]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${broken}:${at + 1}:`);
  expect(stdout).toMatch(/controller\.businessId: .*Write /);
  expect((await here.run(['register', 'check', example])).code).toBe(0);
});

test.each([
  ['register', 'check', '/nowhere/register.yaml'],
  ['log', 'verify'],
  ['log', 'export'],
  ['register', 'diff', example],
  ['register', 'publish', example],
  ['staff', 'invite-administrator'],
  ['sweep'],
  ['promises'],
  ['promises', '--run'],
  ['notice', '--lang', 'sv', '--version', '2'],
])('%s %s before the first start: one sentence, no stack', async (...args) => {
  const { code, stdout, stderr } = await here.run(args);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^haltija: .*\.\n$/);
});

test('promises verify says what is no bundle, with 1', async () => {
  const file = join(here.folder, 'bundle.json');
  await writeFile(
    file,
    '{"format":"haltija-promises-1","statement":{},"signature":{"algorithm":"Ed25519","key":"AAAA","value":"AAAA"}}',
  );
  expect(await here.run(['promises', 'verify', file])).toMatchObject({
    code: 1,
    stdout: 'This is not a bundle of promises.\n',
  });
  expect(await here.run(['promises', 'verify', file, '--key', 'abc'])).toMatchObject({ code: 2 });
});

test.each(['sv', 'fi', 'en'])(
  'before the first start the notice in %s comes from the file, and it says so',
  async (language) => {
    const { code, stdout, stderr } = await here.run(['notice', '--lang', language]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# /);
    expect(stdout).toContain('2918721-9');
    expect(stderr).toContain('nothing is published');
  },
);
