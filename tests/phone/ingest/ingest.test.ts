import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestHouse } from '../../support/start-house.ts';
import { readAudioFile, recordingsOf, waitUntilKept } from '../calls/phone-house.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { openIngestHouse } from './ingest-house.ts';
import { ask, events, recordings, send, sha256, sign, type Signing, tell } from './sign.ts';
import { slin, wave } from './write-audio.ts';

let the: TestHouse;
beforeAll(async () => {
  the = await openIngestHouse();
}, 120_000);
afterAll(() => the?.stop(), 60_000);

const customer = '+358401234567';
const now = () => new Date();
const call = (more: object = {}) => ({
  callId: randomUUID(),
  event: 'answered',
  at: now().toISOString(),
  parties: [{ number: customer }, { number: '7301' }],
  ...more,
});
const voices = [speech(1500, 0), speech(1500, 2)] as const;
const recordingOf = (callId: string, file: Buffer, more: object = {}) => ({
  callId,
  beganAt: now().toISOString(),
  tracks: [{ format: 'wav', sides: ['customer', 'staff'], bytes: file.length }],
  sha256: sha256(file),
  ...more,
});
const calls = () =>
  the.house.storage.db.query(
    'SELECT source, direction, outcome, number_state FROM register.contact_call ORDER BY began_at',
  );
/** Hands over a call and says that there is a recording of it. */
async function begin(file: Buffer, more: object = {}, signing: Signing = {}) {
  const told = call();
  expect((await tell(the.app, events, told, signing)).statusCode).toBe(200);
  const answer = await tell(the.app, recordings, recordingOf(told.callId, file, more), signing);
  return {
    callId: told.callId,
    answer,
    status: answer.json<{ uploadId: string; state: string; code: string | null }>(),
  };
}
async function settled(id: string, signing: Signing = {}) {
  const state = async () => (await ask(the.app, 'GET', id, signing)).json<{ state: string }>().state;
  await expect.poll(state, { timeout: 30_000, interval: 50 }).toMatch(/^(?:kept|failed)$/);
  return (await ask(the.app, 'GET', id, signing)).json<{ state: string; code: string | null }>();
}

test('refused: whoever has not signed, signed something else, signed long ago, or sends the same again', async () => {
  const body = call();
  const payload = JSON.stringify(body);
  const post = (headers: Record<string, string>, text = payload, url = events) =>
    the.app.inject({
      method: 'POST',
      url,
      payload: text,
      headers: { 'content-type': 'application/json', ...headers },
    });
  const digest = `sha-256=:${Buffer.from(sha256(Buffer.from(payload)), 'hex').toString('base64')}:`;
  const right = (signing: Signing = {}) => sign('POST', events, { 'content-digest': digest }, signing);
  const second = Math.floor(Date.now() / 1000);
  const refused: [string, Promise<{ statusCode: number; body: string }>][] = [
    ['nothing', post({})],
    ['another key', post(right({ secret: 'cd'.repeat(32) }))],
    ['nobody', post(right({ name: 'nobody' }))],
    ['long ago', post(right({ created: second - 400 }))],
    ['to come', post(right({ created: second + 400 }))],
    ['another body', post(right(), payload.replace('answered', 'ended!!!'))],
    ['no digest signed', post(sign('POST', events, {}))],
    ['another path', post(sign('POST', recordings, { 'content-digest': digest }))],
    ['another method', post(sign('PUT', events, { 'content-digest': digest }))],
    ['a question', post(right(), payload, `${events}?a=1`)],
    ['two of one', post({ ...right(), 'signature-input': `${right()['signature-input']};created=1` })],
    ['not of now', post({ ...right(), signature: 'sig=:AAAA:' })],
  ];
  for (const [what, answering] of refused) {
    const answer = await answering;
    expect(answer.statusCode, what).toBe(401);
    expect(JSON.parse(answer.body), what).toMatchObject({ code: 'signature-not-valid' });
  }
  expect(await calls()).toEqual([]);
  const once = right();
  expect((await post(once)).statusCode).toBe(200);
  const again = await post(once);
  expect(again.json()).toEqual({ code: 'signature-not-valid', details: { reason: 'seen' } });
  expect(await calls()).toHaveLength(1);
  // No route of it answers to anybody else, signed in or not.
  for (const [method, url] of [
    ['GET', `${recordings}/${randomUUID()}`],
    ['HEAD', `${recordings}/${randomUUID()}`],
    ['PATCH', `${recordings}/${randomUUID()}`],
    ['POST', recordings],
    ['POST', '/api/ingest/phone/call-backs/cloud-1'],
    ['POST', '/api/ingest/phone/call-backs/pbx-1'],
  ] as const)
    expect((await the.app.inject({ method, url, headers: { 'x-haltija': 'console' } })).statusCode, url).toBe(
      401,
    );
});

test('refused: who is no declared processor, what is not of these days, what is no event', async () => {
  const stranger = await tell(the.app, events, call(), { name: 'stranger' });
  expect(stranger.json()).toMatchObject({ code: 'recipient-not-declared' });
  for (const bad of [
    { at: '2020-01-01T10:00:00Z' },
    { at: '2099-01-01T10:00:00Z' },
    { event: 'sold' },
    { callId: 'a\u0000b' },
    { callId: 'x'.repeat(201) },
    { parties: Array.from({ length: 21 }, () => ({ number: null })) },
    { extra: 1 },
  ]) {
    const answer = await tell(the.app, events, call(bad));
    expect(answer.statusCode, JSON.stringify(bad).slice(0, 60)).toBe(400);
    expect(answer.body).not.toContain(customer);
  }
  const unknown = await tell(the.app, recordings, recordingOf('never-told', Buffer.from('RIFF')));
  expect(unknown.json()).toEqual({ code: 'not-found', details: { what: 'call' } });
});

test('the same call whatever the order of what is told of it, and however often', async () => {
  const before = (await calls()).length;
  const at = (seconds: number) => new Date(Date.now() - 60_000 + seconds * 1000).toISOString();
  const told = [
    call({ callId: 'one', event: 'ended', at: at(40) }),
    call({
      callId: 'one',
      event: 'transferred',
      at: at(20),
      parties: [{ number: customer }, { number: '7302', side: 'staff' }],
    }),
    call({ callId: 'one', event: 'ringing', at: at(0) }),
    call({ callId: 'one', event: 'answered', at: at(8) }),
    call({ callId: 'one', event: 'ended', at: at(40) }),
  ];
  for (const event of told) expect((await tell(the.app, events, event)).json()).toEqual({ done: true });
  await tell(
    the.app,
    events,
    call({ callId: 'two', event: 'missed', at: at(50), parties: [{ number: null, withheld: true }] }),
  );
  await tell(
    the.app,
    events,
    call({
      callId: 'three',
      event: 'refused',
      at: at(55),
      parties: [{ number: '7301' }, { number: '+358501234567' }],
    }),
  );
  const rows = await the.house.storage.db.query<{ began_at: Date; answered_at: Date }>(
    'SELECT source, direction, outcome, number_state, began_at, answered_at FROM register.contact_call ORDER BY began_at DESC, id',
  );
  expect(rows).toHaveLength(before + 3);
  const of = (outcome: string) =>
    rows.filter((row) => (row as unknown as { outcome: string }).outcome === outcome);
  expect(of('missed')).toMatchObject([{ direction: 'incoming', number_state: 'withheld' }]);
  expect(of('refused')).toMatchObject([{ direction: 'outgoing', number_state: 'known' }]);
  const [answered] = of('answered');
  expect(answered!.began_at.toISOString()).toBe(told[2]!.at);
  expect(answered!.answered_at.toISOString()).toBe(told[3]!.at);
});

test('what may not be kept is not taken: nothing of it is asked for, and nothing stored', async () => {
  const file = wave(slin(...voices), { channels: 2 });
  const { status, callId } = await begin(file, {}, { name: 'silent-1' });
  expect(status).toMatchObject({ state: 'withheld', code: 'not-told' });
  expect((await send(the.app, status.uploadId, 0, file, { name: 'silent-1' })).statusCode).toBe(404);
  // Asked again, the same answer: no second row.
  const again = await tell(the.app, recordings, recordingOf(callId, file), { name: 'silent-1' });
  expect(again.json()).toMatchObject({ uploadId: status.uploadId, state: 'withheld' });
  const late = await begin(
    file,
    { announced: { by: 'welcome', at: new Date(Date.now() + 1000).toISOString() } },
    { name: 'silent-1' },
  );
  expect(late.status).toMatchObject({ state: 'withheld', code: 'told-too-late' });
  const inTime = await begin(
    file,
    { announced: { by: 'welcome', at: new Date(Date.now() - 9000).toISOString() } },
    { name: 'silent-1' },
  );
  expect(inTime.status.state).toBe('receiving');
});

test('too large is refused before any of it is read; another source’s upload is not there', async () => {
  const file = wave(slin(...voices), { channels: 2 });
  const large = await begin(file, { tracks: [{ format: 'wav', sides: ['mixed'], bytes: 5 * 1024 * 1024 }] });
  expect(large.answer.json()).toEqual({ code: 'body-too-large', details: { most: 4 * 1024 * 1024 } });
  const { status } = await begin(file);
  const more = await send(the.app, status.uploadId, 0, Buffer.concat([file, Buffer.from('more')]));
  expect(more.json()).toMatchObject({ code: 'body-too-large' });
  for (const method of ['GET', 'HEAD'] as const)
    expect((await ask(the.app, method, status.uploadId, { name: 'pbx-2' })).statusCode).toBe(404);
  expect((await send(the.app, status.uploadId, 0, file, { name: 'pbx-2' })).statusCode).toBe(404);
  const elsewhere = await send(the.app, status.uploadId, 7, file);
  expect(elsewhere.json()).toMatchObject({ code: 'changed-meanwhile' });
});

test(
  'in parts, with a copy of it: one recording, each voice on its side, plain nowhere',
  { timeout: 60_000 },
  async () => {
    const file = wave(slin(...voices), { channels: 2 });
    const { status, callId } = await begin(file);
    expect(status.state).toBe('receiving');
    const id = status.uploadId;
    const first = await send(the.app, id, 0, file.subarray(0, 20_001));
    expect(first.statusCode).toBe(204);
    expect(first.headers).toMatchObject({ 'upload-offset': '20001', 'tus-resumable': '1.0.0' });
    // The copy is told to go on where the first stands.
    const copy = await tell(the.app, recordings, recordingOf(callId, file));
    expect(copy.json()).toMatchObject({ uploadId: id, offset: 20_001, bytes: file.length });
    const other = await tell(the.app, recordings, recordingOf(callId, Buffer.concat([file, file])));
    expect(other.json()).toMatchObject({ code: 'already-done' });
    const { blobDir } = the.house.settings;
    for (const entry of await readdir(blobDir, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const bytes = await readFile(join(entry.parentPath, entry.name));
        for (const plain of ['RIFF', 'WAVE', 'pbx-1', sha256(file), file.subarray(2000, 2016)])
          expect(bytes.includes(plain), entry.name).toBe(false);
      }
    const head = await ask(the.app, 'HEAD', id);
    expect(head.headers).toMatchObject({ 'upload-offset': '20001', 'upload-length': String(file.length) });
    expect((await send(the.app, id, 20_001, file.subarray(20_001))).statusCode).toBe(204);
    expect(await settled(id)).toMatchObject({ state: 'kept', code: null });
    const kept = (
      await waitUntilKept(the, (await recordingsOf(the)).filter(({ state }) => state !== 'recording').length)
    ).find((each) => each.id === id)!;
    expect(kept).toMatchObject({ state: 'kept', milliseconds: 1500, announcement: 'attested' });
    const { sound } = await play(await readAudioFile(the, kept), 2);
    for (const [at, voice] of voices.entries()) {
      expect(compare(voice, sound[at]!, 400).likeness).toBeGreaterThan(0.85);
      expect(compare(voice, sound[1 - at]!, 400).likeness).toBeLessThan(0.3);
    }
    const again = await tell(the.app, recordings, recordingOf(callId, file));
    expect(again.json()).toMatchObject({ uploadId: id, state: 'kept' });
    expect(the.logLines.filter((line) => line.includes('40123'))).toEqual([]);
  },
);

test(
  'audio that is not what it says, altered, or of no length: a code, and it is seen; it may be handed in anew',
  { timeout: 60_000 },
  async () => {
    const good = wave(slin(...voices), { channels: 2 });
    const stranger = Buffer.from('<html>no such recording</html>');
    const cases: [Buffer, object, string][] = [
      [stranger, {}, 'audio-another-format'],
      [wave(slin(voices[0])), {}, 'audio-channels'],
      [wave(Buffer.alloc(0), { channels: 2 }), {}, 'empty'],
      [good, { sha256: sha256(stranger) }, 'altered'],
    ];
    for (const [file, more, code] of cases) {
      const { status, callId } = await begin(file, more);
      await send(the.app, status.uploadId, 0, file);
      expect(await settled(status.uploadId), code).toMatchObject({ state: 'failed', code });
      expect(the.house.conditions.list()).toContainEqual(
        expect.objectContaining({ part: 'phone', about: 'pbx-1', ok: false, code }),
      );
      const anew = await tell(the.app, recordings, recordingOf(callId, good));
      expect(anew.json()).toMatchObject({ state: 'receiving' });
      expect(anew.json<{ uploadId: string }>().uploadId).not.toBe(status.uploadId);
    }
  },
);

test('two files of one call, one for each side, are one recording', { timeout: 60_000 }, async () => {
  const [left, right] = [slin(voices[0]), wave(slin(voices[1]))];
  const file = Buffer.concat([left, right]);
  const tracks = [
    { format: 'slin', sides: ['customer'], bytes: left.length },
    { format: 'wav', sides: ['staff'], bytes: right.length },
  ];
  const { status } = await begin(file, { tracks });
  await send(the.app, status.uploadId, 0, file);
  expect(await settled(status.uploadId)).toMatchObject({ state: 'kept' });
  const kept = (await recordingsOf(the)).find(({ id }) => id === status.uploadId)!;
  const { sound } = await play(await readAudioFile(the, kept), 2);
  for (const [at, voice] of voices.entries())
    expect(compare(voice, sound[at]!, 400).likeness).toBeGreaterThan(0.85);
});
