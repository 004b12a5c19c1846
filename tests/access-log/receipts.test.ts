import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createReceipts } from '../../server/safeguards/access-log/tree/create-receipts.ts';
import { drawSample } from '../../server/safeguards/access-log/tree/draw-sample.ts';
import { checkFile } from '../../verifier/verify-log.mjs';
import { type OpenTree, openTree } from './open-tree.ts';
import { othersFindIncluded, othersReadCheckpoint } from './tree-oracles.ts';

// What is given out of the log with its proofs: as the verifier reads it, and others' implementations of the hashes.

const staff = '01900000-0000-7000-8000-0000000000aa';
let the: OpenTree;
let folder: string;
let text: string;
beforeAll(async () => {
  the = await openTree();
  folder = await mkdtemp(join(tmpdir(), 'haltija-receipt-'));
  await the.append(300);
  await the.sequence();
  await the.append(41);
  text = await write();
});
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
});

const receiptsOf = () =>
  createReceipts({ db: the.test.service, signer: the.signer, sequence: () => the.sequence() });

/** Every tenth line whole, of the others the hash. */
async function write(most = 1000): Promise<string> {
  const receipts = receiptsOf();
  const checkpoint = await receipts.settle();
  const all = await receipts.placesOf({ units: [], subjects: [], staff: staff as never }, checkpoint.size);
  const places = all.slice(0, most);
  async function* lines() {
    for await (const page of receipts.prove(places, checkpoint.size))
      yield page.map(({ place, leaf, hash, path, entry }) => ({
        place,
        ...(place % 10 === 0 ? { leaf: leaf.toString('base64') } : { hash: hash.toString('base64') }),
        path,
        shown: {
          at: entry!.at,
          action: entry!.action,
          act: entry!.act,
          task: entry!.task,
          purposes: entry!.purposes,
          categories: entry!.categories,
          reason: entry!.reason,
          refusal: entry!.refusal,
        },
      }));
  }
  const header = { kind: 'person', checkpoint: checkpoint.note, lines: places.length } as const;
  let written = '';
  for await (const part of receipts.write(header, lines())) written += part;
  return written;
}

async function check(file: string | Buffer, given: Parameters<typeof checkFile>[1] = {}) {
  const path = join(folder, 'given');
  await writeFile(path, file);
  return checkFile(path, given);
}
/** Not what was given out: something is found wrong, or it is no receipt at all. */
async function isRefused(file: string | Buffer): Promise<boolean> {
  try {
    return !(await check(file, { key: the.signer.verifierKey })).ok;
  } catch {
    return true;
  }
}
const problemsOf = async (file: string, given = {}) =>
  (await check(file, { key: the.signer.verifierKey, ...given })).problems.map(({ problem }) => problem);

describe('a receipt', () => {
  test('is refused with any of its bytes changed, and with a line dropped, doubled, moved or cut off', async () => {
    const short = await write(30);
    const bytes = Buffer.from(short);
    let seed = 1;
    const some = Array.from({ length: 400 }, () => (seed = (seed * 48_271) % 2_147_483_647) % bytes.length);
    const ends = Array.from({ length: 120 }, (_, at) => bytes.length - 1 - at);
    for (const at of [...some, ...ends]) {
      const changed = Buffer.from(bytes);
      changed[at] = changed[at]! ^ 1;
      expect(await isRefused(changed), `byte ${at}: ${short.slice(at - 20, at + 5)}`).toBe(true);
    }
    const lines = short.trimEnd().split('\n');
    const without = (...left: number[]) => `${lines.filter((_, at) => !left.includes(at)).join('\n')}\n`;
    expect(await problemsOf(without(5))).toContain('receipt-altered');
    expect(await problemsOf(without(lines.length - 1))).toContain('ends-early');
    expect(await isRefused(without(0))).toBe(true);
    const doubled = [...lines];
    doubled.splice(5, 0, lines[4]!);
    expect(await problemsOf(`${doubled.join('\n')}\n`)).toContain('out-of-order');
  });

  test('with another’s key, or under a checkpoint that was kept and is of other lines, is refused', async () => {
    const other = 'haltija-access-log-0000000000000000+00000000+AQ==';
    await expect(check(text, { key: other })).rejects.toThrow('key');
    const size = 341;
    const root = Buffer.alloc(32, 7);
    expect(await problemsOf(text, { checkpoints: [the.signer.sign(size, root)] })).toEqual(['rewritten']);
  });

  test('a line altered in the database by a superuser has no proof', async () => {
    const [, changed] = await the.placed();
    const alter = (from: string, to: string) =>
      the.force(
        `UPDATE log.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), $2, $3), 'UTF8') WHERE id = $1`,
        [changed, from, to],
      );
    await alter('answering', 'auditing');
    expect(await problemsOf(await write())).toEqual(['not-included']);
    await alter('auditing', 'answering');
  });

  test('what is shown of a line that stands in it whole is held against the line', async () => {
    const receipts = receiptsOf();
    const checkpoint = await receipts.settle();
    async function* lines() {
      for await (const page of receipts.prove([7], checkpoint.size))
        yield page.map(({ place, leaf, path, entry }) => ({
          place,
          leaf: leaf.toString('base64'),
          path,
          shown: { ...entry, task: 'another' },
        }));
    }
    let written = '';
    const header = { kind: 'person', checkpoint: checkpoint.note } as const;
    for await (const part of receipts.write(header, lines())) written += part;
    expect(await problemsOf(written)).toEqual(['not-as-shown']);
  });

  test('as it was given out is found so; others’ implementations find its lines and read its checkpoint', async () => {
    const found = await check(text, { key: the.signer.verifierKey });
    expect(found).toMatchObject({
      ok: true,
      kind: 'receipt',
      of: 'person',
      lines: 341,
      size: 341,
      whole: 35,
      keyGiven: true,
    });
    const [header, ...lines] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const { size, root } = othersReadCheckpoint(String(header!['checkpoint']), the.signer.verifierKey);
    const whole = lines.filter((line) => 'leaf' in line);
    expect(whole).toHaveLength(35);
    for (const { leaf, place, path } of whole) {
      const proof = {
        data: Buffer.from(String(leaf), 'base64'),
        place: Number(place),
        size,
        root,
        path: (path as string[]).map((hash) => Buffer.from(hash, 'base64')),
      };
      expect(await othersFindIncluded(proof)).toBe(true);
      expect(await othersFindIncluded({ ...proof, place: (proof.place + 1) % size })).toBe(false);
    }
  });

  test('the signature is for its own kind of text: nobody gets a checkpoint signed by it', () => {
    for (const textOf of [
      `${the.signer.origin}\n9\nAAAA\n`,
      'haltija-access-log-0\n',
      'anything\n',
      'haltija-receipt-1',
    ])
      expect(() => the.signer.signNote(textOf)).toThrow(TypeError);
  });
});

describe('a sample', () => {
  const commitment = 'haltija-population-1\n{"size":1}\n';

  test('is the same for the same seed and another for another; each place once, within range; all of a small population', () => {
    for (const size of [1, 2, 7, 100, 255, 256, 1000, 2 ** 31 + 5, 2 ** 52]) {
      const count = Math.min(size, 50);
      const drawn = drawSample(commitment, 'seed-0001', count, size);
      expect(drawSample(commitment, 'seed-0001', count, size)).toEqual(drawn);
      expect(new Set(drawn).size).toBe(count);
      expect(drawn.every((at) => Number.isInteger(at) && at >= 0 && at < size)).toBe(true);
      if (size > 100) {
        expect(drawSample(commitment, 'seed-0002', count, size)).not.toEqual(drawn);
        // The same seed over what was signed differently draws otherwise: none can be chosen to suit it.
        expect(drawSample(`${commitment} `, 'seed-0001', count, size)).not.toEqual(drawn);
      }
    }
    expect(drawSample(commitment, 'seed-0001', 7, 7).toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(drawSample(commitment, 'seed-0001', 0, 0)).toEqual([]);
    expect(() => drawSample(commitment, 'seed-0001', 8, 7)).toThrow(RangeError);
  });

  test('comes as docs/operate/inspection.md says: known values, computed apart', () => {
    const key = createHash('sha256').update(`haltija-sample-1\n2026-dice\n${commitment}`).digest();
    const byHand: number[] = [];
    for (let at = 0; byHand.length < 5; at += 1) {
      const number = Buffer.from(at.toString(16).padStart(16, '0'), 'hex');
      const hex = createHash('sha256')
        .update(Buffer.concat([key, number]))
        .digest('hex');
      const value = BigInt(`0x${hex.slice(0, 16)}`);
      if (value >= (2n ** 64n / 1000n) * 1000n) continue;
      const place = Number(value % 1000n);
      if (!byHand.includes(place)) byHand.push(place);
    }
    expect(drawSample(commitment, '2026-dice', 5, 1000)).toEqual(byHand);
  });

  test('draws every part of a population about as often', () => {
    const parts = Array.from({ length: 10 }, () => 0);
    for (let seed = 0; seed < 400; seed += 1)
      for (const at of drawSample(commitment, `seed-${seed}-seed`, 25, 1000))
        parts[Math.floor(at / 100)]! += 1;
    // 1,000 expected in each; chi-squared with 9 degrees of freedom is above 27.9 once in a thousand.
    const chi = parts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    expect(chi).toBeLessThan(27.9);
  });
});
