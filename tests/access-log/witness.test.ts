import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { findCosignature, readWitnessKey } from '../../server/safeguards/access-log/tree/cosignature.ts';
import { readPublicCheckpoint } from '../../server/safeguards/access-log/tree/read-tree-state.ts';
import { showWitness } from '../../server/safeguards/access-log/tree/show-witness.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { startWitness } from '../support/start-witness.ts';
import { waysOutTo } from '../support/ways-out.ts';
import { type OpenTree, openTree } from './open-tree.ts';
import { othersReadCheckpoint } from './tree-oracles.ts';

let the: OpenTree;
let witness: Awaited<ReturnType<typeof startWitness>>;
beforeAll(async () => {
  the = await openTree();
});
afterAll(async () => {
  await the?.stop();
});
beforeEach(async () => {
  await the.empty();
  await the.force('TRUNCATE log.cosignature');
  await witness?.stop();
  witness = await startWitness({ [the.signer.origin]: the.signer.verifierKey });
});
afterAll(() => witness?.stop());

const ask = (url: string) => async (path: string, body: string) => {
  const answer = await waysOutTo().fetch('witness', `${url}/${path}`, { method: 'POST', body });
  return { status: answer.status, text: await answer.text() };
};
const show = (now = new Date()) =>
  showWitness({ ...the.deps, witness: readWitnessKey(witness.key)!, ask: ask(witness.url) }, now);
const grow = async (lines: number) => {
  await the.append(lines);
  await the.sequence();
};
const kept = () =>
  the.force('SELECT size, note, line FROM log.cosignature ORDER BY size') as Promise<
    { size: number; note: string; line: string }[]
  >;
async function rollBack(size: number) {
  await the.force('DELETE FROM log.checkpoint WHERE size > $1', [size]);
  await the.force('DELETE FROM log.entry WHERE id IN (SELECT entry_id FROM log.place WHERE index >= $1)', [
    size,
  ]);
  await the.force('DELETE FROM log.place WHERE index >= $1', [size]);
  await the.force('DELETE FROM log.tile WHERE (index + 1) * 256 > $1', [size]);
}

it('keys that are no key of a witness are refused', () => {
  expect(readWitnessKey(witness.key)?.name).toBe(witness.name);
  expect(readWitnessKey(the.signer.verifierKey)).toBeUndefined();
  expect(readWitnessKey(witness.key.replace('w1', 'w2'))).toBeUndefined();
  expect(readWitnessKey('')).toBeUndefined();
});

it('a log or a key that the witness does not know gets no cosignature', async () => {
  await grow(3);
  witness.known.clear();
  expect(await show()).toBe('witness-refuses');
  witness.known.set(the.signer.origin, (await startKeyOfAnother()).verifierKey);
  expect(await show()).toBe('witness-refuses');
  expect(witness.asked.map(({ status }) => status)).toEqual([404, 403]);
  expect(await kept()).toEqual([]);
});

async function startKeyOfAnother() {
  const { createCheckpointSigner } = await import('../../server/safeguards/access-log/tree/checkpoint.ts');
  return createCheckpointSigner(Buffer.alloc(32, 9));
}

it('an answer that is not the witness’s signature over this checkpoint is kept nowhere', async () => {
  await grow(3);
  for (const change of [
    () => '',
    () => 'nothing of the kind\n',
    (line: string) => line.replace(witness.name, 'witness.example.fi/w2'),
    // The moment moved, the signature left.
    (line: string) => line.replace(/[A-Za-z0-9+/]{2}(?=[A-Za-z0-9+/=]{90}\n)/, 'AA'),
    (line: string) => line.replace(/(.)(?=[A-Za-z0-9+/=]{8}\n)/, (one) => (one === 'A' ? 'B' : 'A')),
  ]) {
    witness.seen.clear();
    witness.answerWith(change);
    expect(await show()).toBe('witness-refuses');
  }
  expect(await kept()).toEqual([]);
});

it('a witness that cannot be reached is told of, and asked again', async () => {
  await grow(3);
  const { url } = witness;
  await witness.stop();
  expect(
    await showWitness({ ...the.deps, witness: readWitnessKey(witness.key)!, ask: ask(url) }, new Date()),
  ).toBe('witness-unavailable');
  witness = await startWitness({ [the.signer.origin]: the.signer.verifierKey });
  expect(await show()).toBeNull();
});

it('no witness that the declaration does not have is asked', async () => {
  await expect(
    waysOutTo('elsewhere.example.fi').fetch('witness', 'https://witness.example.fi/add-checkpoint', {
      method: 'POST',
      body: '',
    }),
  ).rejects.toMatchObject({ code: 'connection-not-declared' });
});

it('each size that grew is shown with a proof that others find right, and its cosignature stands below the note', async () => {
  expect(await show()).toBeNull();
  await grow(10);
  expect(await show()).toBeNull();
  expect(await show()).toBeNull();
  await grow(600);
  await grow(1);
  expect(await show()).toBeNull();
  expect(witness.asked).toEqual([
    { old: 0, size: 10, status: 200 },
    { old: 10, size: 611, status: 200 },
  ]);
  const rows = await kept();
  expect(rows.map(({ size }) => Number(size))).toEqual([10, 611]);
  for (const { note, line } of rows) {
    expect(findCosignature(note, line, readWitnessKey(witness.key)!)?.line).toBe(line);
    // With the line below it the checkpoint is the one it was, to others as well.
    expect(othersReadCheckpoint(`${note}${line}\n`, the.signer.verifierKey).size).toBeGreaterThan(0);
  }
});

it('what everybody is given is cosigned too', async () => {
  await grow(5);
  await the.force("UPDATE log.checkpoint SET at = now() - interval '1 hour'");
  await grow(7);
  expect(await show()).toBeNull();
  expect(witness.asked.map(({ size }) => size)).toEqual([5, 12]);
  const given = await readPublicCheckpoint(the.test.service, new Date());
  expect(given?.split('\n').filter((line) => line.startsWith('— '))).toHaveLength(2);
});

it('an answer that was never heard is made up for: the witness tells where it stands', async () => {
  await grow(10);
  expect(await show()).toBeNull();
  await the.force('TRUNCATE log.cosignature');
  await grow(300);
  expect(await show()).toBeNull();
  expect(witness.asked.map(({ old, status }) => [old, status])).toEqual([
    [0, 200],
    [0, 409],
    [10, 200],
  ]);
});

it('a database rolled back is found by what the witness has seen, though every trace here went with it', async () => {
  await grow(100);
  await grow(200);
  expect(await show()).toBeNull();
  await rollBack(100);
  expect(await show()).toBe('log-rolled-back');
  await the.force('TRUNCATE log.cosignature');
  expect(await show()).toBe('log-rolled-back');
  // Grown beyond, it is another log, and stays found.
  await grow(400);
  expect(await show()).toBe('log-rewritten');
  await rollBack(100);
  await grow(200);
  expect(await show()).toBe('log-rewritten');
  expect((await kept()).length).toBe(0);
});

it('the verifier says what a witness signed, and does not take another, none, or a forged one for it', async () => {
  await grow(20);
  expect(await show()).toBeNull();
  await grow(5);
  // As after a week: the row of the checkpoint is thinned out, what the witness said of it stands.
  await the.force('DELETE FROM log.checkpoint WHERE size = 20');
  const folder = await mkdtemp(join(tmpdir(), 'haltija-witnessed-'));
  const check = async (text: string, ...witnesses: string[]) => {
    await writeFile(join(folder, 'log.export'), text);
    return checkFile(join(folder, 'log.export'), { key: the.signer.verifierKey, witnesses });
  };
  try {
    const text = await the.export();
    expect(await check(text)).toMatchObject({
      ok: true,
      witnesses: [{ name: witness.name, size: 20, checked: false }],
    });
    expect(await check(text, witness.key)).toMatchObject({
      ok: true,
      witnesses: [{ name: witness.name, size: 20, checked: true }],
    });
    const other = await startWitness({});
    await other.stop();
    const problems = async (...given: Parameters<typeof check>) =>
      (await check(...given)).problems.map(({ problem }) => problem);
    // The same name with another key.
    expect(await problems(text, other.key)).toEqual(['cosignature-forged', 'not-cosigned']);
    await the.force('TRUNCATE log.cosignature');
    expect(await problems(await the.export(), witness.key)).toEqual(['not-cosigned']);
    await expect(check(text, the.signer.verifierKey)).rejects.toThrow('no key of a witness');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
