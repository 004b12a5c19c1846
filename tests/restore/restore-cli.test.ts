import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { welcome } from '../promises/one-customer.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';
import { compiled } from '../support/compiled.ts';

// As an operator meets it: the disk burned, the service came up by itself on an empty one, and the backup is brought back beside it.

const main = join(import.meta.dirname, '../../server/cli/main.ts');
let fire: FirePlace;
let service: ChildProcess | undefined;
let printed = '';

beforeAll(async () => {
  fire = await makeFirePlace();
  const { the } = await fire.open();
  await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej, Smultron' });
  await makeBackup(the);
  await close(the);
  await fire.burn();
}, 120_000);
afterAll(async () => {
  service?.kill('SIGKILL');
  await fire?.end();
});

function haltija(...args: string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], {
    cwd: fire.folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      ...compiled,
      HALTIJA_DATA_DIR: join(fire.folder, 'data'),
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_PORT: '0',
      HALTIJA_SMTP_PORT: '0',
      ...fire.settings,
    },
  });
}

async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  const child = haltija(...args);
  let said = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

const at = (path: string) => {
  const port = [...printed.matchAll(/"port":(\d+)/g)].at(-1)![1]!;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { accept: 'text/html' } });
};

test('the service that came up on an empty disk serves nothing, and says why', async () => {
  service = haltija('start');
  service.stdout!.setEncoding('utf8').on('data', (text: string) => (printed += text));
  await expect.poll(() => printed, { timeout: 60_000 }).toContain('quarantined; haltija restore');
  const ready = await at('/readyz');
  expect([ready.status, await ready.json()]).toMatchObject([
    503,
    { ready: false, parts: [{ code: 'quarantined-behind-witness' }] },
  ]);
  const page = await at('/fi/notice');
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('Rekisteriä palautetaan');
  const status = await run('restore', 'status');
  expect(status.code).toBe(1);
  expect(status.said).toContain('behind-witness');
  const sweep = await run('sweep');
  expect(sweep.code).toBe(1);
  expect(sweep.said).toContain('The register is quarantined');
}, 120_000);

test('a restore beside it says what is wrong, then what it brought back; the service goes on by itself', async () => {
  const without = await run('restore', '--from', fire.place);
  expect([without.code, without.said]).toEqual([1, expect.stringContaining('--identity FILE')]);
  const { code, said } = await run('restore', '--from', fire.place, '--identity', fire.identity);
  expect(said).toContain('Units that open: contact 1, mail 1, person 1.');
  expect(said).toContain('The access log is whole');
  expect(code).toBe(0);
  await expect
    .poll(async () => (await at('/readyz').catch(() => undefined))?.status, { timeout: 60_000 })
    .toBe(200);
  expect((await at('/fi/notice')).status).toBe(200);
  const status = await run('restore', 'status');
  expect([status.code, status.said]).toEqual([0, expect.stringContaining('Not quarantined')]);
  const again = await run('restore', '--from', fire.place, '--identity', fire.identity);
  expect([again.code, again.said]).toEqual([1, expect.stringContaining('empty place')]);
  service!.kill('SIGTERM');
  const [ended] = (await once(service!, 'close')) as [number | null];
  expect(ended).toBe(0);
}, 180_000);
