import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { isMailSetting, readMailSettings } from './mail-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'haltija-settings-'));
const secretFile = join(folder, 'secret');
writeFileSync(secretFile, 'salaisuus\n', { mode: 0o600 });
afterAll(() => rmSync(folder, { recursive: true }));

function read(given: Record<string, string>) {
  const problems: { setting: string; problem: string; write: string }[] = [];
  return { settings: readMailSettings(given, problems), problems };
}
const imap = 'imaps://anna%40example.fi@mail.example.fi/Posti%20sis%C3%A4%C3%A4n';

test('each problem names its setting and quotes no value', () => {
  const cases: [Record<string, string>, string, string][] = [
    [{ HALTIJA_IMAP_A_PASSWORD: 'salaisuus' }, 'HALTIJA_IMAP_A_URL', 'is missing'],
    [{ HALTIJA_IMAP_A_URL: 'https://salaisuus' }, 'HALTIJA_IMAP_A_URL', 'is no mailbox address'],
    [{ HALTIJA_IMAP_A_URL: 'imaps://mail.example.fi' }, 'HALTIJA_IMAP_A_URL', 'is no mailbox address'],
    [{ HALTIJA_IMAP_A_URL: imap }, 'HALTIJA_IMAP_A_PASSWORD', 'is missing'],
    [
      {
        HALTIJA_IMAP_A_URL: imap,
        HALTIJA_IMAP_A_PASSWORD: 'salaisuus',
        HALTIJA_IMAP_A_PASSWORD_FILE: secretFile,
      },
      'HALTIJA_IMAP_A_PASSWORD',
      'is given twice',
    ],
    [
      { HALTIJA_IMAP_A_URL: imap, HALTIJA_IMAP_A_PASSWORD_FILE: join(folder, 'salaisuus') },
      'HALTIJA_IMAP_A_PASSWORD_FILE',
      'names a file that is empty or cannot be read',
    ],
    [
      { HALTIJA_IMAP_A_URL: imap, HALTIJA_IMAP_A_PASSWORD: 'x', HALTIJA_IMAP_A_AFTER: 'salaisuus' },
      'HALTIJA_IMAP_A_AFTER',
      'is not known',
    ],
    [
      { HALTIJA_IMAP_A_URL: imap, HALTIJA_IMAP_A_PASSWORD: 'x', HALTIJA_IMAP_A_SINCE: '2026-02-30' },
      'HALTIJA_IMAP_A_SINCE',
      'is no date',
    ],
    [
      { HALTIJA_IMAP_A_URL: imap, HALTIJA_IMAP_A_OAUTH: 'salaisuus' },
      'HALTIJA_IMAP_A_OAUTH',
      'names a client that is not set',
    ],
    [
      {
        HALTIJA_OAUTH_B_TOKEN_URL: 'http://salaisuus.example/',
        HALTIJA_OAUTH_B_CLIENT_ID: 'x',
        HALTIJA_OAUTH_B_CLIENT_SECRET: 'x',
      },
      'HALTIJA_OAUTH_B_TOKEN_URL',
      'is no token address',
    ],
    [
      { HALTIJA_OAUTH_B_TOKEN_URL: 'https://id.example.fi/', HALTIJA_OAUTH_B_CLIENT_SECRET: 'x' },
      'HALTIJA_OAUTH_B_CLIENT_ID',
      'is missing',
    ],
    [
      { HALTIJA_OAUTH_B_TOKEN_URL: 'https://id.example.fi/', HALTIJA_OAUTH_B_CLIENT_ID: 'x' },
      'HALTIJA_OAUTH_B_CLIENT_SECRET',
      'is missing',
    ],
    [{ HALTIJA_OUTGOING_SMTP_PASSWORD: 'salaisuus' }, 'HALTIJA_OUTGOING_SMTP_URL', 'is missing'],
    [{ HALTIJA_OUTGOING_SMTP_URL: 'salaisuus' }, 'HALTIJA_OUTGOING_SMTP_URL', 'is no mail server address'],
    [{ HALTIJA_OUTGOING_SMTP_A_PASSWORD_FILE: secretFile }, 'HALTIJA_OUTGOING_SMTP_A_URL', 'is missing'],
    [
      { HALTIJA_OUTGOING_SMTP_A_URL: 'smtps://anna@mail.example.fi' },
      'HALTIJA_OUTGOING_SMTP_A_PASSWORD',
      'is missing',
    ],
    [
      { HALTIJA_OUTGOING_SMTP_A_URL: 'smtp://mail.example.fi', HALTIJA_OUTGOING_SMTP_A_OAUTH: 'salaisuus' },
      'HALTIJA_OUTGOING_SMTP_A_OAUTH',
      'names a client that is not set',
    ],
  ];
  for (const [given, setting, problem] of cases) {
    const { problems } = read(given);
    expect(problems, JSON.stringify(given)).toContainEqual(expect.objectContaining({ setting, problem }));
    expect(JSON.stringify(problems)).not.toContain('salaisuus');
  }
});

test('a password beside a client is one way too many', () => {
  const { problems } = read({
    HALTIJA_OAUTH_B_TOKEN_URL: 'https://id.example.fi/',
    HALTIJA_OAUTH_B_CLIENT_ID: 'x',
    HALTIJA_OAUTH_B_CLIENT_SECRET_FILE: secretFile,
    HALTIJA_IMAP_A_URL: imap,
    HALTIJA_IMAP_A_PASSWORD: 'x',
    HALTIJA_IMAP_A_OAUTH: 'b',
  });
  expect(problems).toEqual([
    expect.objectContaining({ setting: 'HALTIJA_IMAP_A_OAUTH', problem: 'stands beside a password' }),
  ]);
});

test('a mailbox, read whole', () => {
  const { settings, problems } = read({
    HALTIJA_IMAP_SERVICE_SV_URL: imap,
    HALTIJA_IMAP_SERVICE_SV_PASSWORD_FILE: secretFile,
    HALTIJA_IMAP_SERVICE_SV_AFTER: 'move:Haltija',
    HALTIJA_IMAP_SERVICE_SV_SINCE: '2026-11-01',
    HALTIJA_OUTGOING_SMTP_URL: 'smtp://[::1]:587',
  });
  expect(problems).toEqual([]);
  expect(settings).toEqual({
    imap: [
      {
        mailbox: 'service-sv',
        host: 'mail.example.fi',
        port: 993,
        secure: true,
        folder: 'Posti sisään',
        after: { act: 'move', folder: 'Haltija' },
        since: '2026-11-01',
        signIn: { kind: 'password', user: 'anna@example.fi', password: { kind: 'file', path: secretFile } },
      },
    ],
    outgoing: [{ mailbox: null, url: 'smtp://[::1]:587', signIn: undefined }],
  });
  expect(read({ HALTIJA_IMAP_A_URL: 'imap://a:50%25@[::1]' }).settings.imap[0]).toMatchObject({
    host: '::1',
    port: 143,
    secure: false,
    folder: 'INBOX',
    after: { act: 'mark' },
    signIn: { password: { kind: 'value', value: '50%' } },
  });
});

test('accounts to send by: one for each mailbox that has one, and one for all others', () => {
  const { settings, problems } = read({
    HALTIJA_OUTGOING_SMTP_URL: 'smtp://user:word@mail.example.fi:587',
    HALTIJA_OUTGOING_SMTP_SERVICE_SV_URL: 'smtps://sv%40example.fi@smtp.example.fi',
    HALTIJA_OUTGOING_SMTP_SERVICE_SV_PASSWORD_FILE: secretFile,
    HALTIJA_OUTGOING_SMTP_PRIVACY_URL: 'smtps://privacy%40example.fi@smtp.example.fi',
    HALTIJA_OUTGOING_SMTP_PRIVACY_OAUTH: 'b',
    HALTIJA_OAUTH_B_TOKEN_URL: 'https://id.example.fi/',
    HALTIJA_OAUTH_B_CLIENT_ID: 'x',
    HALTIJA_OAUTH_B_REFRESH_TOKEN_FILE: secretFile,
  });
  expect(problems).toEqual([]);
  expect(settings.outgoing).toMatchObject([
    { mailbox: null, signIn: { kind: 'password', user: 'user', password: { kind: 'value', value: 'word' } } },
    {
      mailbox: 'service-sv',
      url: 'smtps://sv%40example.fi@smtp.example.fi',
      signIn: { kind: 'password', user: 'sv@example.fi', password: { kind: 'file', path: secretFile } },
    },
    { mailbox: 'privacy', signIn: { kind: 'oauth', user: 'privacy@example.fi', oauth: { name: 'b' } } },
  ]);
});

test('whatever is written, it is read or refused, and never thrown at', () => {
  const names = ['URL', 'PASSWORD', 'PASSWORD_FILE', 'OAUTH', 'AFTER', 'SINCE'].map(
    (end) => `HALTIJA_IMAP_A_${end}`,
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(imap, 'imaps://%zz:%@h/%', 'smtp://', 'delete', '2026-11-01'),
  );
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.constantFrom(...names, 'HALTIJA_OUTGOING_SMTP_URL', 'HALTIJA_OAUTH_X_TOKEN_URL'),
        value,
      ),
      (given) => {
        expect(Object.keys(given).every(isMailSetting)).toBe(true);
        const { settings, problems } = read(given);
        if (
          given['HALTIJA_IMAP_A_URL'] === undefined &&
          Object.keys(given).some((name) => name.includes('IMAP'))
        )
          expect(problems.length).toBeGreaterThan(0);
        expect(settings.imap.length).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 300 },
  );
});
