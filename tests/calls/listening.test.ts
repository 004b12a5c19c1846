import { afterAll, beforeAll, expect, test } from 'vitest';
import { asBlob, makeOgg, talk } from '../phone/media/make-ogg.ts';
import { showAsMp4 } from '../../server/channels/phone/media/play/show-as-mp4.ts';
import { readWhole } from '../../server/safeguards/vault/sealed-blob.ts';
import { openRecordingHouse, type RecordingHouse } from '../promises/p11-house.ts';
import { send } from '../promises/visit.ts';
import { password } from '../support/start-house.ts';
import { recordCall, type Recorded } from './make-call.ts';

// What a player needs: how loud it is, marks, sound in the form that it knows, and a file for whose task lets them take one.

let house: RecordingHouse;
let ogg: Buffer;
let call: Recorded;
let other: Recorded;

beforeAll(async () => {
  house = await openRecordingHouse('2026-03-02T09:00:00Z');
  ogg = await makeOgg(talk(4));
  const given = { at: house.clock.now(), number: '+358401234567', staffId: house.desk.agent.staffId };
  // Sixty seconds: a side's loudness by turns with the other's.
  const peaks = Uint8Array.from({ length: 1200 }, (_, at) => (at % 2 ? 9 : Math.min(255, at)));
  call = await recordCall(house.desk.the.house, { ...given, seconds: 60 }, ogg, undefined, peaks);
  other = await recordCall(house.desk.the.house, { ...given, number: '+358401234568' });
}, 60_000);
afterAll(() => house.desk.the.stop());

const url = ({ recordingId }: Recorded, rest = '') => `/api/console/recordings/${recordingId}${rest}`;
const linesOf = async (action: string) =>
  (
    await house.sql('SELECT 1 FROM log.entry WHERE action = $2 AND units @> ARRAY[$1::uuid]', [
      call.recordingId,
      action,
    ])
  ).length;
interface Listening {
  lanes: { side: string; loudness: number[] }[];
  marks: { markId: string; at: number; note: string | null; madeBy: string }[];
}
const mark = (over: object = {}) => ({
  markId: crypto.randomUUID(),
  at: 12_500,
  note: 'Lovar svar i dag',
  ...over,
});

async function bytes(userName: string, path: string, range?: string) {
  const { app } = house.desk.the;
  const { cookies } = await send(app, 'POST', '/api/console/sign-in', { payload: { userName, password } });
  return send(app, 'GET', path, {
    cookies: { [cookies[0]!.name]: cookies[0]!.value },
    ...(range ? { headers: { range } } : {}),
  });
}

test('without the task: no loudness, no mark, no file, and not even that it is there', async () => {
  const agent = await house.agent();
  const missing = { status: 403, body: { code: 'task-missing' } };
  for (const rest of ['', '/listening', '/audio?as=mp4', '/file'])
    expect(await agent('GET', url(call, rest))).toMatchObject(missing);
  expect(await agent('POST', url(call, '/marks'), mark())).toMatchObject(missing);
  // Who may listen may not therefore take it home.
  expect(await (await house.lead())('GET', url(call, '/file'))).toMatchObject(missing);
  expect(await linesOf('play')).toBe(0);
});

test('a mark of nowhere is refused: past the end, before the beginning, of too much text', async () => {
  const lead = await house.lead();
  for (const [bad, field] of [
    [{ at: 3_600_000 }, 'at'],
    [{ at: -1 }, undefined],
    [{ note: 'x'.repeat(501) }, undefined],
    [{ note: 'noll \0 här' }, undefined],
  ] as const)
    expect(await lead('POST', url(call, '/marks'), mark(bad))).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', ...(field ? { details: { field } } : {}) },
    });
});

test('looked at, then heard: one reading', async () => {
  const lead = await house.lead();
  const [first, again] = await Promise.all([
    lead<Listening>('GET', url(call, '/listening')),
    lead<Listening>('GET', url(call, '/listening')),
  ]);
  expect([first.status, again.status]).toEqual([200, 200]);
  expect(first.body).toMatchObject({ milliseconds: 60_000, marks: [] });
  const [customer, staff] = first.body.lanes;
  expect(customer).toMatchObject({ side: 'customer' });
  expect(customer!.loudness.slice(0, 3)).toEqual([0, 2, 4]);
  expect(staff!.loudness).toEqual(Array.from({ length: 600 }, () => 9));
  expect((await lead('GET', url(call, '/audio'))).status).toBe(200);
  expect((await lead('GET', url(call, '/audio?as=mp4'))).status).toBe(200);
  expect(await linesOf('play')).toBe(1);
});

test('marks are sealed, seen by the next who listens, and taken away by who made them', async () => {
  const lead = await house.lead();
  const officer = await house.officer();
  const first = mark({ note: 'Lovar svar i dag, 131052-9982' });
  for (let times = 0; times < 2; times += 1)
    expect((await lead('POST', url(call, '/marks'), first)).status).toBe(200);
  const second = mark({ at: 3000, note: '' });
  expect((await officer('POST', url(call, '/marks'), second)).status).toBe(200);
  const { body } = await officer<Listening>('GET', url(call, '/listening'));
  expect(body.marks.map(({ at }) => at)).toEqual([3000, 12_500]);
  expect(body.marks[1]!.note).toContain('Lovar svar');
  // An identity code stands in no note.
  expect(body.marks[1]!.note).not.toContain('131052');
  const rows = await house.sql<{ note_sealed: Buffer }>('SELECT note_sealed FROM register.recording_mark');
  expect(rows.some(({ note_sealed }) => note_sealed.includes('Lovar'))).toBe(false);
  const remove = (by: typeof lead, { markId }: { markId: string }) =>
    by('POST', url(call, `/marks/${markId}/remove`));
  expect(await remove(officer, first)).toMatchObject({ status: 404 });
  expect((await remove(officer, second)).status).toBe(200);
  expect((await lead<Listening>('GET', url(call, '/listening'))).body.marks).toHaveLength(1);
});

test('as MP4, whole and in ranges; what is no Opus is given as it is', async () => {
  const whole = await bytes('liisa.laine', url(call, '/audio?as=mp4'));
  expect(whole.headers).toMatchObject({
    'content-type': 'audio/mp4',
    'content-disposition': 'inline',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
  });
  const expected = await readWhole((await showAsMp4(asBlob(ogg)))!.read());
  expect(whole.rawPayload.equals(expected)).toBe(true);
  for (const [range, from, to] of [
    ['bytes=0-1', 0, 2],
    ['bytes=700-9000', 700, 9001],
    ['bytes=-500', expected.length - 500, expected.length],
  ] as const) {
    const part = await bytes('liisa.laine', url(call, '/audio?as=mp4'), range);
    expect(part.statusCode).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes ${from}-${to - 1}/${expected.length}`);
    expect(part.rawPayload.equals(expected.subarray(from, to))).toBe(true);
  }
  const past = await bytes('liisa.laine', url(call, '/audio?as=mp4'), `bytes=${expected.length}-`);
  expect(past.statusCode).toBe(416);
  const asItIs = await bytes('liisa.laine', url(other, '/audio?as=mp4'));
  expect(asItIs.headers['content-type']).toBe('audio/ogg');
});

test('a file for whose task lets them take it: by its moment, never by a name; each time a line', async () => {
  for (let times = 1; times < 3; times += 1) {
    const file = await bytes('paula.palo', url(call, '/file'));
    expect(file.headers['content-disposition']).toBe('attachment; filename="recording-20260302T0900Z.ogg"');
    expect(file.rawPayload.equals(ogg)).toBe(true);
    expect(await linesOf('export')).toBe(times);
  }
});

test('by itself: until when, and reasons for who decides', async () => {
  const lead = await house.lead();
  const { body } = await lead<{ deleteAfter: string; rule: string }>('GET', url(call));
  expect(body).toMatchObject({ deleteAfter: '2026-06-01T21:00:00.000Z', rule: 'recording', extensions: [] });
});

test('lists: all, the newest first, page by page; one’s own to review', async () => {
  const officer = await house.officer();
  type Page = { recordings: { recordingId: string }[]; next: string | null };
  const seen: string[] = [];
  let cursor = '';
  do {
    const { body } = await officer<Page>(
      'GET',
      `/api/console/recordings?view=all&limit=1${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    seen.push(...body.recordings.map(({ recordingId }) => recordingId));
    cursor = body.next ?? '';
  } while (cursor);
  expect(seen.toSorted()).toEqual([call.recordingId, other.recordingId].toSorted());
  const count = async () => (await officer('GET', '/api/console/recordings-to-decide')).body;
  expect(await count()).toEqual({ ending: 0, reviews: 0 });
  const hold = {
    holdId: crypto.randomUUID(),
    ground: 'claim',
    document: 'Helsingin käräjäoikeus, L 26/123',
    ownerId: house.officerId,
    reviewOn: '2026-03-10',
  };
  expect((await officer('POST', url(other, '/holds'), hold)).status).toBe(200);
  expect(await count()).toEqual({ ending: 0, reviews: 1 });
  const mine = await officer<Page>('GET', '/api/console/held-recordings?of=mine');
  expect(mine.body.recordings.map(({ recordingId }) => recordingId)).toEqual([other.recordingId]);
  // Held, it is listened to and marked for that matter alone.
  expect(await officer('GET', url(other, '/listening'))).toMatchObject({ status: 423 });
  expect(await officer('POST', url(other, '/marks'), mark())).toMatchObject({ status: 423 });
  expect((await officer('POST', url(other, '/marks'), mark({ hold: hold.holdId }))).status).toBe(200);
  const heard = await officer<Listening>('GET', url(other, `/listening?hold=${hold.holdId}`));
  expect(heard.body).toMatchObject({ lanes: [{ loudness: [] }, { loudness: [] }], marks: [{ at: 12_500 }] });
});

test('past its end it is silent, and its marks go with it', async () => {
  house.clock.set('2026-06-02T09:00:01Z');
  const lead = await house.lead();
  for (const rest of ['/listening', '/audio?as=mp4'])
    expect(await lead('GET', url(call, rest))).toMatchObject({ status: 410 });
  expect(await lead('POST', url(call, '/marks'), mark())).toMatchObject({ status: 410 });
  await house.sweep();
  expect(
    await house.sql('SELECT 1 FROM register.recording_mark WHERE recording_id = $1', [call.recordingId]),
  ).toEqual([]);
});
