import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateIdentity } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RestoreOptions } from '../../server/compose-restore.ts';
import { isWell, reportFormat } from '../../server/operations/restore/report.ts';
import { verifyStatement } from '../../server/safeguards/promises/sign-statement.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { collect, type Customer, type PersonAnswer, welcome } from '../promises/one-customer.ts';
import { changeRegister } from '../promises/change-register.ts';
import { openAsOwner } from '../promises/probes/plant.ts';
import { type Ask, signInAgain } from '../promises/visit.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// P20, P7: a backup from before an erasure, a restriction, a rectification and a new declaration: none of them is undone. What
// is not as it was signed, or older than what was seen, is refused before anything is written.

let fire: FirePlace;
let the: TestHouse;
let agent: Ask;
let older: string;
let asa: Customer;
let pekka: Customer;
let liisa: Customer;
let late: Customer;

beforeAll(async () => {
  fire = await makeFirePlace();
  const desk = await fire.open();
  ({ the } = desk);
  asa = await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej, Granatäpple ett' });
  pekka = await welcome(the, { from: 'Pekka <pekka@example.fi>', text: 'Hei, Granatäpple kaksi' });
  liisa = await welcome(the, { from: 'Liisa <liisa@example.fi>', text: 'Hei, Granatäpple kolme' });
  await collect(desk.agent, asa.personId, { category: 'name', value: 'Åsa Åström' });
  older = await makeBackup(the);

  const owner = openAsOwner(the);
  // Erased.
  await owner.query("UPDATE register.contact SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    pekka.contactId,
  ]);
  await the.house.sweep();
  await owner.query("UPDATE register.person SET delete_after = now() - interval '1 minute' WHERE id = $1", [
    pekka.personId,
  ]);
  await the.house.sweep();
  // Restricted.
  await owner.query("UPDATE register.person SET state = 'restricted' WHERE id = $1", [liisa.personId]);
  // Put right.
  const { body } = await desk.agent.ask<PersonAnswer>('GET', `/api/console/people/${asa.personId}`);
  const name = body.fields.find(({ value }) => value === 'Åsa Åström')!;
  await owner.query('DELETE FROM register.person_field WHERE id = $1', [name.fieldId]);
  await owner.end();
  const put = await collect(desk.agent, asa.personId, { category: 'name', value: 'Åsa Öström' });
  expect(put.status).toBeLessThan(300);
  // Declared anew.
  await the.house.publish(
    changeRegister((register) => {
      register.periods['contact']!.months = 7;
    }),
    null,
  );
  // Taken from somebody.
  late = await welcome(the, { from: 'Kalle <kalle@example.fi>', text: 'Hei, Granatäpple neljä' });
  await makeBackup(the);
  await close(the);
}, 180_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

const refusal = (options: Partial<RestoreOptions>) =>
  fire.restore(options).then(
    () => 'restored',
    (error: { details?: Record<string, unknown> }) => error.details?.['reason'] ?? error,
  );

/** A place as it is, with one thing done to it. */
async function withPlace<T>(
  change: (place: string) => Promise<unknown>,
  act: (place: string) => Promise<T>,
): Promise<T> {
  const place = `${fire.place}-changed`;
  await cp(fire.place, place, { recursive: true });
  try {
    await change(place);
    return await act(place);
  } finally {
    await rm(place, { recursive: true });
  }
}

async function oneOf(place: string, folder: string, match: RegExp): Promise<string> {
  const names = await readdir(join(place, folder), { recursive: true });
  return join(
    place,
    folder,
    names.toSorted().findLast((name) => match.test(name))!,
  );
}

test('into what is not empty nothing is restored', async () => {
  expect(await refusal({})).toBe('not-empty');
}, 240_000);

test('a wrong identity, a wrong keeper, a place that is none: nothing is written', async () => {
  await fire.burn();
  const other = join(fire.folder, 'other.txt');
  await writeFile(other, `${await generateIdentity()}\n`);
  expect(await refusal({ identities: [other] })).toBe('not-for-this-identity');
  expect(await refusal({ identities: [join(fire.folder, 'nowhere')] })).toBe('identity-unreadable');
  expect(await refusal({ from: join(fire.folder, 'nowhere') })).toBe('place-missing');
  expect(await refusal({ backup: '20200101T000000Z-00000000' })).toBe('backup-not-there');

  const keys = join(fire.folder, 'data-keeper');
  await cp(keys, `${keys}-kept`, { recursive: true });
  await rm(keys, { recursive: true });
  expect(await refusal({})).toBe('keeper-missing');
  await openKeeper(keys, { create: true });
  expect(await refusal({})).toBe('of-another-installation');
  await rm(keys, { recursive: true });
  await cp(`${keys}-kept`, keys, { recursive: true });
  expect(await readdir(fire.folder)).not.toContain('data');
}, 240_000);

test.each([
  ['the statement of a backup', 'backups', /statement\.age$/, 'statement-altered'],
  ['the statement of the late set', 'late', /statement\.age$/, 'statement-altered'],
  ['the statement of a part of the log', 'log', /statement\.age$/, 'statement-altered'],
  ['a table', 'backups', /register\.contact_message\.age$/, 'file-altered'],
  ['the list of blobs', 'backups', /blobs\.age$/, 'file-altered'],
  ['the ring', 'late', /ring\.unit_key\.age$/, 'file-altered'],
  ['the tombstones', 'late', /ring\.tombstone\.age$/, 'file-altered'],
  ['lines of the log', 'log', /log\.entry\.age$/, 'file-altered'],
])(
  '%s with a byte altered is refused',
  async (_what, folder, match, reason) => {
    const altered = await withPlace(
      async (place) => {
        const file = await oneOf(place, folder, match);
        const bytes = await readFile(file);
        bytes[bytes.length - 5]! ^= 1;
        await writeFile(file, bytes);
      },
      (place) => refusal({ from: place }),
    );
    expect(altered).toBe(reason);
    await fire.burn();
  },
  120_000,
);

test('a file that is gone is missed', async () => {
  const gone = await withPlace(
    async (place) => rm(await oneOf(place, 'late', /ring\.tombstone\.age$/)),
    (place) => refusal({ from: place }),
  );
  expect(gone).toBe('file-missing');
});

test('a set that another signed is refused although it is whole; so is one put in the place of another', async () => {
  const moved = await withPlace(
    async (place) => {
      const sets = (await readdir(join(place, 'late'))).toSorted();
      await rm(join(place, 'late', sets.at(-1)!), { recursive: true });
      await cp(join(place, 'late', sets.at(-2)!), join(place, 'late', sets.at(-1)!), { recursive: true });
    },
    (place) => refusal({ from: place }),
  );
  expect(moved).toBe('statement-altered');
});

test('an older late set in place of the newest is found by the witness', async () => {
  const gone = async (place: string) => {
    const sets = (await readdir(join(place, 'late'))).toSorted();
    await rm(join(place, 'late', sets.at(-1)!), { recursive: true });
  };
  expect(await withPlace(gone, (place) => refusal({ from: place }))).toBe('late-older-than-witness');
});

test('a witness that was altered is refused', async () => {
  const file = join(fire.folder, 'data-keeper', 'witness', 'state.json');
  const whole = await readFile(file, 'utf8');
  await writeFile(file, whole.replace(/"late":\d+/, '"late":1'));
  expect(await refusal({})).toBe('witness-damaged');
  await writeFile(file, whole);
});

test('restored from the older backup: the erased are gone, the restricted are, what was put right is right, the newest declaration holds', async () => {
  const report = await fire.restore({ backup: older });
  const { statement } = report;
  expect(verifyStatement(JSON.stringify(report), reportFormat)).toMatchObject({ ok: true });
  expect(isWell(statement)).toBe(true);
  expect(statement.units['contact']).toMatchObject({ held: 2, erased: expect.anything(), alarms: 0 });
  // Pekka's contact and person, erased since; Kalle's, made since.
  expect(Object.values(statement.units['contact']!.erased)).toEqual([1]);
  expect(Object.values(statement.units['person']!.erased)).toEqual([1]);
  expect(statement.units['contact']!.made).toBe(1);
  expect(statement.replayed).toMatchObject({ declarationVersions: 1, restricted: 1 });
  expect(statement.log).toMatchObject({ missing: 0, problems: 0 });

  the = await fire.reopen();
  agent = await signInAgain(the.app, 'eero.virtanen');
  const mine = await agent('GET', `/api/console/contacts/${asa.contactId}`);
  expect(mine.status).toBe(200);
  expect(JSON.stringify(mine.body)).toContain('Granatäpple ett');
  expect((await agent('GET', `/api/console/contacts/${pekka.contactId}`)).status).toBe(404);
  expect((await agent('GET', `/api/console/people/${pekka.personId}`)).status).toBe(404);
  expect((await agent('GET', `/api/console/contacts/${late.contactId}`)).status).toBe(404);
  const person = await agent<PersonAnswer>('GET', `/api/console/people/${asa.personId}`);
  const names = person.body.fields.filter(({ category }) => category === 'name').map(({ value }) => value);
  expect(names).toContain('Åsa Öström');
  expect(names).not.toContain('Åsa Åström');
  const { db } = the.house.storage;
  expect(await db.query('SELECT id, state FROM register.person WHERE state <> $1', ['active'])).toEqual([
    { id: liisa.personId, state: 'restricted' },
  ]);
  expect(the.house.declarations.current().version).toBe(2);
  const owner = openAsOwner(the);
  expect(
    await owner.query('SELECT 1 FROM ring.unit_key WHERE unit_id = ANY ($1)', [
      [pekka.contactId, pekka.personId, late.contactId],
    ]),
  ).toEqual([]);
  expect(
    await owner.query('SELECT 1 FROM register.identifier WHERE person_id = $1', [pekka.personId]),
  ).toEqual([]);
  await owner.end();
}, 240_000);

test('the log says so, and is whole', async () => {
  const { db } = the.house.storage;
  const lines = await db.query<{ details: Record<string, unknown> }>(
    "SELECT details FROM log.entry WHERE actor = 'restore' AND action = 'administer' ORDER BY id",
  );
  expect(lines.map(({ details }) => details['change'])).toEqual(['restore-begun', 'restored']);
  const [stored] = await db.query<{ id: string; ok: boolean }>(
    'SELECT id, ok FROM operations.restore_report',
  );
  expect(stored).toEqual({ id: lines[1]!.details['item'], ok: true });
});

test('what came since and was not erased may come again, and is not refused as known', async () => {
  const again = await welcome(the, { from: 'Kalle <kalle@example.fi>', text: 'Hei, Granatäpple neljä' });
  expect(again.contactId).not.toBe(late.contactId);
});
