import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSources } from '../../../server/channels/phone/ingest/sources.ts';
import type { TestHouse } from '../../support/start-house.ts';
import { readAudioFile, recordingsOf } from '../calls/phone-house.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { callBackUrl, openIngestHouse, writeSources } from './ingest-house.ts';
import { ask, events, recordings, secret, tell } from './sign.ts';
import { slin, wave } from './write-audio.ts';

let the: TestHouse;
let cloud: Server;
let url: string;
const voices = [speech(1000, 0), speech(1000, 2)] as const;
const good = wave(slin(...voices), { channels: 2 });
const asked: string[] = [];

beforeAll(async () => {
  // The system that made the recordings.
  cloud = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? ''}`);
    if (request.url!.startsWith('/large'))
      return response.writeHead(200, { 'content-length': 5 * 1024 * 1024 }).end();
    if (request.url!.startsWith('/endless'))
      return response.writeHead(200).end(Buffer.alloc(5 * 1024 * 1024));
    if (request.url!.startsWith('/elsewhere'))
      return response.writeHead(302, { location: '/good.wav' }).end();
    if (request.url!.startsWith('/page')) return response.writeHead(200).end('<html>');
    if (request.url!.startsWith('/forbidden')) return response.writeHead(403).end();
    return response.writeHead(200).end(good);
  });
  await new Promise<void>((resolve) => cloud.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(cloud.address() as AddressInfo).port}`;
  the = await openIngestHouse({ pullFrom: ['127.0.0.1', 'media.example'], mostMegabytes: 4 });
}, 120_000);
afterAll(async () => {
  cloud?.close();
  await the?.stop();
}, 60_000);

const call = (callId: string) => ({
  callId,
  event: 'answered',
  at: new Date().toISOString(),
  parties: [{ number: '+358401234567' }, { number: '7301' }],
});
async function fetchFrom(callId: string, from: string) {
  await tell(the.app, events, call(callId));
  return tell(the.app, recordings, {
    callId,
    beganAt: new Date().toISOString(),
    tracks: [{ format: 'wav', sides: ['customer', 'staff'] }],
    url: from,
  });
}
async function outcome(id: string) {
  const state = async () => (await ask(the.app, 'GET', id)).json<{ state: string }>().state;
  await expect.poll(state, { timeout: 30_000, interval: 50 }).toMatch(/^(?:kept|failed)$/);
  return (await ask(the.app, 'GET', id)).json<{ state: string; code: string | null }>();
}

test('refused before anything is asked: no TLS, a machine that is not listed, or not declared', async () => {
  for (const [from, code] of [
    ['http://media.example/a.wav', 'invalid-input'],
    ['https://name:password@media.example/a.wav', 'invalid-input'],
    ['file:///etc/passwd', 'invalid-input'],
    ['https://127.0.0.2/a.wav', 'address-not-allowed'],
    ['https://169.254.169.254/latest', 'address-not-allowed'],
    ['https://media.example/a.wav', 'connection-not-declared'],
  ] as const)
    expect((await fetchFrom('refused', from)).json(), from).toMatchObject({ code });
  expect(asked).toEqual([]);
  expect(await recordingsOf(the)).toEqual([]);
  // What is listed and not declared is seen before anybody fetches.
  expect(await the.house.connections.configured()).toContainEqual(
    expect.objectContaining({ way: 'recordings', host: 'media.example', recipient: 'exchange' }),
  );
});

test(
  'too large, elsewhere, forbidden, or no sound: it failed, with its code',
  { timeout: 60_000 },
  async () => {
    for (const [path, code] of [
      ['/large', 'too-large'],
      ['/endless', 'too-large'],
      ['/forbidden', 'not-fetched'],
      ['/page', 'audio-another-format'],
    ] as const) {
      const begun = (await fetchFrom(path.slice(1), `${url}${path}`)).json<{
        uploadId: string;
        state: string;
      }>();
      expect(begun.state).toBe('fetching');
      expect(await outcome(begun.uploadId), path).toMatchObject({ state: 'failed', code });
    }
  },
);

test('fetched: each voice on its side', { timeout: 60_000 }, async () => {
  const { uploadId } = (await fetchFrom('good', `${url}/good.wav`)).json<{ uploadId: string }>();
  expect(await outcome(uploadId)).toMatchObject({ state: 'kept' });
  const kept = (await recordingsOf(the)).find(({ id }) => id === uploadId)!;
  const { sound } = await play(await readAudioFile(the, kept), 2);
  for (const [at, voice] of voices.entries())
    expect(compare(voice, sound[at]!, 400).likeness).toBeGreaterThan(0.85);
});

/** As Twilio signs: the address, and each field in the order of the names. */
function callBack(fields: Record<string, string>, key = secret) {
  const text = Object.keys(fields)
    .toSorted()
    .reduce((all, name) => all + name + fields[name]!, callBackUrl);
  return the.app.inject({
    method: 'POST',
    url: '/api/ingest/phone/call-backs/cloud-1',
    payload: new URLSearchParams(fields).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', key).update(text).digest('base64'),
    },
  });
}

test(
  'call-backs: another key is refused; a call and its recording are taken',
  { timeout: 60_000 },
  async () => {
    const CallSid = `CA${'0a'.repeat(16)}`;
    const told = { CallSid, From: '+358401234567', To: '+358942450001', Direction: 'inbound' };
    const before = await recordingsOf(the);
    expect((await callBack({ ...told, CallStatus: 'ringing' }, 'ef'.repeat(32))).statusCode).toBe(401);
    const at = new Date(Date.now() - 20_000).toUTCString();
    for (const CallStatus of ['ringing', 'in-progress', 'unheard-of', 'completed'])
      expect((await callBack({ ...told, CallStatus, Timestamp: at })).statusCode).toBe(204);
    const [row] = await the.house.storage.db.query(
      "SELECT direction, outcome, number_state FROM register.contact_call WHERE source = 'cloud-1'",
    );
    expect(row).toEqual({ direction: 'incoming', outcome: 'answered', number_state: 'known' });
    const recording = {
      CallSid,
      RecordingSid: `RE${'0b'.repeat(16)}`,
      RecordingUrl: `${url}/recordings/RE1`,
      RecordingStatus: 'completed',
      RecordingChannels: '2',
      RecordingStartTime: at,
    };
    for (let time = 0; time < 2; time += 1) expect((await callBack(recording)).statusCode).toBe(204);
    const mine = async () =>
      (await recordingsOf(the)).filter(({ id }) => !before.some((each) => each.id === id));
    await expect.poll(mine, { timeout: 30_000 }).toMatchObject([{ state: 'kept', milliseconds: 1000 }]);
    expect(asked.at(-1)).toBe('/recordings/RE1.wav?RequestedChannels=2 ');
    expect(
      (await callBack({ ...recording, RecordingUrl: 'https://elsewhere.example/RE1' })).json(),
    ).toMatchObject({
      code: 'address-not-allowed',
    });
  },
);

test('the list of sources: what does not do is told by its place, never by its value', async () => {
  const { sources } = JSON.parse(
    await import('node:fs/promises').then(async ({ readFile }) => readFile(await writeSources(), 'utf8')),
  ) as {
    sources: Record<string, unknown>[];
  };
  const [first] = sources as [Record<string, unknown>];
  const read = (...given: object[]) => readSources(JSON.stringify({ sources: given }));
  expect(read(first)).toHaveLength(1);
  for (const [given, at] of [
    [[{ ...first, name: 'Keskus Oy' }], 'sources.0.name'],
    [[first, first], 'sources.1.name'],
    [[{ ...first, keyFile: '/no/such/file' }], 'sources.0.keyFile'],
    [[{ ...first, pullFrom: ['https://media.example'] }], 'sources.0.pullFrom.0'],
    [[{ ...first, mostMegabytes: 0 }], 'sources.0.mostMegabytes'],
    [[{ ...first, password: 'x' }], 'sources.0.password'],
    [[], 'sources'],
  ] as const)
    expect(() => read(...given)).toThrow(
      expect.objectContaining({ code: 'settings-invalid', details: expect.objectContaining({ at }) }),
    );
  expect(() => readSources('{')).toThrow('settings-invalid');
});
