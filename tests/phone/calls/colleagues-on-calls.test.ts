import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../../server/base/new-id.ts';
import { createLegs } from '../../../server/channels/phone/calls/follow-legs.ts';
import { makeAdministrator, makeColleague, type Person } from '../../support/sign-in.ts';
import { statusOf } from '../sip/play-source.ts';
import { multipart, twoLines, twoPeople, wire } from '../sip/write-invite.ts';
import { handOver, openPhoneHouse } from './phone-house.ts';

// Whose telephone a call is at, by the extensions that were declared: taken, passed on, taken back, with several customers.

let the: Awaited<ReturnType<typeof openPhoneHouse>>;
let eero: Person;
let saga: Person;
let lead: Person;

beforeAll(async () => {
  the = await openPhoneHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, task: string) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [task] });
  eero = await make('eero.virtanen', 'Eero Virtanen', 'answer-customers');
  saga = await make('saga.lindroth', 'Saga Lindroth', 'answer-customers');
  lead = await make('liisa.laine', 'Liisa Laine', 'lead-team');
  for (const [who, extension] of [
    [eero, '7301'],
    [saga, '7302'],
  ] as const)
    await administrator.ask('POST', `/api/console/staff/${who.staffId}/extension`, { extension });
}, 120_000);
afterAll(() => the?.stop(), 60_000);

const around = async (who: Person) =>
  (await who.ask<{ calls: { contactId: string; customers: string[] }[] }>('GET', '/api/console/calls/around'))
    .body.calls;
const legs = () =>
  the.house.storage.db.query<{ staff_id: string; over: boolean }>(
    'SELECT staff_id, ended_at IS NOT NULL AS over FROM register.contact_call_leg ORDER BY began_at',
  );
const assignee = async () =>
  (await the.house.storage.db.query<{ assignee_id: string }>('SELECT assignee_id FROM register.contact'))[0]
    ?.assignee_id;
/** One goes, another comes: a part of the metadata, by itself. */
const passedOn = (from: string, to: string, number: string) => ({
  type: 'application/rs-metadata+xml',
  text: wire(`<?xml version="1.0" encoding="UTF-8"?>
<recording xmlns="urn:ietf:params:xml:ns:recording:1">
<datamode>partial</datamode>
<participant participant_id="${to}"><nameID aor="sip:${number}@sbc.example"/></participant>
<participantsessionassoc participant_id="${from}" session_id="call-a"><disassociate-time>2026-11-30T08:01:00+02:00</disassociate-time></participantsessionassoc>
<participantsessionassoc participant_id="${to}" session_id="call-a"><associate-time>2026-11-30T08:01:00+02:00</associate-time></participantsessionassoc>
<participantstreamassoc participant_id="${to}"><send>b</send><recv>a</recv></participantstreamassoc>
</recording>
`),
});

test(
  'a call is with whose telephone it is at; passed on, it is with the next one, who has the contact too',
  { timeout: 60_000 },
  async () => {
    const exchanges = async () =>
      (await lead.ask<{ exchanges: object[] }>('GET', '/api/console/calls/live')).body.exchanges;
    expect(await exchanges()).toMatchObject([
      { name: 'sbc-1', state: 'never-heard', lastHeardAt: null, calls: 0 },
      { name: 'silent-1' },
      { name: 'stranger' },
    ]);
    const call = await handOver(
      the.sipPort,
      'passed-on',
      multipart(twoLines(), twoPeople().replaceAll('s1', 'call-a')),
    );
    expect(statusOf(call.answer)).toBe(200);
    expect(await around(eero)).toMatchObject([{ customers: ['+358401234567'] }]);
    expect(await around(saga)).toEqual([]);
    expect(await legs()).toEqual([{ staff_id: eero.staffId, over: false }]);
    expect(await assignee()).toBe(eero.staffId);
    expect((await exchanges())[0]).toMatchObject({ state: 'up', calls: 1, lastHeardAt: expect.any(String) });

    expect(statusOf(await call.ask('UPDATE', passedOn('p2', 'p3', '7302')))).toBe(200);
    await expect.poll(legs, { timeout: 5_000 }).toEqual([
      { staff_id: eero.staffId, over: true },
      { staff_id: saga.staffId, over: false },
    ]);
    expect(await around(saga)).toHaveLength(1);
    expect(await around(eero)).toEqual([]);
    expect(await assignee()).toBe(saga.staffId);

    // A second customer comes to the call: it is the same call.
    expect(statusOf(await call.ask('UPDATE', passedOn('p9', 'p4', '+358407654321')))).toBe(200);
    await expect
      .poll(async () => (await around(saga))[0]?.customers, { timeout: 5_000 })
      .toEqual(['+358401234567', '+358407654321']);

    expect(statusOf(await call.ask('BYE'))).toBe(200);
    call.end();
    await expect.poll(async () => (await legs()).every(({ over }) => over), { timeout: 10_000 }).toBe(true);
    expect(await legs()).toHaveLength(2);
    await expect
      .poll(async () => (await exchanges())[0], { timeout: 5_000 })
      .toMatchObject({ state: 'up', calls: 0 });
  },
);

test('who comes back is on it a second time; the same told again changes nothing', () => {
  const [one, two] = ['one', 'two'] as Id<'staff'>[] as [Id<'staff'>, Id<'staff'>];
  const at = (second: number) => new Date(second * 1000);
  const kept = createLegs();
  kept.follow([one], at(0));
  kept.follow([one, one], at(1));
  kept.follow([two], at(2));
  kept.follow([two, one], at(3));
  kept.follow([], at(4));
  expect(kept.all).toEqual([
    { staffId: one, beganAt: at(0), endedAt: at(2) },
    { staffId: two, beganAt: at(2), endedAt: at(4) },
    { staffId: one, beganAt: at(3), endedAt: at(4) },
  ]);
});
