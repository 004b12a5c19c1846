import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Id } from '../../server/base/new-id.ts';
import { isWell } from '../../server/operations/restore/report.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { audio } from '../promises/p11-house.ts';
import { signInAgain, type Ask } from '../promises/visit.ts';
import { makeColleague } from '../support/sign-in.ts';
import type { TestHouse } from '../support/start-house.ts';
import { close, type FirePlace, makeBackup, makeFirePlace } from './fire-place.ts';

// A backup older than what became of its recordings: extended, held, let go, erased. Nothing of that is undone.

const names = ['extended', 'held', 'swept', 'erased', 'heldOfErased', 'released', 'closed', 'later'] as const;
type Name = (typeof names)[number];

let fire: FirePlace;
let the: TestHouse;
const calls = {} as Record<Name, Recorded>;
const holds = Object.fromEntries(names.map((name) => [name, crypto.randomUUID()])) as Record<Name, string>;

const url = (name: Name, rest: string) => `/api/console/recordings/${calls[name].recordingId}${rest}`;
const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  the.house.storage.db.query<Row>(text, values);
const rowOf = async (name: Name) =>
  (
    await sql<{ contact_id: string | null; extended_for: string | null }>(
      'SELECT contact_id, extended_for FROM register.recording WHERE id = $1',
      [calls[name].recordingId],
    )
  )[0];
const holdsKey = async (name: Name) =>
  (await sql('SELECT 1 FROM ring.read_keys($1)', [[calls[name].recordingId]])).length === 1;
const done = async (asked: ReturnType<Ask>) => expect(await asked).toMatchObject({ status: 200 });
const pastPeriod = (...past: Name[]) =>
  sql("UPDATE register.recording SET base_after = now() - interval '1 minute' WHERE id = ANY ($1)", [
    past.map((name) => calls[name].recordingId),
  ]);

async function erase(name: Name): Promise<void> {
  const { erasure, contacts } = the.house;
  const [row] = await sql<{ person_id: Id<'person'> }>(
    'SELECT person_id FROM register.contact WHERE id = $1',
    [calls[name].contactId],
  );
  await erasure.begin(row!.person_id, 'erasure', (units) =>
    contacts.access.systemGrant('sweep', { units, categories: [] }),
  );
}

beforeAll(async () => {
  fire = await makeFirePlace();
  const desk = await fire.open();
  ({ the } = desk);
  const at = new Date(Date.now() - 86_400_000);
  for (const [index, name] of names.slice(0, -1).entries())
    calls[name] = await recordCall(the.house, { at, number: `+35840123456${index}` });
  const colleague = (userName: string, tasks: string[]) =>
    makeColleague(the.house, the.app, desk.administrator, { userName, displayName: 'Liisa Laine', tasks });
  const lead = await colleague('liisa.laine', ['lead-team']);
  const officer = await colleague('paula.palo', ['handle-data-protection']);
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const matter = { ownerId: lead.staffId, endsOn: inDays(200), reason: 'Fel' };
  const extension = (ground: string, matterId: string) => ({
    extensionId: crypto.randomUUID(),
    ground,
    matterId,
    reason: 'Fel',
  });
  const hold = (name: Name) =>
    done(
      officer.ask('POST', url(name, '/holds'), {
        holdId: holds[name],
        ground: 'claim',
        document: 'L 26/123',
        ownerId: officer.staffId,
        reviewOn: inDays(30),
      }),
    );
  const complaintId = crypto.randomUUID();
  const projectId = crypto.randomUUID();
  const complaints = `/api/console/contacts/${calls.closed.contactId}/complaints`;
  await done(lead.ask('POST', complaints, { complaintId, ...matter }));
  await done(lead.ask('POST', url('closed', '/extensions'), extension('complaint', complaintId)));
  await hold('released');
  await makeBackup(the);

  const project = { projectId, queue: 'service', name: 'Svar', ...matter };
  await done(lead.ask('POST', '/api/console/quality-projects', project));
  await done(lead.ask('POST', url('extended', '/extensions'), extension('quality-project', projectId)));
  await hold('held');
  await hold('heldOfErased');
  await done(officer.ask('POST', url('released', `/holds/${holds.released}/end`)));
  await done(lead.ask('POST', `/api/console/complaints/${complaintId}`, { version: 1, outcome: 'Rättat' }));
  await pastPeriod('swept');
  expect((await the.house.sweep()).units).toMatchObject({ recording: 1 });
  await erase('erased');
  await erase('heldOfErased');
  // What is recorded after the backup is lost with its call, whatever holds it.
  calls.later = await recordCall(the.house, { at: new Date(Date.now() - 60_000), number: '+358401234570' });
  await hold('later');
  await the.house.backups.keep();
  await close(the);
  await fire.burn();
}, 240_000);
afterAll(async () => {
  await the?.stop().catch(() => undefined);
  await fire?.end();
});

test('what was extended and held since the backup is kept by it; what was let go and erased since does not come back', async () => {
  const { statement } = await fire.restore();
  expect(isWell(statement)).toBe(true);
  the = await fire.reopen();
  expect(await rowOf('later')).toBeUndefined();
  for (const name of ['swept', 'erased'] as const) {
    expect(await rowOf(name)).toBeUndefined();
    expect(await holdsKey(name)).toBe(false);
  }
  expect(await rowOf('heldOfErased')).toMatchObject({ contact_id: null });
  expect(await sql('SELECT 1 FROM register.contact WHERE id = $1', [calls.heldOfErased.contactId])).toEqual(
    [],
  );

  const lead = await signInAgain(the.app, 'liisa.laine');
  const officer = await signInAgain(the.app, 'paula.palo');
  const hear = async (ask: Ask, name: Name, hold?: string) =>
    (await ask('GET', `${audio(calls[name].recordingId)}${hold ? `?hold=${hold}` : ''}`)).status;
  for (const name of ['held', 'heldOfErased'] as const) {
    expect(await hear(lead, name)).toBe(423);
    expect(await hear(officer, name, holds[name])).toBe(200);
  }
  expect(await hear(lead, 'released')).toBe(200);

  // The period of all of them ends: what still keeps one is what was decided since.
  await pastPeriod('extended', 'held', 'heldOfErased', 'released', 'closed');
  expect((await the.house.sweep()).units).toMatchObject({ recording: 2 });
  for (const name of ['released', 'closed'] as const) expect(await rowOf(name)).toBeUndefined();
  expect(await rowOf('extended')).toMatchObject({ extended_for: 'quality-project' });
  expect(await hear(lead, 'extended')).toBe(200);
  expect(await hear(officer, 'held', holds.held)).toBe(200);
}, 240_000);
