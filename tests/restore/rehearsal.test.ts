import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { compose } from '../../server/compose.ts';
import { rehearseHere } from '../../server/compose-rehearsal.ts';
import { replayHere } from '../../server/compose-restore.ts';
import { type Customer, welcome } from '../promises/one-customer.ts';
import { openAsOwner, runAll } from '../promises/probes/plant.ts';
import { signInAgain } from '../promises/visit.ts';
import type { Person } from '../support/sign-in.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// A restore beside the running service, which promise 7 asks for each month; and a backup in which a unit has neither a key
// nor a tombstone: nothing is served until somebody has taken that upon themselves.

let fire: FirePlace;
let the: TestHouse;
let administrator: Person;
let kept: Customer;
let broken: Customer;
beforeAll(async () => {
  fire = await makeFirePlace();
  ({ the, administrator } = await fire.open());
  kept = await welcome(the, { from: 'Åsa <asa@example.fi>', text: 'Hej, Mandelmassa ett' });
  broken = await welcome(the, { from: 'Pekka <pekka@example.fi>', text: 'Hei, Mandelmassa kaksi' });
  await makeBackup(the);
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

const options = () => ({
  from: fire.place,
  identities: [fire.identity],
  log: silentLogger,
  clock: systemClock,
  tell: () => undefined,
});

test('rehearsed beside the running service: it opens, is told of, and leaves nothing behind', async () => {
  const { statement } = await rehearseHere(fire.read(), options(), the.house);
  expect(statement).toMatchObject({ kind: 'rehearsal', units: { contact: { held: 2, alarms: 0 } } });
  expect(Object.values(statement.opened).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(3);
  expect((await readdir(join(fire.folder, 'data'))).filter((name) => name.startsWith('rehearsal'))).toEqual(
    [],
  );
  const { db } = the.house.storage;
  expect(await db.query('SELECT kind, ok FROM operations.restore_report')).toEqual([
    { kind: 'rehearsal', ok: true },
  ]);
  // And whoever manages connections sees what came of it.
  const page = await administrator.ask<{ restores: unknown[] }>('GET', '/api/console/backups');
  expect(page.body.restores).toEqual([
    expect.objectContaining({ kind: 'rehearsal', ok: true, alarms: 0, linesMissing: 0, lossAccepted: null }),
  ]);
  // What was opened stands in the log of the register that is served.
  const [line] = await db.query<{ opened: boolean }>(
    "SELECT bool_or(units @> ARRAY[$1::uuid]) AS opened FROM log.entry WHERE actor = 'restore' AND action = 'view'",
    [kept.contactId],
  );
  expect(line!.opened).toBe(true);
  expect((await runAll(the, ['P7.restored-lately'])).get('P7.restored-lately')).toMatchObject({
    state: 'kept',
    denominator: 1,
  });
}, 240_000);

test('a unit with neither a key nor a tombstone raises an alarm, and nothing is served', async () => {
  const owner = openAsOwner(the);
  await owner.query('DELETE FROM ring.unit_key WHERE unit_id = $1', [broken.contactId]);
  // On its way when the backup is made.
  await owner.query(
    "UPDATE register.contact_message SET direction = 'out', delivery = 'queued' WHERE contact_id = $1",
    [kept.contactId],
  );
  await owner.end();
  await makeBackup(the);
  await close(the);
  await fire.burn();
  // Without it nobody knows what happened after the backup.
  await rm(join(fire.folder, 'data-keeper', 'witness'), { recursive: true });
  const { statement } = await fire.restore();
  expect(statement.units['contact']).toMatchObject({ held: 1, alarms: 1 });
  expect(statement.heldBack).toMatchObject({ messages: 1 });
  expect(statement.alarming).toEqual([{ kind: 'contact', id: broken.contactId }]);
  await expect(compose(fire.read(), { log: silentLogger })).rejects.toMatchObject({
    code: 'quarantined',
    details: { reason: 'units-unreadable' },
  });
}, 240_000);

test('given up with a word why, it goes, its mail lies in the tray, and the rest is served', async () => {
  const { statement } = await replayHere(fire.read(), { ...options(), identities: [] }, 'nobody has it');
  expect(statement).toMatchObject({ kind: 'replay', lossAccepted: 'nobody has it', mailsInTray: 1 });
  the = await fire.reopen();
  const agent = await signInAgain(the.app, 'eero.virtanen');
  expect((await agent('GET', `/api/console/contacts/${kept.contactId}`)).status).toBe(200);
  expect((await agent('GET', `/api/console/contacts/${broken.contactId}`)).status).toBe(404);
  expect(
    await the.house.storage.db.query(
      'SELECT delivery, delivery_code FROM register.contact_message WHERE contact_id = $1',
      [kept.contactId],
    ),
  ).toEqual([{ delivery: 'failed', delivery_code: 'perhaps-sent' }]);
  expect(
    await the.house.storage.db.query('SELECT rule FROM ring.tombstone WHERE unit_id = $1', [
      broken.contactId,
    ]),
  ).toEqual([{ rule: 'lost-in-restore' }]);
}, 240_000);
