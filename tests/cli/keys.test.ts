import { spawn } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { changeMaster, readMasters, tryMaster } from '../../server/safeguards/vault/master-key.ts';
import { joinShares, splitMaster } from '../../server/safeguards/vault/recovery-shares.ts';
import { createDatabase } from '../../server/storage/database.ts';
import { findRunningPostgres } from '../../server/storage/embedded/find-running-postgres.ts';
import { type Installation, makeInstallation, portOf, type Running } from './run-haltija.ts';
import { compiled } from '../support/compiled.ts';

// A dozen processes, one after another.
vi.setConfig({ testTimeout: 180_000 });

let here: Installation;
let running: Running;
let keeper: string;
/** The pages as they were printed, each in a file. */
let pages: string[];
beforeAll(async () => {
  here = await makeInstallation();
  running = await here.start();
  keeper = `${here.dataDir}-keeper`;
  pages = await printShares();
}, 120_000);
afterAll(() => here.remove());

let printed = 0;
async function printShares(): Promise<string[]> {
  const { code, stdout } = await here.run(['key', 'shares']);
  expect(code).toBe(0);
  printed += 1;
  const texts = stdout.split(/^-{20,}$/m);
  expect(texts).toHaveLength(3);
  return Promise.all(
    texts.map(async (text, index) => {
      const file = join(here.folder, `share-${printed}-${index}.txt`);
      await writeFile(file, text);
      return file;
    }),
  );
}
const isReady = async () => (await fetch(`http://127.0.0.1:${portOf(running)}/readyz`)).status;

describe('what is refused', () => {
  test('one share, the same one twice, a mistyped one, one of another printing', async () => {
    const one = await here.run(['key', 'rehearse', pages[0]!]);
    expect(one).toMatchObject({ code: 1 });
    expect(one.stderr).toContain('Two different shares');
    expect((await here.run(['key', 'rehearse', pages[0]!, pages[0]!])).stderr).toContain(
      'Two different shares',
    );
    const mistyped = join(here.folder, 'mistyped.txt');
    const page = await readFile(pages[1]!, 'utf8');
    await writeFile(
      mistyped,
      page.replace(/^ {2}([A-Z2-7])/m, (_, letter) => `  ${letter === 'B' ? 'C' : 'B'}`),
    );
    const wrong = await here.run(['key', 'rehearse', pages[0]!, mistyped]);
    expect(wrong.stderr).toContain('Share 2 is not as it was printed');
    const others = await printShares();
    expect((await here.run(['key', 'rehearse', pages[0]!, others[1]!])).stderr).toContain(
      'not printed together',
    );
    expect((await here.run(['key', 'rehearse', join(here.folder, 'no-such'), pages[0]!])).stderr).toContain(
      'ENOENT',
    );
  });

  test('putting back a key that is there; shares of another master key', async () => {
    const there = await here.run(['key', 'recover', pages[0]!, pages[1]!]);
    expect(there).toMatchObject({ code: 1 });
    expect(there.stderr).toContain('There is a master key');
    const [one, two] = await splitMaster(Buffer.alloc(32, 7));
    const foreign = await Promise.all(
      [one, two].map(async (share, index) => {
        const file = join(here.folder, `foreign-${index}.txt`);
        await writeFile(file, share!);
        return file;
      }),
    );
    expect((await here.run(['key', 'rehearse', ...foreign])).stderr).toContain('another master key');
    const path = join(keeper, 'master.key');
    await rename(path, `${path}.away`);
    try {
      expect((await here.run(['key', 'recover', ...foreign])).stderr).toContain('another master key');
      await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
    } finally {
      await rename(`${path}.away`, path);
    }
  });
});

test('any two of the three prove the master key, from files or typed, and change nothing', async () => {
  const before = await readFile(join(keeper, 'master.key'));
  for (const [one, two] of [
    [0, 1],
    [1, 2],
    [0, 2],
  ]) {
    const { code, stdout } = await here.run(['key', 'rehearse', pages[one!]!, pages[two!]!]);
    expect(stdout).toContain('opens all 2 keys');
    expect(code).toBe(0);
  }
  const [first, second] = await splitMaster(before);
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, '../../server/cli/main.ts'), 'key', 'rehearse'],
    {
      env: { PATH: process.env['PATH'] ?? '', ...compiled, HALTIJA_DATA_DIR: here.dataDir },
    },
  );
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stdin.write(`${first!.toLowerCase()}\n`);
  child.stdin.write(`${second!.replaceAll(' ', '')}\n`);
  await new Promise((resolve) => child.on('close', resolve));
  expect(said).toContain('opens all 2 keys');
  expect(await readFile(join(keeper, 'master.key'))).toEqual(before);
});

test('a lost master key is put back from two shares, and the service starts with it', async () => {
  running.child.kill('SIGTERM');
  await running.ended;
  const path = join(keeper, 'master.key');
  const before = await readFile(path);
  await rm(path);
  const without = await here.run(['doctor']);
  expect(without.stdout).toContain('The master key is missing');
  expect(await here.run(['key', 'recover', pages[2]!, pages[0]!])).toMatchObject({ code: 0 });
  expect(await readFile(path)).toEqual(before);
  running = await here.start();
  expect(await isReady()).toBe(200);
});

test('a new master key while the service runs: it goes on, the next epoch begins, and old shares are worth nothing', async () => {
  const before = await readFile(join(keeper, 'master.key'));
  expect(await here.run(['key', 'change'])).toMatchObject({ code: 0 });
  expect(await readFile(join(keeper, 'master.key'))).not.toEqual(before);
  expect((await tryMaster(keeper, [before])).shut).toEqual(['root', 'epoch/1']);
  expect((await here.run(['key', 'rehearse', pages[0]!, pages[1]!])).stderr).toContain('another master key');
  const turned = await here.run(['key', 'turn']);
  expect(turned).toMatchObject({ code: 0 });
  expect(turned.stdout).toContain('Epoch 2 began');
  expect(await isReady()).toBe(200);
  const fresh = await printShares();
  expect((await here.run(['key', 'rehearse', fresh[0]!, fresh[2]!])).stdout).toContain('opens all 3 keys');
  // Once more from the start: the database's own passwords have not changed with it.
  running.child.kill('SIGTERM');
  await running.ended;
  running = await here.start();
  expect(await isReady()).toBe(200);
});

test('a change of the master key that was cut short: the service goes on, shares wait, and it is finished', async () => {
  // As it stands when one is killed after the new key was written and one file was wrapped anew.
  const [old] = await readMasters(keeper);
  const epoch = await readFile(join(keeper, 'epochs', '1.key'));
  await changeMaster(keeper);
  await rename(join(keeper, 'master.key'), join(keeper, 'master.next'));
  await writeFile(join(keeper, 'master.key'), old!, { mode: 0o600 });
  await writeFile(join(keeper, 'epochs', '1.key'), epoch, { mode: 0o600 });
  const early = await here.run(['key', 'shares']);
  expect(early).toMatchObject({ code: 1, stdout: '' });
  expect(early.stderr).toContain('Finish it first');
  expect((await here.run(['doctor'])).stdout).toContain('cut short');
  running.child.kill('SIGTERM');
  await running.ended;
  running = await here.start();
  expect(await isReady()).toBe(200);
  expect(await here.run(['key', 'change'])).toMatchObject({ code: 0 });
  const masters = await readMasters(keeper);
  expect(masters).toHaveLength(1);
  expect((await tryMaster(keeper, masters)).shut).toEqual([]);
});

test('whatever the key: any two shares give it back, and one letter wrong is always noticed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.nat({ max: 2 }),
      fc.nat({ max: 66 }),
      fc.integer({ min: 1, max: 31 }),
      async (key, without, at, by) => {
        const master = Buffer.from(key);
        const shares = await splitMaster(master);
        const two = shares.filter((_, index) => index !== without);
        expect(await joinShares(two)).toEqual(master);
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
        const letters = two[0]!.replaceAll(' ', '');
        const other = alphabet[(alphabet.indexOf(letters[at]!) + by) % 32];
        const mistyped = letters.slice(0, at) + other + letters.slice(at + 1);
        await expect(joinShares([mistyped, two[1]!])).rejects.toMatchObject({
          details: { reason: 'share-mistyped', share: 1 },
        });
      },
    ),
  );
});

test('a certificate of what was erased: refused for what was not, verified without the database, an altered one told', async () => {
  const never = crypto.randomUUID();
  expect(await here.run(['certificate', 'no-id'])).toMatchObject({ code: 2 });
  const refused = await here.run(['certificate', never]);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('was not erased');

  const found = await findRunningPostgres(join(here.dataDir, 'postgres'));
  const { stdout: password } = await here.run(['key', 'database-password']);
  const owner = createDatabase({ ...found!.connection, password: password.trim() }, { max: 1 });
  const units = [crypto.randomUUID(), crypto.randomUUID()];
  await owner.query(
    "INSERT INTO ring.tombstone (unit_id, kind, epoch, rule, declaration_version) SELECT unnest($1::uuid[]), 'contact', (SELECT max(epoch) FROM ring.epoch), 'contact', 1",
    [units],
  );
  await owner.end();
  const file = join(here.folder, 'certificate.json');
  expect((await here.run(['certificate', ...units, '--out', file])).code).toBe(0);
  const good = await here.run(['certificate', 'verify', file]);
  expect(good.code).toBe(0);
  expect(good.stdout.match(/not yet unrecoverable/g)).toHaveLength(2);
  const text = await readFile(file, 'utf8');
  for (const unit of units) expect(text).not.toContain(unit);
  await writeFile(
    file,
    text.replace('"unrecoverableSince": null', '"unrecoverableSince": "2026-01-01T00:00:00.000Z"'),
  );
  const altered = await here.run(['certificate', 'verify', file]);
  expect(altered).toMatchObject({ code: 1 });
  expect(altered.stdout).toContain('NOT as it was signed');
  expect((await here.run(['certificate', 'verify', join(here.folder, 'no-such')])).stderr).toContain(
    'ENOENT',
  );
  expect((await here.run(['certificate', ...units, never])).stderr).toContain('was not erased');
});
