import { appendFile, chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openAnchorFolder } from '../../server/safeguards/access-log/tree/anchor-folder.ts';
import { anchorTree } from '../../server/safeguards/access-log/tree/anchor-tree.ts';
import { createCheckpointSigner } from '../../server/safeguards/access-log/tree/checkpoint.ts';
import { readNotes } from '../../verifier/verify-log.mjs';
import { type OpenTree, openTree } from './open-tree.ts';
import { othersReadCheckpoint } from './tree-oracles.ts';

let the: OpenTree;
let folder: string;
beforeAll(async () => {
  the = await openTree();
});
afterAll(() => the?.stop());
beforeEach(async () => {
  await the.empty();
  if (folder) await rm(folder, { recursive: true, force: true });
  folder = await mkdtemp(join(tmpdir(), 'haltija-anchor-'));
});

const anchor = (now = new Date('2026-04-07T10:00:00Z')) =>
  anchorTree({ ...the.deps, clock: { now: () => now }, folder: openAnchorFolder(folder, the.signer) });
const grow = async (lines: number) => {
  await the.append(lines);
  await the.sequence();
};
/** An older state of the database put back, whole and sound. */
async function rollBack(size: number) {
  await the.force('DELETE FROM log.checkpoint WHERE size > $1', [size]);
  await the.force('DELETE FROM log.entry WHERE id IN (SELECT entry_id FROM log.place WHERE index >= $1)', [
    size,
  ]);
  await the.force('DELETE FROM log.place WHERE index >= $1', [size]);
  await the.force('DELETE FROM log.tile WHERE (index + 1) * 256 > $1', [size]);
}
const sizes = () => readNotes(folder).map((note) => othersReadCheckpoint(note, the.signer.verifierKey).size);
const told = () => the.force('SELECT size, code FROM log.anchoring ORDER BY at');

it('each size that grew is added to the day’s file, in a form that others read', async () => {
  expect(await anchor()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
  await grow(10);
  expect(await anchor()).toBeNull();
  expect(await anchor()).toBeNull();
  await grow(300);
  expect(await anchor(new Date('2026-04-07T23:59:00Z'))).toBeNull();
  await grow(1);
  expect(await anchor(new Date('2026-04-08T00:01:00Z'))).toBeNull();
  expect((await readdir(folder)).toSorted()).toEqual(['2026-04-07.checkpoints', '2026-04-08.checkpoints']);
  expect(sizes()).toEqual([10, 310, 311]);
});

it('a database rolled back is found, and stays found when it grows beyond', async () => {
  await grow(100);
  await grow(200);
  expect(await anchor()).toBeNull();
  await rollBack(100);
  expect(await anchor()).toBe('log-rolled-back');
  await grow(400);
  expect(await the.verify()).toMatchObject({ bad: 0, size: 500 });
  expect(await anchor()).toBe('log-rewritten');
  // What does not go on from it is never added.
  expect(sizes()).toEqual([300]);
  expect((await told()).at(-1)).toEqual({ size: 300, code: 'log-rewritten' });
});

it('a log of which all is gone is rolled back too', async () => {
  await grow(5);
  await anchor();
  await the.empty();
  expect(await anchor()).toBe('log-rolled-back');
});

it('tiles taken away are found as rewritten', async () => {
  await grow(600);
  await anchor();
  await grow(1);
  await the.force('DELETE FROM log.tile WHERE level = 0 AND index = 1');
  expect(await anchor()).toBe('log-rewritten');
});

it('a checkpoint cut short by a full disk is passed over; so is what another key signed', async () => {
  await grow(10);
  await anchor();
  const file = join(folder, '2026-04-07.checkpoints');
  const whole = await readFile(file, 'utf8');
  await grow(10);
  await anchor();
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, whole.length + 60));
  expect(await anchor()).toBeNull();
  const other = createCheckpointSigner(Buffer.alloc(32, 6));
  await appendFile(file, `${other.sign(9000, Buffer.alloc(32))}\n`);
  await appendFile(
    file,
    `${other.sign(9000, Buffer.alloc(32)).replaceAll(other.origin, the.signer.origin)}\n`,
  );
  expect(await anchor()).toBeNull();
  await grow(1);
  expect(await anchor()).toBeNull();
  expect(await readFile(file, 'utf8')).toContain(`${the.signer.origin}\n21\n`);
});

it('a folder that is a file, or cannot be entered, is said, and mended by itself', async () => {
  await grow(3);
  const real = folder;
  folder = join(real, 'file');
  await writeFile(folder, '');
  expect(await anchor()).toBe('anchor-unavailable');
  expect((await told()).at(-1)).toEqual({ size: 0, code: 'anchor-unavailable' });
  folder = real;
  expect(await anchor()).toBeNull();
  expect((await told()).at(-1)).toEqual({ size: 3, code: null });
  await chmod(real, 0o700);
});

it('a checkpoint in the database that we did not sign is not anchored', async () => {
  await grow(3);
  await the.force(`UPDATE log.checkpoint SET note = replace(note, E'\\n3\\n', E'\\n4\\n'), size = 4`);
  expect(await anchor()).toBeNull();
  expect(await readdir(folder)).toEqual([]);
});
