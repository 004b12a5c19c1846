import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type OpenTree, openTree } from './open-tree.ts';

let the: OpenTree;
beforeAll(async () => {
  the = await openTree();
});
afterAll(() => the?.stop());

const durable: string[] = [];

async function begin(): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'append-process.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  child.on('message', (ids) => durable.push(...(ids as string[])));
  const { service, logWriter } = the.test.connections;
  child.send({ service, logWriter });
  await once(child, 'message');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

it('three processes that append and sequence at once, killed in the midst of it and begun again, lose nothing and place nothing twice', async () => {
  const children = await Promise.all([begin(), begin(), begin()]);
  for (let round = 0; round < 4; round += 1) {
    await sleep(400);
    await kill(children[round % 3]!);
    children[round % 3] = await begin();
  }
  await sleep(300);
  await Promise.all(children.map(kill));
  // A statement that was under way when its process was killed is rolled back or not; nobody waits for it.
  await expect
    .poll(async () => (await the.sequence(), (await the.verify()).problems), { timeout: 10_000 })
    .toEqual([]);
  const placed = await the.placed();
  const there = new Set(placed);
  expect(there.size).toBe(placed.length);
  expect(durable.length).toBeGreaterThan(500);
  expect(durable.filter((id) => !there.has(id))).toEqual([]);
  const [lines] = await the.force('SELECT count(*)::int AS n FROM log.entry');
  expect(placed).toHaveLength(lines!['n'] as number);
  // More than one checkpoint, each by whichever process was at it.
  expect((await the.verify()).checkpoints).toBeGreaterThan(10);
}, 60_000);
