import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../server/base/new-id.ts';
import { leafPrefix } from '../../server/safeguards/access-log/canonical-leaf.ts';
import { createCheckpointSigner } from '../../server/safeguards/access-log/tree/checkpoint.ts';
import { proveEntry } from '../../server/safeguards/access-log/tree/prove-entry.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { rejectionOf } from './make-entry.ts';
import { type OpenTree, openTree } from './open-tree.ts';

// What the owner of the database, a superuser, does to the log behind the product's back: the product's own reading of the
// database names it, and so does the verifier, which has one file and nothing else.

let the: OpenTree;
let folder: string;
let ids: string[];
beforeAll(async () => {
  the = await openTree();
  folder = await mkdtemp(join(tmpdir(), 'haltija-verify-'));
});
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await the.empty();
  for (const lines of [200, 250, 150]) {
    await the.append(lines);
    await the.sequence();
  }
  ids = await the.placed();
});

async function check(given: { checkpoints?: readonly string[]; key?: string } = {}) {
  const file = join(folder, 'log.export');
  await writeFile(file, await the.export());
  return checkFile(file, { key: the.signer.verifierKey, ...given });
}

/** Both say it of the same places; the file does not have the columns, so what is only there is the other's to find. */
async function expectNamed(problems: readonly object[]) {
  const inDatabase = await the.verify();
  expect(inDatabase.problems, 'in the database').toMatchObject(problems);
  const inFile = await check();
  expect(inFile.problems, 'by the verifier').toMatchObject(problems);
  expect(inFile.ok).toBe(false);
}

const rewrite = (place: number, leaf: string) =>
  the.force(`UPDATE log.entry SET leaf = ${leaf} WHERE id = $1`, [ids[place]]);
const otherTask = `convert_to(replace(convert_from(leaf, 'UTF8'), '"task":"answering"', '"task":"auditing"'), 'UTF8')`;

describe('a log as it was written', () => {
  it('is found so by both', async () => {
    expect(await the.verify()).toMatchObject({ size: 600, checkpoints: 3, bad: 0, prunedUntil: 0 });
    expect(await check()).toMatchObject({ ok: true, lines: 600, checkpoints: 4, size: 600, keyGiven: true });
  });

  it('is not found so by another key', async () => {
    const other = createCheckpointSigner(Buffer.alloc(32, 6)).verifierKey;
    const found = await check({ key: other });
    expect(found.ok).toBe(false);
    expect(found.problems.map(({ problem }) => problem)).toContain('other-key');
    expect(found.problems.map(({ problem }) => problem)).toContain('checkpoint-forged');
  });
});

describe('what a superuser does to a row is found and named', () => {
  it.each([0, 255, 256, 599])('changed, at place %i', async (place) => {
    await rewrite(place, otherTask);
    await expectNamed([{ problem: 'changed', place, entry: ids[place] }]);
  });

  it('changed together with the hash that was placed', async () => {
    await rewrite(300, otherTask);
    await the.force(
      `UPDATE log.place p SET leaf_hash = sha256('\\x00'::bytea || e.leaf) FROM log.entry e WHERE e.id = p.entry_id`,
    );
    await expectNamed([{ problem: 'changed', place: 300, entry: ids[300] }]);
  });

  it('changed together with the hashes that stand in the tile: the signatures tell between which sizes', async () => {
    await rewrite(40, otherTask);
    await the.force(`UPDATE log.tile SET hashes = overlay(hashes PLACING
      (SELECT sha256('\\x00'::bytea || leaf) FROM log.entry WHERE id = '${ids[40]}') FROM 40 * 32 + 1) WHERE level = 0 AND index = 0`);
    await expectNamed([{ problem: 'tree-altered', place: 200, other: 0 }]);
  });

  it('dropped', async () => {
    await the.force('DELETE FROM log.entry WHERE id = $1', [ids[123]]);
    await expectNamed([{ problem: 'dropped', place: 123, entry: ids[123] }]);
  });

  it('dropped with its place: the hash of its tile still knows of it', async () => {
    await the.force('DELETE FROM log.entry WHERE id = $1', [ids[123]]);
    await the.force('DELETE FROM log.place WHERE entry_id = $1', [ids[123]]);
    await expectNamed([{ problem: 'dropped', place: 123, entry: null }]);
  });

  it('the first dropped, as if they had been pruned', async () => {
    await the.force('DELETE FROM log.entry WHERE id = ANY ($1::uuid[])', [ids.slice(0, 256)]);
    await the.force('DELETE FROM log.place WHERE index < 256');
    expect((await check()).problems).toMatchObject([{ problem: 'pruned-unsaid', place: 256 }]);
    expect((await the.verify()).problems).toMatchObject([{ problem: 'pruned-unsaid', place: 256 }]);
  });

  it('doubled: the bytes of another line in its stead', async () => {
    await the.force('UPDATE log.entry e SET leaf = o.leaf FROM log.entry o WHERE e.id = $1 AND o.id = $2', [
      ids[20],
      ids[10],
    ]);
    await expectNamed([{ problem: 'doubled', place: 20, other: 10 }]);
  });

  it('doubled: a copy under an id of its own', async () => {
    const copy = newId();
    await the.force(
      `INSERT INTO log.entry SELECT $1::uuid, at, action, actor_kind, actor, act, task, purposes, categories, units, subjects,
         reason, refusal, declaration_version, details, leaf FROM log.entry WHERE id = $2`,
      [copy, ids[10]],
    );
    await expectNamed([{ problem: 'doubled', place: null, entry: copy, other: 10 }]);
  });

  it('put in past the service', async () => {
    const added = newId();
    await the.force(
      `INSERT INTO log.entry SELECT $1::uuid, at, action, actor_kind, actor, act, task, purposes, categories, units, subjects,
         reason, refusal, declaration_version, details, convert_to(replace(convert_from(leaf, 'UTF8'), id::text, $1::text), 'UTF8')
       FROM log.entry WHERE id = $2`,
      [added, ids[10]],
    );
    await expectNamed([{ problem: 'put-in', place: null, entry: added }]);
  });

  it('reordered: two lines in each other’s places', async () => {
    await the.force(
      `UPDATE log.entry e SET leaf = o.leaf FROM log.entry o
       WHERE (e.id, o.id) IN (($1::uuid, $2::uuid), ($2::uuid, $1::uuid))`,
      [ids[30], ids[500]],
    );
    await expectNamed([
      { problem: 'moved', place: 30, other: 500 },
      { problem: 'moved', place: 500, other: 30 },
    ]);
  });

  it('reordered: by their places', async () => {
    await the.force('UPDATE log.place SET index = index + 100000 WHERE index IN (7, 9)');
    await the.force('UPDATE log.place SET index = 16 - (index - 100000) WHERE index >= 100000');
    await expectNamed([
      { problem: 'moved', place: 7, other: 9 },
      { problem: 'moved', place: 9, other: 7 },
    ]);
  });

  it('kept bytes that are no line', async () => {
    await rewrite(5, "'\\x00ff'");
    await expectNamed([{ problem: 'changed', place: 5, entry: ids[5] }]);
  });

  it('a checkpoint with another root, and one of a key that is not ours', async () => {
    await the.force(
      `UPDATE log.checkpoint SET note = replace(note, E'\\n200\\n', E'\\n199\\n') WHERE size = 200`,
    );
    const { problems } = await check();
    expect(problems).toContainEqual({ problem: 'checkpoint-forged', place: 199, entry: null, other: null });
    expect((await the.verify()).problems).toMatchObject([{ problem: 'checkpoint-forged', place: 200 }]);
  });
});

describe('held against checkpoints kept elsewhere', () => {
  async function kept(): Promise<string[]> {
    return (await the.force('SELECT note FROM log.checkpoint ORDER BY size')).map(({ note }) => String(note));
  }

  it('the log they were signed for is found to be it', async () => {
    const checkpoints = await kept();
    await the.append(20);
    await the.sequence();
    expect(await check({ checkpoints })).toMatchObject({ ok: true, size: 620 });
  });

  it('an older state put back is found', async () => {
    const checkpoints = await kept();
    await the.force('DELETE FROM log.checkpoint WHERE size > 450');
    await the.force('DELETE FROM log.entry WHERE id IN (SELECT entry_id FROM log.place WHERE index >= 450)');
    await the.force('DELETE FROM log.place WHERE index >= 450');
    await the.force('DELETE FROM log.tile WHERE index >= 1');
    // By itself it is a sound log.
    expect(await check()).toMatchObject({ ok: true, size: 450 });
    expect((await check({ checkpoints })).problems).toMatchObject([{ problem: 'rolled-back', place: 600 }]);
    await the.append(200);
    await the.sequence();
    expect(await check()).toMatchObject({ ok: true, size: 650 });
    expect((await check({ checkpoints })).problems).toMatchObject([{ problem: 'rewritten', place: 600 }]);
  });
});

describe('a line with its proof', () => {
  it('is not given for a line that waits, or that nobody wrote', async () => {
    const [waiting] = await the.append(1);
    expect(await rejectionOf(proveEntry(the.test.service, waiting!))).toMatchObject({
      code: 'not-in-tree-yet',
    });
    expect(await rejectionOf(proveEntry(the.test.service, newId()))).toMatchObject({ code: 'not-found' });
  });

  it('is checked from the file alone; another line, place or key is not', async () => {
    const text = await proveEntry(the.test.service, ids[301]!);
    const file = join(folder, 'line.tlog-proof');
    const checkText = async (changed: string, key = the.signer.verifierKey) => {
      await writeFile(file, changed);
      return checkFile(file, { key });
    };
    expect(await checkText(text)).toMatchObject({ ok: true, place: 301, size: 600, entry: { id: ids[301] } });
    const [leaf] = await the.force('SELECT leaf FROM log.entry WHERE id = $1', [ids[302]]);
    const other = (leaf!['leaf'] as Buffer).toString('base64');
    for (const wrong of [
      text.replace(/extra .*/, `extra ${other}`),
      text.replace('index 301', 'index 302'),
      text.replace(/(index 301\n)[^\n]+\n/, '$1'),
      text.replace('\n600\n', '\n601\n'),
    ])
      expect(await checkText(wrong), wrong).toMatchObject({ ok: false });
    const stranger = createCheckpointSigner(Buffer.alloc(32, 6)).verifierKey;
    expect((await checkText(text, stranger)).problems).toMatchObject([{ problem: 'checkpoint-not-ours' }]);
    expect(leafPrefix).toBe('haltija-log-1\n');
  });

  it('of every line is right, whatever the size', async () => {
    for (const place of [0, 1, 199, 255, 256, 511, 512, 599]) {
      const file = join(folder, 'each.tlog-proof');
      await writeFile(file, await proveEntry(the.test.service, ids[place]!));
      expect(await checkFile(file, { key: the.signer.verifierKey })).toMatchObject({ ok: true, place });
    }
  });
});

describe('as a command, in a folder of its own with nothing of ours', () => {
  const run = (args: readonly string[]) =>
    new Promise<{ code: number; text: string }>((resolve) => {
      execFile(process.execPath, ['verify-log.mjs', ...args], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, text: stdout + stderr }),
      );
    });
  beforeEach(() =>
    copyFile(join(import.meta.dirname, '../../verifier/verify-log.mjs'), join(folder, 'verify-log.mjs')),
  );

  it('says what it found and ends with 0, 1 or 2', async () => {
    await writeFile(join(folder, 'log'), await the.export());
    const key = ['--key', the.signer.verifierKey];
    expect(await run(['log', ...key])).toMatchObject({
      code: 0,
      text: expect.stringContaining('Every line is as it was signed.'),
    });
    expect((await run(['log'])).text).toContain('No key was given');
    await rewrite(5, otherTask);
    await writeFile(join(folder, 'log'), await the.export());
    const found = await run(['log', ...key]);
    expect(found.code).toBe(1);
    expect(found.text).toContain(`place 5: the line (${ids[5]}) is not the one`);
    expect(await run(['nothing'])).toMatchObject({ code: 2 });
    expect(await run([])).toMatchObject({ code: 2 });
    expect(await run(['log', '--key', 'nonsense'])).toMatchObject({ code: 2 });
  });
});

describe('a file that is none', () => {
  it.each([
    ['', /not an export/],
    ['{"a":1}\n', /not an export/],
    ['hello\n', /JSON|not/],
    ['c2sp.org/tlog-proof@v1\n', /not a proof/],
  ])('%j is refused', async (text, says) => {
    const file = join(folder, 'none');
    await writeFile(file, text);
    await expect(checkFile(file)).rejects.toThrow(says);
  });

  it('one cut short says so', async () => {
    const file = join(folder, 'short');
    const whole = await the.export();
    await writeFile(file, whole.slice(0, whole.lastIndexOf('{"end"')));
    expect(await checkFile(file)).toMatchObject({ ok: false, problems: [{ problem: 'ends-early' }] });
  });
});
