import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A core of the service would hold its keys. Real cores, where the kernel writes them to the working folder.

const secret = 'Ydinvedoskätkö-31415926';
const filter = join(import.meta.dirname, '../../server/base/keep-out-of-cores.ts');
let folder: string;
let writesHere: boolean;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-core-'));
  const pattern = (await readFile('/proc/sys/kernel/core_pattern', 'utf8')).trim();
  writesHere = !pattern.startsWith('|') && !pattern.includes('/');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a process with the secret in its memory leaves behind when it is aborted. */
async function abortWith(first: string): Promise<Buffer | undefined> {
  const script = `${first}
    globalThis.held = Buffer.from('${Buffer.from(secret).toString('hex')}', 'hex');
    process.abort();`;
  const child = spawn(
    '/bin/sh',
    ['-c', 'ulimit -c unlimited; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', script],
    { cwd: folder, stdio: 'ignore' },
  );
  await once(child, 'exit');
  const name = (await readdir(folder)).find((each) => each.startsWith('core'));
  if (name === undefined) return undefined;
  const bytes = await readFile(join(folder, name));
  await rm(join(folder, name));
  return bytes;
}

test('a core of a process holds what it worked on; of one that asked to be kept out, nothing', async (context) => {
  if (!writesHere) context.skip('cores go elsewhere on this machine');
  const open = await abortWith('');
  if (open === undefined) context.skip('no core may be written here');
  expect(open!.includes(secret)).toBe(true);
  const kept = await abortWith(`(await import(${JSON.stringify(filter)})).keepOutOfCores();`);
  expect(kept?.includes(secret) ?? false).toBe(false);
  // Registers and the kernel's own page are all there is.
  expect(kept?.length ?? 0).toBeLessThan(open!.length / 50);
}, 60_000);
