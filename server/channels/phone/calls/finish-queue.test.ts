import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { silentLogger } from '../../../base/logger.ts';
import { newId } from '../../../base/new-id.ts';
import { createFinishQueue } from './finish-queue.ts';

const ids = Array.from({ length: 9 }, () => newId<'recording'>());

test('as many at once as there are hands, each once, and the first first', async () => {
  const begun: string[] = [];
  let now = 0;
  let most = 0;
  const queue = createFinishQueue<number>(
    silentLogger,
    async (id) => {
      begun.push(id);
      most = Math.max(most, (now += 1));
      await sleep(5);
      now -= 1;
    },
    { width: 3 },
  );
  for (const [at, id] of ids.entries()) queue.add(id, at);
  await expect.poll(() => begun.length).toBe(ids.length);
  await queue.stop();
  expect(begun).toEqual(ids);
  expect(most).toBe(3);
});

test('what failed comes again behind the others, and holds up none of them', async () => {
  const done: string[] = [];
  const [broken] = ids;
  let tries = 0;
  const queue = createFinishQueue<number>(
    silentLogger,
    async (id) => {
      if (id === broken && (tries += 1) < 3) throw new Error('the disk is full');
      done.push(id);
    },
    { width: 1, pause: 10 },
  );
  for (const id of ids) queue.add(id, 0);
  await expect.poll(() => done.length).toBe(ids.length);
  await queue.stop();
  expect(done.at(-1)).toBe(broken);
});

test('one that is in hand is not begun beside itself, and is done again after it', async () => {
  const seen: number[] = [];
  let now = 0;
  const queue = createFinishQueue<number>(
    silentLogger,
    async (_id, what) => {
      expect((now += 1)).toBe(1);
      await sleep(20);
      seen.push(what);
      now -= 1;
    },
    { width: 4 },
  );
  queue.add(ids[0]!, 1);
  await sleep(5);
  queue.add(ids[0]!, 2);
  queue.add(ids[0]!, 3);
  await expect.poll(() => seen).toEqual([1, 3]);
  await queue.stop();
});

test('stopping waits for those in hand and begins no other', async () => {
  const done: string[] = [];
  const queue = createFinishQueue<number>(
    silentLogger,
    async (id) => {
      await sleep(20);
      done.push(id);
    },
    { width: 2 },
  );
  for (const id of ids) queue.add(id, 0);
  await queue.stop();
  expect(done).toEqual(ids.slice(0, 2));
  queue.add(ids[8]!, 0);
  await sleep(30);
  expect(done).toHaveLength(2);
});
