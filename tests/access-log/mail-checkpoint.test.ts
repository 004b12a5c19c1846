import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type CheckpointLetter,
  type Handed,
  mailCheckpoint,
} from '../../server/safeguards/access-log/tree/mail-checkpoint.ts';
import { readNotes } from '../../verifier/verify-log.mjs';
import { type OpenTree, openTree } from './open-tree.ts';
import { othersReadCheckpoint } from './tree-oracles.ts';

let the: OpenTree;
let letters: CheckpointLetter[];
beforeAll(async () => {
  the = await openTree();
});
afterAll(() => the?.stop());
beforeEach(async () => {
  await the.empty();
  await the.force('TRUNCATE log.letter');
  letters = [];
});

const grow = async (lines: number) => {
  await the.append(lines);
  await the.sequence();
};
const mail = (today: string, handed: Handed = 'taken', language: 'en' | 'sv' | 'fi' = 'en') =>
  mailCheckpoint(
    {
      ...the.deps,
      register: 'Asiakaspalvelurekisteri',
      language,
      hand: async (letter) => {
        letters.push(letter);
        return handed;
      },
    },
    today,
  );

it('an empty log, and one that has not grown, are nothing to write about', async () => {
  expect(await mail('2026-12-01')).toBe(false);
  await grow(3);
  expect(await mail('2026-12-01')).toBe(true);
  expect(await mail('2026-12-02')).toBe(false);
  expect(letters).toHaveLength(1);
});

it('a checkpoint that is not ours is handed on to nobody', async () => {
  await grow(3);
  await the.force("UPDATE log.checkpoint SET note = replace(note, E'\\n3\\n', E'\\n4\\n')");
  expect(await mail('2026-12-01')).toBe(false);
  expect(letters).toEqual([]);
});

it('one a day at most, by however many processes', async () => {
  await grow(3);
  const sent = await Promise.all([1, 2, 3, 4].map(() => mail('2026-12-01')));
  expect(sent.filter(Boolean)).toHaveLength(1);
  await grow(3);
  expect(await mail('2026-12-01')).toBe(false);
  expect(await mail('2026-12-02')).toBe(true);
  expect(letters).toHaveLength(2);
});

it('what certainly did not leave is tried again; what may have left is not, and the next day’s contains it', async () => {
  await grow(3);
  expect(await mail('2026-12-01', 'not-taken')).toBe(false);
  expect(await mail('2026-12-01', 'unsure')).toBe(false);
  expect(await mail('2026-12-01')).toBe(false);
  expect(letters).toHaveLength(2);
  await grow(1);
  expect(await mail('2026-12-02')).toBe(true);
});

it.each(['en', 'sv', 'fi'] as const)(
  'the letter, saved as it came (%s), is a kept checkpoint to the verifier and to others',
  async (language) => {
    await grow(5);
    await mail('2026-12-01', 'taken', language);
    const { text } = letters[0]!;
    expect(text).toContain(the.signer.verifierKey);
    const file = join(mkdtempSync(join(tmpdir(), 'haltija-letter-')), 'letter.txt');
    writeFileSync(file, text.replaceAll('\n', '\r\n'));
    const [note, ...more] = readNotes(file);
    expect(more).toEqual([]);
    expect(othersReadCheckpoint(note!, the.signer.verifierKey).size).toBe(5);
  },
);
