import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { forgetAutoReplyTurns, takeAutoReplyTurn } from '../../server/channels/email/take-auto-reply-turn.ts';
import { type BlindIndex, openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let database: TestDatabase;
let keeperFolder: string;
let blindIndex: BlindIndex;
beforeAll(async () => {
  database = await createTestDatabase();
  keeperFolder = await mkdtemp(join(tmpdir(), 'haltija-turns-'));
  const keeper = await openKeeper(keeperFolder, { create: true });
  await beginFirstEpoch(database.service, keeper);
  blindIndex = await openBlindIndex(database.service, keeper);
});
afterAll(async () => {
  await database?.drop();
  await rm(keeperFolder, { recursive: true, force: true });
});

const day = (number: number) => new Date(Date.UTC(2026, 10, number, 12));
const turn = (to: string, at: Date, mailbox = 'service') =>
  database.service.transaction((tx) => takeAutoReplyTurn(tx, blindIndex, { mailbox, to, at }));
const remembered = () => database.service.query('SELECT digest FROM mail.auto_reply');

test('one answer a week to one sender of one mailbox, however the address is written', async () => {
  expect(await turn('no address', day(1))).toBe(false);
  expect(await turn('maija@example.fi', day(1))).toBe(true);
  expect(await turn('Maija@EXAMPLE.fi', day(2))).toBe(false);
  expect(await turn('maija@example.fi', day(7))).toBe(false);
  expect(await turn('aino@example.fi', day(2))).toBe(true);
  expect(await turn('maija@example.fi', day(2), 'other')).toBe(true);
  expect(await turn('maija@example.fi', day(8))).toBe(true);
  expect(await turn('maija@example.fi', day(9))).toBe(false);
});

test('of two at once one gets the turn', async () => {
  const both = await Promise.all([turn('oona@example.fi', day(1)), turn('oona@example.fi', day(1))]);
  expect(both.toSorted()).toEqual([false, true]);
});

test('a transaction that fails gives its turn back', async () => {
  await expect(
    database.service.transaction(async (tx) => {
      await takeAutoReplyTurn(tx, blindIndex, { mailbox: 'service', to: 'elias@example.fi', at: day(1) });
      throw new Error('not sent');
    }),
  ).rejects.toThrow();
  expect(await turn('elias@example.fi', day(1))).toBe(true);
});

test('old turns are forgotten', async () => {
  await database.service.transaction((tx) => forgetAutoReplyTurns(tx, day(8)));
  expect((await remembered()).length).toBe(3);
  await database.service.transaction((tx) => forgetAutoReplyTurns(tx, day(30)));
  expect(await remembered()).toEqual([]);
});
