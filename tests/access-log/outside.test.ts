import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { jobQueue } from '../../server/storage/job-queue.ts';
import { checkWitness } from '../../server/cli/doctor/check-witness.ts';
import { readNotes } from '../../verifier/verify-log.mjs';
import { declaring } from '../connections/declare.ts';
import { type SmtpSink, startSmtpSink } from '../email/start-smtp-sink.ts';
import { welcome } from '../promises/one-customer.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { startWitness } from '../support/start-witness.ts';

// The whole house: checkpoints go to a witness and to an auditor, as the declaration lets them.

let the: TestHouse;
let sink: SmtpSink;
let witness: Awaited<ReturnType<typeof startWitness>>;
beforeAll(async () => {
  sink = await startSmtpSink();
  witness = await startWitness({});
  the = await startHouse({
    settings: {
      HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      HALTIJA_ANCHOR_MAIL: 'auditor@audit.example.fi',
      HALTIJA_WITNESS_URL: witness.url,
      HALTIJA_WITNESS_KEY: witness.key,
    },
  });
}, 60_000);
afterAll(async () => {
  await the?.stop();
  await Promise.all([sink?.stop(), witness?.stop()]);
});

const within = { timeout: 20_000, interval: 100 };
const { enqueue } = jobQueue;
const write = () => enqueue(the.house.storage.db, 'mail-checkpoint', {}, { key: 'mail-checkpoint' });
const letters = () => sink.mails.filter(({ recipients }) => recipients.includes('auditor@audit.example.fi'));

it('a witness that does not know the log is told of; one that does cosigns what is given out', async () => {
  const { house } = the;
  await welcome(the);
  await house.logTree.sequence();
  expect(await house.logTree.witness(house.connections.gate)).toBe('witness-refuses');
  expect(await checkWitness(house.settings)).toMatchObject([{ result: 'warning' }]);
  expect(house.conditions.list().find(({ about }) => about === 'witness')).toMatchObject({
    ok: false,
    code: 'witness-refuses',
  });
  const key = house.logTree.verifierKey;
  witness.known.set(key.slice(0, key.indexOf('+')), key);
  expect(await house.logTree.witness(house.connections.gate)).toBeNull();
  const { checkpoint } = await house.logTree.state();
  expect(checkpoint!.note).toContain(`— ${witness.name} `);

  // The doctor asks again for what was signed last, and stores nothing.
  expect(await checkWitness(house.settings)).toMatchObject([{ result: 'ok', about: 'HALTIJA_WITNESS_URL' }]);
  const other = await startWitness({});
  const doctor = (setting: { url: string; key: string }) =>
    checkWitness({ ...house.settings, witness: setting });
  expect(await doctor({ url: witness.url, key: other.key })).toMatchObject([
    { result: 'problem', says: expect.stringContaining('another key') as string },
  ]);
  expect(await doctor({ url: other.url, key: witness.key })).toMatchObject([
    { result: 'problem', says: expect.stringContaining('does not know') as string },
  ]);
  expect(await doctor({ url: witness.url, key: 'x' })).toMatchObject([{ about: 'HALTIJA_WITNESS_KEY' }]);
  await other.stop();
  expect(await doctor({ url: other.url, key: witness.key })).toMatchObject([
    { result: 'problem', says: expect.stringContaining('no answer') as string },
  ]);
});

it('an auditor whom nobody declared gets nothing; declared, one letter, which the verifier takes', async () => {
  await write();
  await expect
    .poll(
      async () => (await the.house.connections.gate.refused()).map(({ way, host }) => [way, host]),
      within,
    )
    .toContainEqual(['witness', 'audit.example.fi']);
  expect(letters()).toEqual([]);

  await the.house.publish(declaring([{ way: 'witness', hosts: ['audit.example.fi'] }]), null);
  await the.house.logTree.sequence();
  await write();
  await expect.poll(() => letters().length, within).toBe(1);
  await write();
  await expect
    .poll(
      () =>
        the.house.storage.db.query(
          "SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'mail-checkpoint'",
        ),
      within,
    )
    .toEqual([]);
  expect(letters()).toHaveLength(1);

  const { text } = await PostalMime.parse(letters()[0]!.raw);
  const file = join(mkdtempSync(join(tmpdir(), 'haltija-letter-')), 'letter.txt');
  writeFileSync(file, text!);
  expect(readNotes(file)).toHaveLength(1);
});
