import { join } from 'node:path';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Installation, makeInstallation } from './run-haltija.ts';

vi.setConfig({ testTimeout: 180_000 });

let here: Installation;
let settings: Record<string, string>;
beforeAll(async () => {
  here = await makeInstallation();
  settings = {
    HALTIJA_BACKUP_DIR: join(here.folder, 'backups'),
    HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(await generateIdentity()),
  };
}, 60_000);
afterAll(() => here.remove());

interface Listed {
  readonly id: string;
  readonly finished: boolean;
}
async function list(): Promise<Listed[]> {
  const { stdout, stderr } = await here.run(['backup', 'list', '--json'], settings);
  return JSON.parse(stdout === '' ? `"${stderr}"` : stdout) as Listed[];
}

test('without a place, without a key, with no key of age: said, with what to write', async () => {
  const none = await here.run(['backup']);
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('HALTIJA_BACKUP_DIR')]);
  const keyless = await here.run(['backup'], { HALTIJA_BACKUP_DIR: settings['HALTIJA_BACKUP_DIR']! });
  expect([keyless.code, keyless.stderr]).toEqual([
    2,
    expect.stringContaining('HALTIJA_BACKUP_RECIPIENTS is missing'),
  ]);
  const mistyped = await here.run(['doctor'], {
    ...settings,
    HALTIJA_BACKUP_RECIPIENTS: `age1${'q'.repeat(58)}`,
  });
  expect(mistyped.stdout).toMatch(/problem +backups +the place cannot be used \(not-a-public-key\)/);
});

test('the service makes the first by itself; the command one more beside it; both are listed', async () => {
  const running = await here.start(['start'], settings);
  await expect
    .poll(list, { timeout: 120_000, interval: 500 })
    .toEqual([expect.objectContaining({ finished: true })]);
  const made = await here.run(['backup'], settings);
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toMatch(/^Backup \d{8}T\d{6}Z-[0-9a-f]{8} is whole\./);
  const found = await list();
  expect(found).toHaveLength(2);
  expect(made.stdout).toContain(found[1]!.id);
  const { stdout } = await here.run(['doctor'], settings);
  expect(stdout).toMatch(/ok +backups +the place lets us write, read and remove/);
  expect(stdout).toContain(`the newest is ${found[1]!.id}`);
  expect((await here.run(['backup', 'remove-old'], settings)).stdout).toBe('Nothing was too old.\n');
  running.child.kill('SIGTERM');
  await running.ended;
});
