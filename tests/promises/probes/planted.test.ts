import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../server/storage/database.ts';
import { allProbes } from '../../../server/safeguards/promises/probes/all-probes.ts';
import { changeRegister, stopCollecting } from '../change-register.ts';
import { handInMailWithFile } from '../hand-in-raw.ts';
import { type MovableClock, movableClock } from '../move-clock.ts';
import { collect, type Customer, type Desk, openDesk, welcome } from '../one-customer.ts';
import { signInAgain } from '../visit.ts';
import { disclosureOf, notKept, openAsOwner, runAll, sqlOf } from './plant.ts';
import { plantedInBreaches } from './plant-in-breaches.ts';
import { plantedInData } from './plant-in-data.ts';
import { plantedInGuards } from './plant-in-guards.ts';
import { plantedInErasing } from './plant-in-erasing.ts';
import { plantedInIdentification } from './plant-in-identification.ts';
import { plantedInRecordings } from './plant-in-recordings.ts';
import { plantedInWork } from './plant-in-work.ts';

// Every probe is shown able to fail: what should never be is planted in the data, behind the product's back, and the probe
// says so and names it. Then it is taken away again, and all is as before.

let desk: Desk;
let owner: Database;
let clock: MovableClock;
let asa: Customer;
let erased: string;

beforeAll(async () => {
  clock = movableClock('2026-04-07T06:00:00Z');
  desk = await openDesk({ clock });
  owner = openAsOwner(desk.the);
  await handInMailWithFile(desk.the.house, {
    from: 'Kukaan <kukaan@example.fi>',
    file: { name: 'vanha.pdf', content: Buffer.from('%PDF-1.4 vanha') },
  });
  // Somebody of long ago, so that there is a tombstone.
  const old = await welcome(desk.the, { from: 'Pekka <pekka@example.fi>' });
  erased = old.contactId;
  await owner.query('UPDATE register.contact SET delete_after = $2 WHERE id = $1', [
    erased,
    new Date('2026-04-01'),
  ]);
  await desk.the.house.sweep();
  clock.pass(10_000);
  asa = await welcome(desk.the, { text: 'Hej! Min kod är 131052-9982.' });
  await desk.agent.ask('GET', `/api/console/contacts/${asa.contactId}`);
  await desk.agent.ask('GET', '/api/console/contacts');
  const given = await collect(desk.agent, asa.personId, {
    category: 'address',
    value: 'Kivikatu 3, 00100 Helsinki',
    channel: 'phone',
    reason: 'check-delivery-address',
  });
  expect(given.status).toBe(200);
});
afterAll(async () => {
  await owner.end();
  await desk.the.stop();
});

test('nothing is wrong with a house that works', async () => {
  const results = await runAll(desk.the);
  expect(notKept(results)).toEqual({});
  expect([...results.keys()].toSorted()).toEqual(allProbes.map(({ key }) => key).toSorted());
  // They looked at something.
  for (const probe of [
    'P4.values-sealed',
    'P3.fields-declared',
    'P13.read-within-task',
    'P20.keys-stay-destroyed',
    'P26.newest-everywhere',
  ])
    expect(results.get(probe)!.denominator, probe).toBeGreaterThan(0);
});

const world = () => ({ desk, owner, clock, asa, erased });
const sql = sqlOf(world);
const disclosure = disclosureOf(world);
const noDisclosures = () => sql('DELETE FROM connections.disclosure');
const planted = [
  ...plantedInData(world),
  ...plantedInGuards(world),
  ...plantedInWork(world),
  ...plantedInErasing(world),
  ...plantedInBreaches(world),
  ...plantedInRecordings(world),
  ...plantedInIdentification(world),
];

describe('a violation in the data turns its probe red, and the probe names it', () => {
  test.each(planted)('$probe: $what', async ({ probe, plant, undo }) => {
    const named = await plant();
    try {
      const result = (await runAll(desk.the, [probe])).get(probe)!;
      expect(result).toMatchObject({ state: 'broken' });
      expect(result.numerator).toBeGreaterThan(0);
      expect(result.denominator).toBeGreaterThanOrEqual(1);
      if (named !== undefined) expect(result.sample).toContain(named);
    } finally {
      await undo();
    }
    expect((await runAll(desk.the, [probe])).get(probe)).toMatchObject({ state: 'kept', numerator: 0 });
  });
});

test('agreements and countries: what the declaration itself says turns them red', async () => {
  const { house } = desk.the;
  const publish = (change: Parameters<typeof changeRegister>[0]) =>
    house.publish(changeRegister(change), null);
  await publish((register) => {
    register.register.statedOn = '2026-04-08';
    register.processors!['work-reports']!.validUntil = '2026-12-31';
  });
  clock.set('2027-01-01T06:00:00Z');
  expect((await runAll(desk.the)).get('P16.agreements-in-force')).toMatchObject({
    state: 'broken',
    numerator: 1,
    denominator: Object.keys(house.declarations.current().declaration.processors!).length,
    sample: ['work-reports'],
  });
  clock.set('2026-04-09T06:00:00Z');
  // Told to a company in the United States, before the declaration gave a ground for that.
  await disclosure({ version: 77 })();
  expect((await runAll(desk.the)).get('P14.disclosed-where-allowed')).toMatchObject({
    state: 'broken',
    numerator: 1,
  });
  await noDisclosures();
  // Such a declaration cannot be published; the probe is asked about one all the same.
  const { version: inForceVersion, publishedAt, declaration } = house.declarations.current();
  const abroad = { ...declaration.processors!['work-reports']!, countries: ['US'] };
  const probe = allProbes.find(({ key }) => key === 'P14.processors-where-allowed')!;
  const asked = {
    inForce: {
      version: inForceVersion,
      publishedAt,
      declaration: { ...declaration, processors: { abroad } },
    },
  };
  expect(await probe.run(asked as never)).toEqual({ numerator: 1, denominator: 1, sample: ['abroad'] });
  // A machine there, and one of a company whose agreement is over.
  const { 'work-reports': reports } = declaration.processors!;
  const configured = { way: 'mail-out', host: 'relay.example.com', port: 465, setting: 'SMTP' } as const;
  for (const [key, over] of [
    ['P14.connections-where-allowed', { countries: ['US'] }],
    ['P16.connections-under-agreement', { validUntil: '2026-01-31' }],
  ] as const) {
    const connections = [{ way: 'mail-out', hosts: ['relay.example.com'] }] as const;
    const relay = { ...reports!, connections, ...over };
    const context = {
      today: '2026-04-09',
      inForce: {
        version: inForceVersion,
        publishedAt,
        declaration: { ...declaration, processors: { relay } },
      },
      configured: async () => [configured],
      once: (_question: string, what: () => unknown) => what(),
    };
    const one = allProbes.find((each) => each.key === key)!;
    expect(await one.run(context as never), key).toEqual({
      numerator: 1,
      denominator: 1,
      sample: ['mail-out SMTP'],
    });
  }
  // Told before the agreement began.
  const version = await publish((register) => {
    register.register.statedOn = '2026-04-09';
    register.processors!['work-reports']!.agreement.date = '2026-04-09';
  });
  const told = await disclosure({ at: '2026-04-08T06:00:00Z', version })();
  expect((await runAll(desk.the)).get('P16.disclosed-under-agreement')).toMatchObject({
    state: 'broken',
    numerator: 1,
    sample: [told],
  });
  await noDisclosures();
  await publish((register) => stopCollecting(register, 'email', 'files'));
  expect(notKept(await runAll(desk.the))).toEqual({});
});

test('a way of name and identity code alone, which no publishing lets through, is seen as well', async () => {
  const { house } = desk.the;
  const { declaration } = house.declarations.current();
  const probe = allProbes.find(({ key }) => key === 'P6.identified-by-enough')!;
  const { identification } = declaration;
  const ask = (asks: readonly string[]) => {
    const ways = { ...identification!.ways, questions: { ...identification!.ways['questions']!, asks } };
    const weak = { declaration: { ...declaration, identification: { ...identification!, ways } } };
    return probe.run({ db: house.storage.db, version: async () => weak } as never);
  };
  const id = crypto.randomUUID();
  await sql(
    `INSERT INTO register.identification (contact_id, id, person_id, way, begun_at, begun_by, outcome, holds_until, declaration_version)
     VALUES ($1, $2, $3, 'questions', $4, $5, 'matched', $4::timestamptz + interval '1 hour', 1)`,
    [asa.contactId, id, asa.personId, clock.now(), desk.agent.staffId],
  );
  expect(await ask(['identityCode', 'name'])).toEqual({ numerator: 1, denominator: 1, sample: [id] });
  expect(await ask(['identityCode'])).toMatchObject({ numerator: 1 });
  expect(await ask(['identityCode', 'address'])).toEqual({ numerator: 0, denominator: 1, sample: [] });
  await sql('DELETE FROM register.identification');
});

test('every probe is planted against here', () => {
  const elsewhere = [
    'P14.disclosed-where-allowed',
    'P14.processors-where-allowed',
    'P14.connections-where-allowed',
    'P16.connections-under-agreement',
    'P16.agreements-in-force',
    'P16.disclosed-under-agreement',
  ];
  const covered = new Set([...planted.map(({ probe }) => probe), ...elsewhere]);
  expect(allProbes.map(({ key }) => key).filter((key) => !covered.has(key))).toEqual([]);
});

test('staff are told, and see when it is over', async () => {
  const ask = await signInAgain(desk.the.app, 'eero.virtanen');
  const promises = async () =>
    (
      await ask<{ conditions: { part: string; about: string; ok: boolean }[] }>(
        'GET',
        '/api/console/conditions',
      )
    ).body.conditions
      .filter(({ part }) => part === 'promises')
      .filter(({ ok }) => !ok);
  expect(await promises()).toEqual([]);
  await sql('GRANT DELETE ON log.entry TO haltija_service');
  await runAll(desk.the);
  expect(await promises()).toMatchObject([{ about: 'P7', ok: false }]);
  await sql('REVOKE DELETE ON log.entry FROM haltija_service');
  await runAll(desk.the);
  expect(await promises()).toEqual([]);
});
