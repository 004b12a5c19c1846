import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHunt } from '../../server/operations/drill/planted.ts';
import { stealCore, stealMemory } from '../../server/operations/drill/steal-memory.ts';

// Memory is read as a thief with root reads it; of a core, only what the kernel would write into one.

const secret = 'Muistissa pysyvä 27182818';
const hunt = createHunt([{ category: 'message', secret }]);
const script = `const held = Buffer.from('${Buffer.from(secret).toString('hex')}', 'hex');
  process.stdin.on('data', () => held.length).on('end', () => process.exit());
  process.stdout.write('ready');`;
let child: ChildProcess;

beforeAll(async () => {
  child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'ignore'] });
  await once(child.stdout!, 'data');
});
afterAll(async () => {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.stdin!.end();
  await ended;
});

test('what a process holds in memory is found', async () => {
  const theft = await hunt.rob('memory', (looking) => stealMemory(looking, [child.pid!]));
  expect(theft).toMatchObject({ notTaken: undefined, found: { message: { found: 1, planted: 1 } } });
  expect(theft.bytes).toBeGreaterThan(1_000_000);
  // Most of what a runtime reserves is never there.
  expect(theft.bytes).toBeLessThan(500_000_000);
});

test('a core would hold it, unless the process keeps its memory out', async () => {
  const filter = `/proc/${child.pid}/coredump_filter`;
  const core = () => hunt.rob('core', (looking) => stealCore(looking, [child.pid!]));
  writeFileSync(filter, '0x33');
  expect((await core()).found.message!.found).toBe(1);
  writeFileSync(filter, '0');
  expect(readFileSync(filter, 'utf8')).toMatch(/^0+\n$/);
  expect((await core()).found.message!.found).toBe(0);
});

test('of a process that has ended there is nothing, and that is said', async () => {
  const ended = once(child, 'exit');
  child.stdin!.end();
  await ended;
  const theft = await hunt.rob('memory', (looking) => stealMemory(looking, [child.pid!]));
  expect(theft.notTaken).toBe('there was nothing to look at');
});
