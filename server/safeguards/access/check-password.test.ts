import { expect, test } from 'vitest';
import type { Refusal } from '../../base/errors.ts';
import { checkPassword } from './check-password.ts';

const about = ['aino.virtanen', 'Aino Virtanen', 'Kivra Oy'];

async function refusalOf(password: string): Promise<Record<string, unknown>> {
  const refusal = (await checkPassword(password, about).catch((error: unknown) => error)) as
    | Refusal
    | undefined;
  expect(refusal?.code, password).toBe('password-too-weak');
  return refusal!.details;
}

test('too short and too long are refused with the limit', async () => {
  for (const password of ['', 'kort', 'kolmas-vinha']) {
    if (password.length < 12) expect(await refusalOf(password)).toEqual({ reason: 'too-short', least: 12 });
  }
  expect(await refusalOf('x7!q'.repeat(51))).toEqual({ reason: 'too-long', most: 200 });
  expect(await refusalOf('a'.repeat(1_000_000))).toEqual({ reason: 'too-long', most: 200 });
});

test('what is guessed early is refused with coded hints and no word of the password', async () => {
  for (const password of [
    'password1234',
    'salasana2026',
    'Lösenord1234',
    'Syksy2026!!!',
    'Joulukuu2026',
    'qwertyuiop12',
    'aaaaaaaaaaaaaaaa',
    '123456789012',
    'aino.virtanen1',
    'AinoVirtanen2026',
    'VirtanenAino!1',
    'kivrakivra2026',
    'P@55w0rd!P@55w0rd!',
  ]) {
    const details = await refusalOf(password);
    expect(details['reason'], password).toBe('guessable');
    for (const hint of Object.values(details)) expect(String(hint)).toMatch(/^[a-z0-9,-]*$/);
  }
});

test('long and unlikely is taken, in any script, and quickly', async () => {
  for (const password of [
    'kolmas lumi tikka vinossa',
    'tr0mpet-Ångbåt-19-knap',
    'Xh7#pLq2!vRz9',
    'мокрый велосипед утром',
  ]) {
    await checkPassword(password, about);
  }
  const started = performance.now();
  await checkPassword('4@0$3il1!|7+'.repeat(16), about).catch(() => undefined);
  expect(performance.now() - started).toBeLessThan(1_000);
});
