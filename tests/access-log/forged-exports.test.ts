import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leafPrefix } from '../../server/safeguards/access-log/canonical-leaf.ts';
import { leafHash } from '../../server/safeguards/access-log/tree/hash.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { type OpenTree, openTree } from './open-tree.ts';

// Whoever hands over an export may have written the file themselves: all that holds is what the log's key signed.

let the: OpenTree;
let folder: string;
let lines: string[];
beforeAll(async () => {
  the = await openTree();
  folder = await mkdtemp(join(tmpdir(), 'haltija-forged-'));
  await the.append(600);
  await the.sequence();
  lines = (await the.export()).trimEnd().split('\n');
});
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function check(forged: readonly string[]) {
  const file = join(folder, 'log.export');
  await writeFile(file, `${forged.join('\n')}\n`);
  return checkFile(file, { key: the.signer.verifierKey });
}
const isLine = (line: string) => line.startsWith('{"act":"');
const isTile = (line: string) => line.startsWith('{"tile":');
const alter = (line: string) => line.replace('"task":"answering"', '"task":"auditing"');
const problemsOf = async (forged: readonly string[]) =>
  (await check(forged)).problems.map(({ problem }) => problem);

/** Tiles with the hashes of these lines, as they would be in a log of them. */
function tilesOver(written: readonly string[]): string[] {
  const hashes = written.map((line) => leafHash(Buffer.from(leafPrefix + line)));
  return Array.from({ length: Math.ceil(hashes.length / 256) }, (_, tile) =>
    JSON.stringify({
      tile,
      hashes: Buffer.concat(hashes.slice(tile * 256, tile * 256 + 256)).toString('base64'),
    }),
  );
}

it('the file as it was exported is found good', async () => {
  expect(await check(lines)).toMatchObject({ ok: true, lines: 600 });
});

it('an export without any checkpoint: nobody signed what stands in it', async () => {
  const [header = '', ...rest] = lines.filter((line) => !line.startsWith('{"checkpoint":'));
  const unsigned = JSON.stringify({ ...JSON.parse(header), checkpoint: null });
  const written = rest.filter(isLine).map(alter);
  const forged = [unsigned, ...tilesOver(written), ...written, '{"end":600}'];
  expect(await problemsOf(forged)).toEqual(['not-signed']);
});

it('lines added after the newest checkpoint: it is signed for those before them only', async () => {
  const [header = '', ...rest] = lines.slice(0, -1);
  const written = rest.filter(isLine);
  const added = [...written, ...written.slice(0, 10).map(alter)];
  const forged = [
    JSON.stringify({ ...JSON.parse(header), size: 610 }),
    ...tilesOver(added),
    ...added,
    '{"end":610}',
  ];
  expect(await problemsOf(forged)).toContain('not-signed');
});

it('true hashes to satisfy the signature, and then others in their place for altered lines', async () => {
  const [header = '', ...rest] = lines;
  const written = rest.filter(isLine).map(alter);
  const forged = [header, ...rest.filter(isTile), ...tilesOver(written), ...written, '{"end":600}'];
  expect(await problemsOf(forged)).toContain('tree-altered');
});

it('true hashes under other numbers, so that lines stand in another order', async () => {
  const [header = '', ...rest] = lines;
  const tiles = rest.filter(isTile).map((line) => JSON.parse(line) as { tile: number; hashes: string });
  const swapped = tiles.map(({ tile, hashes }) =>
    JSON.stringify({ tile: tile < 2 ? 1 - tile : tile, hashes }),
  );
  const written = rest.filter(isLine);
  const moved = [...written.slice(256, 512), ...written.slice(0, 256), ...written.slice(512)];
  const forged = [header, ...swapped, ...moved, '{"end":600}'];
  expect(await problemsOf(forged)).toContain('tree-altered');
});
