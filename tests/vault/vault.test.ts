import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { type Id, newId } from '../../server/base/new-id.ts';
import { createAccessLog } from '../../server/safeguards/access-log/append-entries.ts';
import type { Grant, GrantTerms } from '../../server/safeguards/vault/grant.ts';
import { issueGrant } from '../../server/safeguards/vault/issue-grant.ts';
import { openBlindIndex } from '../../server/safeguards/vault/blind-index.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { createKeyRing, type WrappedKey } from '../../server/safeguards/vault/key-ring.ts';
import { beginFirstEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { type Sealed, sealedText } from '../../server/safeguards/vault/sealed.ts';
import { createVault, type Vault } from '../../server/safeguards/vault/vault.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const secret = sealedText('register.contact_note', 'text_sealed', 'notes');
const other = sealedText('register.contact_note', 'text_sealed', 'messages');

let database: TestDatabase;
let folder: string;
let vault: Vault;
const unit = newId();
const row = newId();
let sealed: Sealed<string>;

const terms = (over: Partial<GrantTerms> = {}): GrantTerms => ({
  actor: { kind: 'system', task: 'intake' },
  act: 'intake',
  task: 'intake',
  purposes: [],
  units: [unit],
  categories: ['notes'],
  declarationVersion: 1,
  ...over,
});

async function buildVault(logDb = database.logWriter): Promise<Vault> {
  const keeper = await openKeeper(folder, { create: true });
  await beginFirstEpoch(database.service, keeper);
  const accessLog = createAccessLog({ logDb, clock: systemClock, log: silentLogger, patience: 500 });
  return createVault({
    db: database.service,
    keyRing: createKeyRing({ keeper }),
    accessLog,
    isDeclared: (category) => category === 'notes',
  });
}

const countLines = async () =>
  (await database.service.query<{ n: number }>('SELECT count(*) AS n FROM log.entry'))[0]!.n;
const openIt = (grant: Grant, from = vault, ahead?: readonly WrappedKey[]) =>
  from.open(
    grant,
    'view',
    () => Promise.resolve(sealed),
    (opener, value) => opener.open(secret, value),
    {},
    ahead,
  );

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'haltija-keeper-'));
  vault = await buildVault();
  const bytes = await database.service.transaction(async (tx) => {
    const sealer = await vault.change(tx, issueGrant(terms()), 'make', {
      make: [{ id: unit, kind: 'contact' }],
    });
    return sealer.seal(secret, unit, row, 'Åsa ringde');
  });
  sealed = secret.at(unit, row, bytes);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('the door stays shut', () => {
  test('to a grant that access did not issue', async () => {
    const before = await countLines();
    const forged = { ...terms(), id: newId() } as unknown as Grant;
    const copied = { ...issueGrant(terms()) };
    for (const grant of [forged, copied]) {
      await expect(openIt(grant)).rejects.toMatchObject({ details: { reason: 'grant-not-issued' } });
      await expect(
        database.service.transaction((tx) => vault.change(tx, grant, 'change')),
      ).rejects.toMatchObject({ details: { reason: 'grant-not-issued' } });
    }
    expect(await countLines()).toBe(before);
  });

  test('to code without a grant: there is no way that compiles', () => {
    // @ts-expect-error a sealed value is no text
    const text: string = sealed;
    // @ts-expect-error terms are no grant
    const grant: Grant = terms();
    expect([text, grant]).toBeDefined();
  });

  test('to a unit or a category outside the grant', async () => {
    const stranger = newId();
    await expect(openIt(issueGrant(terms({ units: [stranger] })))).rejects.toMatchObject({
      details: { reason: 'unit-outside-grant' },
    });
    await expect(openIt(issueGrant(terms({ categories: ['messages'] })))).rejects.toMatchObject({
      details: { reason: 'category-outside-grant' },
    });
  });

  test('keys that came ahead open what the grant names, and nothing else; without one the unit is erased', async () => {
    const ahead = await database.service.query<WrappedKey>('SELECT * FROM ring.read_keys($1)', [[unit]]);
    const before = await countLines();
    expect(await openIt(issueGrant(terms()), vault, ahead)).toBe('Åsa ringde');
    await expect(openIt(issueGrant(terms({ units: [newId()] })), vault, ahead)).rejects.toMatchObject({
      details: { reason: 'unit-outside-grant' },
    });
    await expect(openIt(issueGrant(terms()), vault, [])).rejects.toMatchObject({ code: 'unit-erased' });
    // Another unit's key under this one's name does not open it, and is noticed.
    const other = newId<'contact'>();
    await database.service.transaction(async (tx) => {
      const grant = issueGrant(terms({ units: [other] }));
      await vault.change(tx, grant, 'make', { make: [{ id: other, kind: 'contact' }] });
    });
    const [theirs] = await database.service.query<WrappedKey>('SELECT * FROM ring.read_keys($1)', [[other]]);
    await expect(openIt(issueGrant(terms()), vault, [{ ...theirs!, unit_id: unit }])).rejects.toMatchObject({
      details: { reason: 'ring-row-broken' },
    });
    // Each that came so far is on record, and the unit that was made.
    expect(await countLines()).toBe(before + 4);
  });

  test('when the reading cannot be recorded: no record, no reading', async () => {
    const away = {
      query: () => Promise.reject(new Error('the log is away')),
    } as unknown as TestDatabase['logWriter'];
    const unlogged = await buildVault(away);
    let opened = false;
    const reading = unlogged.open(
      issueGrant(terms()),
      'view',
      () => Promise.resolve(sealed),
      (opener, value) => {
        opened = true;
        return opener.open(secret, value);
      },
    );
    await expect(reading).rejects.toMatchObject({ code: 'log-unavailable' });
    expect(opened).toBe(false);
  });

  test('to a category that is not declared: it cannot be stored', async () => {
    const sealing = database.service.transaction(async (tx) => {
      const sealer = await vault.change(tx, issueGrant(terms({ categories: ['messages'] })), 'change');
      return sealer.seal(other, unit, newId(), 'x');
    });
    await expect(sealing).rejects.toMatchObject({ code: 'category-not-declared' });
  });
});

test('a recorded grant opens, and its line stands before the value is shown', async () => {
  const before = await countLines();
  const grant = issueGrant(terms());
  const value = await vault.open(
    grant,
    'view',
    () => Promise.resolve(sealed),
    (opener, held) => opener.open(secret, held),
  );
  expect(value).toBe('Åsa ringde');
  expect(await countLines()).toBe(before + 1);
});

test('keys and rows are made in one transaction: a failed one leaves neither key nor line', async () => {
  const before = await countLines();
  const id = newId();
  const failing = database.service.transaction(async (tx) => {
    await vault.change(tx, issueGrant(terms({ units: [id] })), 'make', { make: [{ id, kind: 'contact' }] });
    throw new Error('afterwards');
  });
  await expect(failing).rejects.toThrow('afterwards');
  expect(await database.service.query('SELECT * FROM ring.read_keys($1)', [[id]])).toEqual([]);
  expect(await countLines()).toBe(before);
});

test('a destroyed unit is unreadable at once, in another process that has read it before too', async () => {
  const id = newId();
  const line = newId();
  const elsewhere = await buildVault();
  const bytes = await database.service.transaction(async (tx) => {
    const sealer = await vault.change(tx, issueGrant(terms({ units: [id] })), 'make', {
      make: [{ id, kind: 'contact' }],
    });
    return sealer.seal(secret, id, line, 'snart borta');
  });
  const read = (from: Vault) =>
    from.open(
      issueGrant(terms({ units: [id] })),
      'view',
      () => Promise.resolve(secret.at(id, line, bytes)),
      (opener, value) => opener.open(secret, value),
    );
  expect(await read(vault)).toBe('snart borta');
  expect(await read(elsewhere)).toBe('snart borta');
  await database.service.transaction((tx) =>
    vault.destroy(tx, issueGrant(terms({ units: [id], categories: [] })), 'contact'),
  );
  for (const process of [vault, elsewhere])
    await expect(read(process)).rejects.toMatchObject({ code: 'unit-erased' });
  const [tombstone] = await database.service.query<{ kind: string; rule: string }>(
    'SELECT kind, rule FROM ring.tombstone WHERE unit_id = $1',
    [id],
  );
  expect(tombstone).toEqual({ kind: 'contact', rule: 'contact' });
});

test('a unit’s key is replaced for a grant that names it, and only what is sealed anew opens from then on', async () => {
  const id = newId();
  const line = newId();
  const grant = issueGrant(terms({ units: [id] }));
  const elsewhere = await buildVault();
  const old = await database.service.transaction(async (tx) => {
    const sealer = await vault.change(tx, grant, 'make', { make: [{ id, kind: 'contact' }] });
    return sealer.seal(secret, id, line, 'kvar');
  });
  const read = (from: Vault, bytes: Buffer) =>
    from.open(
      grant,
      'view',
      () => Promise.resolve(secret.at(id, line, bytes)),
      (opener, value) => opener.open(secret, value),
    );
  expect(await read(elsewhere, old)).toBe('kvar');
  const foreign = database.service.transaction((tx) => vault.replaceKey(tx, issueGrant(terms()), id));
  await expect(foreign).rejects.toMatchObject({ details: { reason: 'unit-outside-grant' } });
  const failed = database.service.transaction(async (tx) => {
    await vault.replaceKey(tx, grant, id);
    throw new Error('afterwards');
  });
  await expect(failed).rejects.toThrow('afterwards');
  expect(await read(vault, old)).toBe('kvar');

  const [before, fresh] = await database.service.transaction(async (tx) => {
    const first = await vault.change(tx, grant, 'change');
    const sealer = await vault.replaceKey(tx, grant, id);
    expect([await first.isCurrent(tx, id), await sealer.isCurrent(tx, id)]).toEqual([false, true]);
    expect(sealer.subjectOf(id)).toBe(first.subjectOf(id));
    return [first, sealer.seal(secret, id, line, 'kvar')];
  });
  for (const from of [vault, elsewhere]) {
    expect(await read(from, fresh)).toBe('kvar');
    await expect(read(from, old)).rejects.toMatchObject({ details: { reason: 'key-replaced' } });
  }
  // What somebody had been handed before it opens what it could open then, and nothing newer.
  expect(before.open(secret, secret.at(id, line, old))).toBe('kvar');
  expect(() => before.open(secret, secret.at(id, line, fresh))).toThrow('internal');
});

test('units about one person share its pseudonym in the log; the erasing line names no person', async () => {
  const person: Id = newId();
  const contact: Id = newId();
  const sealer = await database.service.transaction((tx) =>
    vault.change(tx, issueGrant(terms({ units: [person, contact] })), 'make', {
      make: [
        { id: person, kind: 'person' },
        { id: contact, kind: 'contact', about: person },
      ],
    }),
  );
  expect(sealer.subjectOf(contact)).toBe(sealer.subjectOf(person));
  expect(sealer.subjectOf(person)).not.toBe(person);
  await database.service.transaction((tx) =>
    vault.destroy(tx, issueGrant(terms({ units: [contact], categories: [] })), 'contact'),
  );
  const [erasing] = await database.service.query<{ subjects: string[] }>(
    "SELECT subjects FROM log.entry WHERE action = 'erase' AND $1 = ANY (units)",
    [contact],
  );
  expect(erasing!.subjects).toEqual([]);
});

describe('the keeper', () => {
  test('keeps its folder and keys to its owner, and refuses a folder that others can read', async () => {
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'master.key'))).mode & 0o077).toBe(0);
    const { chmod } = await import('node:fs/promises');
    await chmod(folder, 0o755);
    await expect(openKeeper(folder, { create: false })).rejects.toMatchObject({
      details: { reason: 'others-can-read' },
    });
    await chmod(folder, 0o700);
  });

  test('notices an altered epoch key, and another master key', async () => {
    const path = join(folder, 'epochs', '1.key');
    const held = await readFile(path);
    const altered = Buffer.from(held);
    altered[20]! ^= 1;
    await writeFile(path, altered);
    await expect((await openKeeper(folder, { create: false })).epochKey(1)).rejects.toMatchObject({
      details: { reason: 'epoch-key-damaged' },
    });
    await writeFile(path, held);
  });

  test('a missing keeper is said, never silently made anew', async () => {
    await expect(openKeeper(join(folder, 'not-there'), { create: false })).rejects.toMatchObject({
      code: 'settings-invalid',
    });
  });
});

test('the blind index tells kinds apart, and two processes agree', async () => {
  const keeper = await openKeeper(folder, { create: false });
  const [one, two] = await Promise.all([
    openBlindIndex(database.service, keeper),
    openBlindIndex(database.service, keeper),
  ]);
  expect(one.digests('phone', '123')).toEqual(two.digests('phone', '123'));
  expect(one.digests('phone', '123')).not.toEqual(one.digests('email-address', '123'));
  expect(one.tokens('name', ['aino', 'aino', 'korhonen'])).toHaveLength(2);
});
