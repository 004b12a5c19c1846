import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Recorded } from '../calls/make-call.ts';
import type { Ask } from '../promises/visit.ts';
import { openQualityHouse, type QualityHouse } from './quality-house.ts';

// A customer's complaint as it is worked on: its number, the contacts it is about, their recordings.

let house: QualityHouse;
let lead: Ask;
let first: Recorded;
let second: Recorded;
let stranger: Recorded;
let elsewhere: Recorded;
let complaintId: string;

interface Opened {
  number: number;
  contactId: string;
  version: number;
  contacts: { contactId: string; number: number; channel: string }[];
  others: { contactId: string }[];
  beside: { recordingId: string; contactId: string; kept: boolean; held: boolean }[];
  code?: string;
}
const url = (rest = '') => `/api/console/complaints/${complaintId}${rest}`;
const show = async (ask: Ask = lead) => (await ask<Opened>('GET', url())).body;
const link = (contactId: string, ask: Ask = lead) =>
  ask<{ code?: string }>('POST', url(`/contacts/${contactId}`));
const unlink = (contactId: string, ask: Ask = lead) => ask('POST', url(`/contacts/${contactId}/remove`));
const complain = async (contactId: string, ask: Ask = lead) => {
  const id = crypto.randomUUID();
  const made = await ask('POST', `/api/console/contacts/${contactId}/complaints`, {
    complaintId: id,
    ownerId: house.leadId,
    endsOn: '2026-08-31',
    reason: 'Lovades en sak, fick en annan',
  });
  expect(made.status).toBe(200);
  return id;
};

beforeAll(async () => {
  house = await openQualityHouse('2026-03-02T08:00:00Z');
  lead = await house.lead();
  const number = '+358405559001';
  const call = async (more: object) => {
    house.clock.pass(600_000);
    return house.call({ at: house.clock.now(), ...more });
  };
  first = await call({ number });
  // The first is closed, so that the second call of theirs is a contact of its own.
  await house.sql(
    "UPDATE register.contact SET status = 'closed', closed_at = now() - interval '1 year' WHERE id = $1",
    [first.contactId],
  );
  second = await call({ number });
  expect(second.contactId).not.toBe(first.contactId);
  stranger = await call({});
  elsewhere = await call({ queue: 'privacy' });
  complaintId = await complain(first.contactId);
}, 60_000);
afterAll(() => house.desk.the.stop());

describe('refused', () => {
  test('without the task nobody sees, links or unlinks', async () => {
    const ask = await house.agent();
    const missing = { status: 403, body: { code: 'task-missing' } };
    expect(await ask('GET', url())).toMatchObject(missing);
    expect(await link(second.contactId, ask)).toMatchObject(missing);
    expect(await unlink(second.contactId, ask)).toMatchObject(missing);
  });

  test('a contact of another queue is none of it, nor one that is not there', async () => {
    expect(await link(elsewhere.contactId)).toMatchObject({ status: 409, body: { code: 'queues-differ' } });
    expect(await link(crypto.randomUUID())).toMatchObject({ status: 404 });
    expect(await unlink(stranger.contactId)).toMatchObject({ status: 404 });
    expect((await show()).contacts).toHaveLength(1);
  });

  test('nor one of somebody who is restricted', async () => {
    const set = (state: string) =>
      house.sql(
        'UPDATE register.person SET state = $2 WHERE id = (SELECT person_id FROM register.contact WHERE id = $1)',
        [stranger.contactId, state],
      );
    await set('restricted');
    expect(await link(stranger.contactId)).toMatchObject({ status: 423, body: { code: 'unit-restricted' } });
    await set('active');
  });
});

test('it has a number, its contact, the recordings beside it, and what else it may be about', async () => {
  const seen = await show();
  expect(seen).toMatchObject({
    contactId: first.contactId,
    contacts: [{ contactId: first.contactId, channel: 'phone' }],
  });
  expect(seen.number).toBeGreaterThan(0);
  expect(seen.beside).toMatchObject([{ recordingId: first.recordingId, kept: false, held: false }]);
  expect(seen.others.map(({ contactId }) => contactId)).toEqual([second.contactId]);
});

test('linked twice it is linked once; its recordings may be kept for the complaint', async () => {
  expect(
    (await Promise.all([link(second.contactId), link(second.contactId)])).map(({ status }) => status),
  ).toEqual([200, 200]);
  expect((await link(first.contactId)).status).toBe(200);
  expect((await link(stranger.contactId)).status).toBe(200);
  const extended = await lead('POST', `/api/console/recordings/${second.recordingId}/extensions`, {
    extensionId: crypto.randomUUID(),
    ground: 'complaint',
    matterId: complaintId,
    reason: 'Det lovades här',
  });
  expect(extended).toMatchObject({ status: 200, body: { deleteAfter: '2026-08-31T21:00:00.000Z' } });
  const seen = await show();
  expect(seen.contacts.map(({ contactId }) => contactId)).toEqual([
    first.contactId,
    second.contactId,
    stranger.contactId,
  ]);
  expect(seen.others).toEqual([]);
  expect(seen.beside.map(({ recordingId, kept }) => [recordingId, kept])).toEqual([
    [first.recordingId, false],
    [second.recordingId, true],
    [stranger.recordingId, false],
  ]);
  // Found from any of its contacts.
  const { body } = await lead<{ complaints: { complaintId: string }[] }>(
    'GET',
    `/api/console/complaints?contactId=${second.contactId}`,
  );
  expect(body.complaints.map((each) => each.complaintId)).toEqual([complaintId]);
  const lines = await house.sql(
    "SELECT 1 FROM log.entry WHERE details->>'change' = 'complaint-linked' AND details->>'item' = $1::text",
    [complaintId],
  );
  expect(lines.length).toBeGreaterThanOrEqual(3);
});

test('unlinked it is about it no more; the contact in which it was made stays', async () => {
  expect((await unlink(stranger.contactId)).status).toBe(200);
  expect(await unlink(first.contactId)).toMatchObject({ status: 404 });
  expect((await show()).contacts).toHaveLength(2);
});

test('merging: links follow to the contact that is left; one to the complaint’s own says nothing', async () => {
  await link(stranger.contactId);
  const third = await house.call({ at: house.clock.now() });
  const merge = async (into: string, other: string, personOf: string) => {
    const [{ person_id: personId }] = (await house.sql<{ person_id: string }>(
      'SELECT person_id FROM register.contact WHERE id = $1',
      [personOf],
    )) as [{ person_id: string }];
    const versions = await house.sql<{ id: string; version: number }>(
      'SELECT id, version FROM register.contact WHERE id = ANY ($1)',
      [[into, other]],
    );
    const version = (id: string) => versions.find((row) => row.id === id)!.version;
    return lead('POST', `/api/console/contacts/${into}/merge`, {
      version: version(into),
      others: [{ contactId: other, version: version(other) }],
      personId,
    });
  };
  expect(await merge(third.contactId, stranger.contactId, third.contactId)).toMatchObject({ status: 200 });
  expect((await show()).contacts.map(({ contactId }) => contactId)).toContain(third.contactId);
  expect(await merge(first.contactId, third.contactId, first.contactId)).toMatchObject({ status: 200 });
  const seen = await show();
  expect(seen.contacts.map(({ contactId }) => contactId)).toEqual([first.contactId, second.contactId]);
  expect(seen.beside.map(({ recordingId }) => recordingId)).toContain(stranger.recordingId);
  // And the complaint itself, with its number, when its own contact goes into the other.
  expect(await merge(second.contactId, first.contactId, first.contactId)).toMatchObject({ status: 200 });
  const after = await show();
  expect(after).toMatchObject({ contactId: second.contactId, number: seen.number });
  expect(after.contacts).toHaveLength(1);
});

test('a contact that goes takes its links along, a complaint takes its own', async () => {
  const linked = await house.call({ at: house.clock.now() });
  expect((await link(linked.contactId)).status).toBe(200);
  const { erasure, contacts } = house.desk.the.house;
  const erase = async (contactId: string) => {
    const [row] = await house.sql<{ id: string }>(
      'SELECT person_id AS id FROM register.contact WHERE id = $1',
      [contactId],
    );
    await erasure.begin(row!.id, 'erasure', (units) =>
      contacts.access.systemGrant('sweep', { units, categories: [] }),
    );
  };
  await erase(linked.contactId);
  expect((await show()).contacts).toHaveLength(1);
  const next = await house.call({ at: house.clock.now() });
  await link(next.contactId);
  await erase(second.contactId);
  expect(await lead('GET', url())).toMatchObject({ status: 404 });
  expect(await house.sql('SELECT 1 FROM register.complaint_contact')).toEqual([]);
});

test('closed, nothing is linked to it any more', async () => {
  const call = await house.call({ at: house.clock.now() });
  const other = await house.call({ at: house.clock.now() });
  complaintId = await complain(call.contactId);
  expect((await link(other.contactId)).status).toBe(200);
  expect(await lead('POST', url(), { version: 1, outcome: 'Ersatt' })).toMatchObject({ status: 200 });
  const closed = { status: 409, body: { code: 'matter-closed' } };
  expect(await unlink(other.contactId)).toMatchObject(closed);
  expect(await link(stranger.contactId)).toMatchObject(closed);
});
