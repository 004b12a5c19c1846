import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import { leafHash } from '../../server/safeguards/access-log/tree/hash.ts';
import { proveEntry } from '../../server/safeguards/access-log/tree/prove-entry.ts';
import { pruneEntries } from '../../server/safeguards/access-log/tree/prune-entries.ts';
import { readTile, readTileAddress } from '../../server/safeguards/access-log/tree/tile-files.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { makeEntry } from './make-entry.ts';
import { type OpenTree, openTree } from './open-tree.ts';

let the: OpenTree;
let folder: string;
beforeAll(async () => {
  the = await openTree();
  folder = await mkdtemp(join(tmpdir(), 'haltija-prune-'));
});
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => the.empty());

/** Lines of long ago. */
async function appendOld(count: number, moment: string) {
  const old = createAccessLog({
    logDb: the.test.logWriter,
    clock: { now: () => new Date(moment) },
    log: silentLogger,
  });
  const ids = await Promise.all(Array.from({ length: count }, () => old.record(makeEntry())));
  await old.close();
  await the.sequence();
  return ids;
}

const prune = async (moment: string) => {
  const removed = await pruneEntries({
    ...the.deps,
    accessLog: the.accessLog,
    current: () => ({ version: 1 }) as never,
    olderThan: { rule: 'access-log', moment: new Date(moment) },
  });
  await the.sequence();
  return removed;
};
const countLines = async () =>
  (await the.force('SELECT count(*)::int AS n FROM log.entry'))[0]!['n'] as number;

async function check() {
  const file = join(folder, 'log.export');
  await writeFile(file, await the.export());
  return checkFile(file, { key: the.signer.verifierKey });
}

describe('pruning', () => {
  it('takes nothing that is not old enough, nothing of a tile that is not full, and never the newest full tile', async () => {
    await appendOld(200, '2020-03-01');
    expect(await prune('2024-01-01')).toBe(0);
    await appendOld(56 + 255, '2020-03-01');
    expect(await prune('2024-01-01')).toBe(0);
    await appendOld(1, '2020-03-01');
    expect(await prune('2020-02-01')).toBe(0);
    expect(await countLines()).toBe(512);
    expect(await prune('2024-01-01')).toBe(256);
    // 256 lines, and the one that tells of it.
    expect(await countLines()).toBe(257);
    expect(await prune('2024-01-01')).toBe(0);
  });

  it('whatever is asked, no line younger than a month goes', async () => {
    await the.append(600);
    await the.sequence();
    expect(await prune(new Date(Date.now() + 1000).toISOString())).toBe(0);
    expect(await countLines()).toBe(600);
  });

  it('stops at a tile with one line that is not due, or that somebody has dropped', async () => {
    await appendOld(255, '2020-03-01');
    await the.append(1);
    await the.sequence();
    await appendOld(600, '2020-03-01');
    expect(await prune('2024-01-01')).toBe(0);
    await the.empty();
    const ids = await appendOld(900, '2020-03-01');
    await the.force('DELETE FROM log.entry WHERE id = $1', [ids[300]]);
    expect(await prune('2024-01-01')).toBe(256);
    expect((await the.verify()).problems).toMatchObject([{ problem: 'dropped', place: expect.any(Number) }]);
  });

  it('leaves every proof as it was: what is left is found as written, and the verifier says pruned until where', async () => {
    await appendOld(1400, '2020-03-01');
    const kept = await the.append(300);
    await the.sequence();
    const before = await the.verify();
    expect(await prune('2024-01-01')).toBe(1280);
    expect(await the.verify()).toMatchObject({ bad: 0, prunedUntil: 1280, size: before.size + 1 });
    expect(await check()).toMatchObject({ ok: true, prunedUntil: 1280, lines: 421 });
    const file = join(folder, 'line.tlog-proof');
    await writeFile(file, await proveEntry(the.test.service, kept[7]!));
    expect(await checkFile(file, { key: the.signer.verifierKey })).toMatchObject({ ok: true });
    // And it grows on.
    await the.append(700);
    await the.sequence();
    expect(await check()).toMatchObject({ ok: true, prunedUntil: 1280, lines: 1121 });
  });

  it('a line dropped by hand behind the pruned ones is still named', async () => {
    await appendOld(600, '2020-03-01');
    await prune('2024-01-01');
    const [first] = await the.placed();
    await the.force('DELETE FROM log.entry WHERE id = $1', [first]);
    expect((await check()).problems).toMatchObject([{ problem: 'dropped', place: 256, entry: first }]);
  });
});

describe('tiles by their addresses (C2SP tlog-tiles)', () => {
  it.each([
    '',
    '0',
    '0/1',
    '0/0001',
    '00/001',
    '64/001',
    '0/x000/001',
    '0/001.p/0',
    '0/001.p/256',
    '0/001.p/01',
    'entries/001/2',
    'data/001',
    '../001',
    '0/x001x002',
  ])('%j is none', (path) => {
    expect(readTileAddress(path)).toBeUndefined();
  });

  it('are read as written', () => {
    expect(readTileAddress('0/000')).toEqual({ level: 0, index: 0, width: 256 });
    expect(readTileAddress('63/x001/x234/067.p/12')).toEqual({ level: 63, index: 1_234_067, width: 12 });
    expect(readTileAddress('entries/005')).toEqual({ level: 'entries', index: 5, width: 256 });
  });

  it('hashes and bundles of lines fit each other; what is beyond the tree or pruned is not there', async () => {
    await appendOld(700, '2020-03-01');
    const at = (path: string) => readTile(the.test.service, readTileAddress(path)!);
    const [hashes, bundle] = [await at('0/002.p/188'), await at('entries/002.p/188')];
    let from = 0;
    for (let line = 0; line < 188; line += 1) {
      const length = bundle!.readUInt16BE(from);
      const leaf = bundle!.subarray(from + 2, from + 2 + length);
      expect(leafHash(leaf)).toEqual(hashes!.subarray(line * 32, line * 32 + 32));
      from += 2 + length;
    }
    expect(from).toBe(bundle!.length);
    expect(await at('0/000')).toHaveLength(8192);
    expect(await at('1/000.p/2')).toHaveLength(64);
    for (const beyond of ['0/002', '0/002.p/189', '0/003.p/1', '1/000.p/3', '2/000.p/1', 'entries/002.p/189'])
      expect(await at(beyond), beyond).toBeUndefined();
    await prune('2024-01-01');
    expect(await at('entries/000')).toBeUndefined();
    expect(await at('0/000')).toHaveLength(8192);
  });
});
