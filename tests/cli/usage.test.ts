import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    'record',
    'promises',
    'register',
    'log',
    'staff',
    'sweep',
    'certificate',
    'key',
    'drill',
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

test('what is wrong in a declaration is told in the language asked for, and in no other', async () => {
  const broken = join(here.folder, 'broken.yaml');
  await writeFile(broken, (await readFile(example, 'utf8')).replace('2918721-9', '2918721-8'));
  const finnish = await here.run(['register', 'check', broken, '--language', 'fi']);
  expect(finnish.code).toBe(1);
  expect(finnish.stdout).toMatch(/controller\.businessId: tämä ei ole Y-tunnus.*Kirjoita: /);
  expect(finnish.stdout).toContain('Yksi virhe; selostetta ei voida julkaista.');
  const swedish = await here.run(['register', 'publish', broken, '--language', 'sv']);
  expect(swedish.code).toBe(1);
  expect(swedish.stderr).toMatch(/controller\.businessId: detta är inget FO-nummer.*Skriv: /);
  expect((await here.run(['register', 'check', example, '--language', 'de'])).code).toBe(2);
}, 60_000);

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

describe('register from-notice', () => {
  const notices = join(import.meta.dirname, '../reverse/notices');

  test('a file that cannot be read is refused in one sentence, and none is written', async () => {
    const picture = join(here.folder, 'picture.png');
    await writeFile(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]));
    const draft = join(here.folder, 'none.yaml');
    const { code, stdout, stderr } = await here.run(['register', 'from-notice', picture, '--draft', draft]);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toBe('haltija: The file cannot be read. It should be a PDF or plain text.\n');
    await expect(readFile(draft)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('a draft is written once, and what is left to decide is told by register check', async () => {
    const draft = join(here.folder, 'draft.yaml');
    const args = [
      'register',
      'from-notice',
      join(notices, 'bookshop.fi.txt'),
      '--words',
      'sv',
      '--draft',
      draft,
    ];
    const first = await here.run(args);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('The notice is in fi.');
    expect(first.stdout).toContain('contradicted P1: fel FO-nummer.');
    expect(first.stdout).toContain('GDPR Art. 13(2)(d): klagomål till tillsynsmyndigheten');
    expect(first.stderr).toMatch(/has \d+ places to decide/);
    const again = await here.run(args);
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('--draft cannot be used');
    const check = await here.run(['register', 'check', draft]);
    expect(check.code).toBe(1);
    const lines = check.stdout.trim().split('\n').slice(0, -1);
    expect(lines.filter((line) => !line.includes('placeholder'))).toEqual([]);
  });
});
