import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveCall } from '../../server/register/contacts/receive-call.ts';
import { beginRecording } from '../../server/register/recordings/begin-recording.ts';
import { sealRecording } from '../../server/register/recordings/seal-recording.ts';
import { failRecording, keepRecording } from '../../server/register/recordings/keep-recording.ts';
import { writeBlob } from '../../server/safeguards/vault/sealed-blob.ts';
import { changeRegister } from '../promises/change-register.ts';
import { type Desk, openDesk } from '../promises/one-customer.ts';
import { makeColleague } from '../support/sign-in.ts';
import { eventsOf } from './make-call.ts';

// Whether a call is recorded the server decides; what is not, or came to nothing, says why.

let desk: Desk;
let leadId: string;
beforeAll(async () => {
  desk = await openDesk();
  ({ staffId: leadId } = await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  }));
}, 120_000);
afterAll(() => desk.the.stop());

const deps = () => desk.the.house.contacts;
const sql = <Row = Record<string, unknown>>(text: string, values: unknown[] = []) =>
  desk.the.house.storage.db.query<Row>(text, values);
const at = new Date(Date.now() - 60_000);
const call = async () => (await receiveCall(deps(), eventsOf({ at, number: '+358401234567' })[1]))!.callId;
const rowOf = async (id: string) =>
  (await sql('SELECT state, code, blob FROM register.recording WHERE id = $1', [id]))[0];
const begin = async (announcement: Parameters<typeof beginRecording>[2]['announcement']) =>
  beginRecording(deps(), await call(), { at, announcement });

test('nobody was told, or only after it began: not recorded, nothing is sealed for it, and it says why', async () => {
  for (const [announcement, code] of [
    [{ kind: 'not-told' }, 'not-told'],
    [{ kind: 'played', by: 'welcome', at: new Date(at.getTime() + 1) }, 'told-too-late'],
  ] as const) {
    const begun = await begin(announcement);
    expect(begun).toMatchObject({ state: 'withheld', code });
    await expect(sealRecording(deps(), begun.recordingId)).rejects.toMatchObject({
      code: 'recording-not-kept',
    });
    expect(await rowOf(begun.recordingId)).toEqual({ state: 'withheld', code, blob: null });
  }
  expect(await begin({ kind: 'attested', by: 'trunk-1' })).toMatchObject({ state: 'recording' });
});

test('where the declaration has it recorded all the same, whoever answers for recordings is told at once', async () => {
  await desk.the.house.publish(
    changeRegister((register) => (register.channels.phone!.unannounced = 'alert')),
    null,
  );
  expect(await begin({ kind: 'not-told' })).toMatchObject({ state: 'recording', code: null });
  expect(await sql("SELECT staff_id FROM live.event WHERE notice = 'recording-due'")).toEqual([
    { staff_id: leadId },
  ]);
});

test('nothing is recorded of somebody who is restricted', async () => {
  await sql("UPDATE register.person SET state = 'restricted'");
  expect(await begin({ kind: 'attested', by: 'trunk-1' })).toMatchObject({ code: 'restricted' });
  await sql("UPDATE register.person SET state = 'active'");
});

test('of no length, or failed: it says so, and what was written of it goes', async () => {
  const sound = { endedAt: at, milliseconds: 0, sides: ['mixed'], format: 'audio/ogg' } as const;
  const empty = await begin({ kind: 'attested', by: 'trunk-1' });
  await keepRecording(deps(), empty.recordingId, { ...sound, sound: Buffer.alloc(0) });
  expect(await rowOf(empty.recordingId)).toMatchObject({ state: 'failed', code: 'empty' });
  const lost = await begin({ kind: 'attested', by: 'trunk-1' });
  const { blob } = await writeBlob(deps().blobs, (await sealRecording(deps(), lost.recordingId)).audio(), [
    Buffer.from('OggS'),
  ]);
  await failRecording(deps(), lost.recordingId, { at, code: 'stream-lost', blobs: [blob] });
  expect(await rowOf(lost.recordingId)).toEqual({ state: 'failed', code: 'stream-lost', blob: null });
  await expect
    .poll(async () => (await Array.fromAsync(deps().blobs.list())).map(({ id }) => id), { timeout: 20_000 })
    .not.toContain(blob);
  await expect(failRecording(deps(), lost.recordingId, { at, code: 'again' })).rejects.toMatchObject({
    code: 'recording-not-kept',
  });
});

test('small sound stands in its row; kept twice it is kept once', async () => {
  const { recordingId } = await begin({ kind: 'attested', by: 'trunk-1' });
  const sound = {
    endedAt: at,
    milliseconds: 900,
    sides: ['customer', 'staff'],
    format: 'audio/ogg',
  } as const;
  await keepRecording(deps(), recordingId, { ...sound, sound: Buffer.from('OggS litet') });
  await expect(
    keepRecording(deps(), recordingId, { ...sound, sound: Buffer.from('OggS annat') }),
  ).rejects.toMatchObject({ code: 'recording-not-kept' });
  const [row] = await sql<{ audio_sealed: Buffer }>(
    'SELECT audio_sealed FROM register.recording WHERE id = $1',
    [recordingId],
  );
  expect(row!.audio_sealed.includes('OggS')).toBe(false);
});
