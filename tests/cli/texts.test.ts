import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Installation, makeInstallation } from './run-haltija.ts';

// The notice in short and the record of processing activities, as commands; before the first start, from the file.

let here: Installation;
beforeAll(async () => {
  here = await makeInstallation();
});
afterAll(() => here.remove());

test.each([
  [['record'], /--lang/],
  [['record', '--lang', 'de'], /sv, fi, en/],
  [['record', '--lang', 'sv', '--format', 'doc'], /csv/],
  [['notice', '--lang', 'sv', '--form', 'fax'], /chat, call, email/],
  [['notice', '--lang', 'sv', '--form', 'chat', '--format', 'pdf'], /short form is text/],
])('%s is wrong usage, and it says what to write', async (args, said) => {
  const { code, stdout, stderr } = await here.run(args);
  expect(code).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).toMatch(said);
});

test('record of a version that is not there: one sentence, no stack', async () => {
  const { code, stdout, stderr } = await here.run(['record', '--lang', 'sv', '--version', '2']);
  expect(code).toBe(1);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^haltija: .*\.\n$/);
});

describe.each(['sv', 'fi', 'en'])('in %s', (language) => {
  test('the record comes as Markdown, CSV and JSON', async () => {
    const markdown = await here.run(['record', '--lang', language]);
    expect(markdown.code).toBe(0);
    expect(markdown.stdout).toMatch(/^# /);
    expect(markdown.stdout).toContain('2918721-9');
    const csv = await here.run(['record', '--lang', language, '--format', 'csv']);
    expect(csv.stdout).toMatch(/^[^,]+,[^,]+,[^,]+,[^,]+\r\n/);
    const json = await here.run(['record', '--lang', language, '--format', 'json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ article: 'GDPR Article 30(1)', language });
  });

  test('the short forms come as text with the address of the notice', async () => {
    for (const form of ['chat', 'call', 'email']) {
      const { code, stdout } = await here.run(['notice', '--lang', language, '--form', form], {
        HALTIJA_PUBLIC_URL: 'https://kundtjanst.example',
      });
      expect(code).toBe(0);
      expect(stdout).toMatch(/\S\n$/);
      expect(stdout.includes(`https://kundtjanst.example/${language}/notice`)).toBe(form !== 'call');
    }
  });
});

test('notice and record come as PDF', async () => {
  for (const command of ['notice', 'record']) {
    const { code, stdout } = await here.run([command, '--lang', 'sv', '--format', 'pdf']);
    expect(code).toBe(0);
    expect(stdout.slice(0, 5)).toBe('%PDF-');
    expect(stdout.trimEnd().slice(-5)).toBe('%%EOF');
  }
});
