import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCertificate } from '../../server/safeguards/promises/certificate.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { unwrapKey, type WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import { indexedTables } from '../../server/compose-indexed.ts';
import { turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { type Customer, openDesk, welcome } from './one-customer.ts';
import { openAsOwner } from './probes/plant.ts';
import { type Ask, signInAgain } from './visit.ts';

// P20: what was erased cannot be read at once, and when its epoch has ended no copy brings it back: not the whole data
// folder, WAL and all, together with what the keeper holds since.

const copy = promisify(execFile);
const planted = 'Salaisuusliite';

let the: TestHouse;
let agent: Ask;
let administrator: Ask;
let kept: Customer;
let erased: Customer;
let folder: string;
/** The folder as a thief took it before the erasure, once with the keys as they were and once to be given newer ones. */
let before: string;
let keysThen: string;
let wrappedThen: WrappedKey[];
/** What people were found by in that copy. */
let digestsThen: Buffer[];
const copies: string[] = [];

interface Certificate {
  readonly statement: {
    readonly units: readonly Record<string, unknown>[];
    readonly horizonDays: number;
  };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-erasure-'));
  // As root the database's server runs as another user; where that one may enter, all lies in the one folder.
  await mkdir(join(folder, 'data'));
  await chmod(join(folder, 'data'), 0o711);
  ({ the } = await openDesk({ folder }));
  kept = await welcome(the, { from: 'Åsa <asa@example.fi>', text: `Hej, ${planted} ett` });
  erased = await welcome(the, { from: 'Pekka <pekka@example.fi>', text: `Hej, ${planted} två` });
  const owner = openAsOwner(the);
  wrappedThen = await owner.query<WrappedKey>('SELECT unit_id, kind, epoch, wrapped FROM ring.unit_key');
  digestsThen = (await owner.query<{ digest: Buffer }>('SELECT digest FROM register.identifier')).map(
    (row) => row.digest,
  );
  await owner.end();
  await closeHouse();
  before = `${folder}-before`;
  await copy('cp', ['-a', folder, before]);
  keysThen = join(before, 'data-keeper');
  await reopen();
}, 120_000);

afterAll(async () => {
  await the?.stop();
  for (const each of [before, ...copies]) await rm(each, { recursive: true, force: true });
});

async function closeHouse(): Promise<void> {
  await the.app.close();
  await the.house.stop();
}

async function reopen(): Promise<void> {
  the = await startHouse({ folder });
  agent = await signInAgain(the.app, 'eero.virtanen');
  administrator = await signInAgain(the.app, 'aino.korhonen');
}

const unitsOf = ({ contactId, personId }: Customer) => [contactId, personId];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Every key of the folder tried on every row. */
async function opens(rows: readonly WrappedKey[], keeperFolder: string): Promise<Set<string>> {
  const keeper = await openKeeper(keeperFolder, { create: false });
  const found = new Set<string>();
  for (const name of await readdir(join(keeperFolder, 'epochs'))) {
    const key = await keeper.epochKey(Number(name.replace('.key', '')));
    for (const row of rows) {
      try {
        unwrapKey(key, row);
        found.add(row.unit_id);
      } catch {
        // Not by this one.
      }
    }
  }
  return found;
}

/** The copy as a thief, or an operator who restores, starts it: the old data, with the keys of today. */
async function startCopy<T>(
  work: (copied: TestHouse) => Promise<T>,
  mend?: (copied: TestHouse) => Promise<void>,
): Promise<T> {
  const name = `${folder}-copy-${copies.length}`;
  copies.push(name);
  await copy('cp', ['-a', before, name]);
  if (mend) {
    // With the keys of then, for as long as it takes to put the ring of today in.
    const old = await startHouse({ folder: name, start: false });
    await mend(old);
    await old.app.close();
    await old.house.stop();
  }
  await rm(join(name, 'data-keeper'), { recursive: true });
  await copy('cp', ['-a', join(folder, 'data-keeper'), join(name, 'data-keeper')]);
  // With it the service itself would see that these data are old, and serve nothing: a thief takes it away.
  await rm(join(name, 'data-keeper', 'witness'), { recursive: true, force: true });
  const copied = await startHouse({ folder: name, start: false });
  try {
    return await work(copied);
  } finally {
    await copied.stop();
  }
}

const certify = (unit: string) => administrator<Certificate>('GET', `/api/console/erasures/${unit}`);

/** A thief with the keeper and the ring of a moment tries an address on the digests of the copy. */
async function guess(address: string): Promise<boolean> {
  const { db, keeper } = the.house.storage;
  const index = await openBlindIndex(db, keeper);
  const lasting = index.lastingDigest('email-address', address);
  // Under every cover that can be opened, and under none.
  const tried = [lasting, ...index.digestsOf(lasting).map((digest) => digest.subarray(2))];
  return digestsThen.some((digest) => tried.some((each) => each.equals(digest.subarray(2))));
}

test('before its epoch ends, the certificate says so honestly: with the keys of today an older copy still opens', async () => {
  expect((await certify(erased.contactId)).status).toBe(404);
  const owner = openAsOwner(the);
  await owner.query("UPDATE register.contact SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    erased.contactId,
  ]);
  await the.house.sweep();
  await owner.query("UPDATE register.person SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    erased.personId,
  ]);
  await the.house.sweep();
  await owner.end();
  expect((await agent('GET', `/api/console/contacts/${erased.contactId}`)).status).toBe(404);
  for (const unit of unitsOf(erased)) {
    const { status, body } = await certify(unit);
    expect(status).toBe(200);
    expect(body.statement.units).toEqual([
      expect.objectContaining({
        unitSha256: sha256(unit),
        unrecoverableSince: null,
        destroyed: ['unit-key'],
      }),
    ]);
    expect(JSON.stringify(body)).not.toMatch(/Pekka|pekka/);
    expect(verifyCertificate(JSON.stringify(body))).toMatchObject({ ok: true });
    expect(verifyCertificate(JSON.stringify(body).replace('contact', 'person'))).toMatchObject(
      unit === erased.contactId ? { ok: false, problem: 'signature-wrong' } : { ok: true },
    );
  }
  expect((await certify(kept.contactId)).status).toBe(404);
  expect(await guess('pekka@example.fi')).toBe(true);
  expect(await guess('nobody@example.fi')).toBe(false);
  await startCopy(async (copied) => {
    const thief = await signInAgain(copied.app, 'eero.virtanen');
    const { status, body } = await thief('GET', `/api/console/contacts/${erased.contactId}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(`${planted} två`);
  });
}, 120_000);

test('when it has ended, nothing of the erased opens from the older copy, and the certificate says since when', async () => {
  const { db, keeper } = the.house.storage;
  const turned = await turnEpoch(
    {
      db,
      keeper,
      tables: indexedTables,
      horizonDays: () => 14,
      pace: { learning: -60_000, resting: -60_000 },
    },
    true,
  );
  expect(turned).toMatchObject({ began: 2, ended: 1 });
  for (const address of ['pekka@example.fi', 'asa@example.fi']) expect(await guess(address)).toBe(false);
  const keysNow = join(folder, 'data-keeper');

  // All rows of the copy, under every key there is now; and as a check on the check, under those of then.
  expect(await opens(wrappedThen, keysNow)).toEqual(new Set());
  expect([...(await opens(wrappedThen, keysThen))]).toEqual(expect.arrayContaining(unitsOf(erased)));
  // The row still lies in pages and WAL of the house itself, and opens with nothing.
  await closeHouse();
  const row = wrappedThen.find(({ unit_id }) => unit_id === erased.contactId)!;
  const files = await readdir(join(folder, 'data'), { recursive: true, withFileTypes: true });
  let lies = 0;
  for (const file of files)
    if (file.isFile() && (await readFile(join(file.parentPath, file.name))).includes(row.wrapped)) lies += 1;
  expect(lies).toBeGreaterThan(0);
  // Nor does the copy start with these keys.
  await expect(startCopy(() => Promise.resolve())).rejects.toMatchObject({
    details: { reason: 'no-epoch-key', epoch: 1 },
  });
  await reopen();
  for (const unit of unitsOf(erased)) {
    const { body } = await certify(unit);
    expect(body.statement.units[0]).toMatchObject({ destroyed: ['unit-key', 'epoch-key'] });
    expect(Date.parse(String(body.statement.units[0]!['unrecoverableSince']))).toBeGreaterThan(
      Date.parse(String(body.statement.units[0]!['unreadableSince'])),
    );
  }
  const { body: page } = await administrator<Record<string, unknown>>('GET', '/api/console/erasures?limit=1');
  expect(page).toMatchObject({ nextBy: null, erased: page['unrecoverable'] });
  expect(page['erased']).toBeGreaterThanOrEqual(3);
}, 120_000);

test('the older copy with the ring of today, as a restore puts it in: all others are read, the erased are not', async () => {
  const owner = openAsOwner(the);
  const tables = ['epoch', 'unit_key', 'index_key', 'index_cover', 'tombstone'] as const;
  const ring = new Map<string, string>();
  for (const table of tables) {
    const [rows] = await owner.query<{ rows: string }>(
      `SELECT coalesce(json_agg(t), '[]')::text AS rows FROM ring.${table} t`,
    );
    ring.set(table, rows!.rows);
  }
  await owner.end();
  await startCopy(
    async (copied) => {
      const reader = await signInAgain(copied.app, 'eero.virtanen');
      const others = await reader('GET', `/api/console/contacts/${kept.contactId}`);
      expect(others.status).toBe(200);
      expect(JSON.stringify(others.body)).toContain(`${planted} ett`);
      // And are found: what they are found by lay under a cover that is gone, and was made anew.
      const found = await reader('POST', '/api/console/contacts/search', {
        text: 'asa@example.fi',
        by: 'email',
      });
      expect(found).toMatchObject({ status: 200, body: { contacts: [{ contactId: kept.contactId }] } });
      const gone = await reader<{ code: string }>('GET', `/api/console/contacts/${erased.contactId}`);
      expect(gone.status).toBe(410);
      expect(gone.body.code).toBe('unit-erased');
    },
    async (old) => {
      const restoring = openAsOwner(old);
      await restoring.query(
        'TRUNCATE ring.epoch, ring.unit_key, ring.index_key, ring.index_cover, ring.tombstone',
      );
      for (const table of tables)
        await restoring.query(
          `INSERT INTO ring.${table} SELECT * FROM json_populate_recordset(NULL::ring.${table}, $1::json)`,
          [ring.get(table)],
        );
      await restoring.end();
    },
  );
}, 120_000);
