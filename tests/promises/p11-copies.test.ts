import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexedTables } from '../../server/compose-indexed.ts';
import { openInChunks } from '../../server/safeguards/vault/chunks.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { type UnitKey, unwrapKey, type WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import { turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { audioColumn } from '../../server/register/recordings/recording-columns.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { openDesk } from './one-customer.ts';
import { openAsOwner } from './probes/plant.ts';

// P11: once its epoch has ended, a recording that was erased cannot be heard out of any copy: not out of the disk and the database
// as they were, together with what the keeper's folder holds now.

const copy = promisify(execFile);
let the: TestHouse;
let folder: string;
/** As a thief took it: the data folder, and the keeper's folder of then. */
let before: string;
let erased: Recorded;
let kept: Recorded;
let ringThen: WrappedKey[];
let blobThen: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-recording-'));
  // As root the database's server runs as another user; where that one may enter, all lies in the one folder.
  await mkdir(join(folder, 'data'));
  await chmod(join(folder, 'data'), 0o711);
  ({ the } = await openDesk({ folder }));
  const at = new Date(Date.now() - 60_000);
  erased = await recordCall(the.house, { at, number: '+358401234567' });
  kept = await recordCall(the.house, { at, number: '+358401234568' });
  const owner = openAsOwner(the);
  ringThen = await owner.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.unit_key');
  const [row] = await owner.query<{ blob: string }>('SELECT blob FROM register.recording WHERE id = $1', [
    erased.recordingId,
  ]);
  blobThen = await the.house.contacts.blobs.read(row!.blob, 0, 2_000_000);
  await owner.end();
  await the.app.close();
  await the.house.stop();
  before = `${folder}-before`;
  await copy('cp', ['-a', folder, before]);
  the = await startHouse({ folder });
}, 120_000);
afterAll(async () => {
  await the?.stop();
  await rm(before, { recursive: true, force: true });
});

/** Every key of the folder tried on the copied ring's row of a recording. */
async function keyFrom(keeperFolder: string, { recordingId }: Recorded): Promise<UnitKey | undefined> {
  const keeper = await openKeeper(keeperFolder, { create: false });
  for (const name of await readdir(join(keeperFolder, 'epochs'))) {
    const key = await keeper.epochKey(Number(name.replace('.key', '')));
    for (const row of ringThen.filter(({ unit_id }) => unit_id === recordingId)) {
      try {
        return unwrapKey(key, row);
      } catch {
        // Not by this one.
      }
    }
  }
  return undefined;
}

const listen = ({ key, version }: UnitKey) => {
  const { recordingId: id } = erased;
  const chunks = openInChunks(key, audioColumn, id, id, blobThen.subarray(0, 35), blobThen.length, version);
  const { from, length } = chunks.place(0);
  return chunks.open(0, blobThen.subarray(from, from + length)).toString();
};

test('with the keys of then the copy is heard: it is the sound that is missing later, not the test', async () => {
  expect(listen((await keyFrom(join(before, 'data-keeper'), erased))!)).toContain('Salainen puhelu');
});

test('erased, and its epoch over: the copy gives nothing to whoever has the keeper’s folder as it is now', async () => {
  const owner = openAsOwner(the);
  await owner.query("UPDATE register.recording SET base_after = now() - interval '1 minute' WHERE id = $1", [
    erased.recordingId,
  ]);
  await the.house.sweep();
  const keeperNow = join(folder, 'data-keeper');
  // Until the epoch ends an older copy opens with the keys of today: the certificate says so too.
  expect(await keyFrom(keeperNow, erased)).toBeDefined();
  const { db, keeper } = the.house.storage;
  const turn = () =>
    turnEpoch(
      { db, keeper, tables: indexedTables, horizonDays: () => 30, pace: { learning: 0, resting: 0 } },
      true,
    );
  expect(await turn()).toMatchObject({ ended: 1 });
  expect(await keyFrom(keeperNow, erased)).toBeUndefined();
  expect(await owner.query('SELECT 1 FROM ring.unit_key WHERE unit_id = $1', [erased.recordingId])).toEqual(
    [],
  );
  // Of the other only the copy of the ring is worth nothing: it lives, under the new epoch.
  expect(await keyFrom(keeperNow, kept)).toBeUndefined();
  expect(
    await owner.query('SELECT 1 FROM ring.unit_key WHERE unit_id = $1', [kept.recordingId]),
  ).toHaveLength(1);
  await owner.end();
});
