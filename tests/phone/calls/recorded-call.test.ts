import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepDatabaseDown } from '../../crash/stop-database.ts';
import { makeAdministrator, makeColleague, type Person } from '../../support/sign-in.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { sdpOf, statusOf, twoPeopleOnTwoLines } from '../sip/play-source.ts';
import { startTalker } from '../sip/test-sip.ts';
import { multipart, twoLines, twoPeople, writeRequest } from '../sip/write-invite.ts';
import {
  handOver,
  openPhoneHouse,
  readAudioFile,
  recordingsOf,
  speak,
  waitUntilKept,
} from './phone-house.ts';

let the: Awaited<ReturnType<typeof openPhoneHouse>>;
let lead: Person;

beforeAll(async () => {
  the = await openPhoneHouse();
  const administrator = await makeAdministrator(the.house, the.app);
  lead = await makeColleague(the.house, the.app, administrator, {
    userName: 'liisa.laine',
    displayName: 'Liisa Laine',
    tasks: ['lead-team'],
  });
}, 120_000);
afterAll(() => the?.stop(), 60_000);

test('who is no declared processor hands nothing over', async () => {
  const call = await handOver(the.sipPort, 'stranger', twoPeopleOnTwoLines, '127.0.0.3');
  expect(statusOf(call.answer)).toBe(403);
  call.end();
  expect(await recordingsOf(the)).toEqual([]);
  expect(await the.house.storage.db.query('SELECT 1 FROM register.contact_call')).toEqual([]);
});

test('a call that nobody vouches was announced is a call, and is not recorded: no line is taken', async () => {
  // It says that sound comes from an address that is none of its own: that is not taken.
  const elsewhere = await handOver(the.sipPort, 'elsewhere', twoPeopleOnTwoLines, '127.0.0.2');
  expect(statusOf(elsewhere.answer)).toBe(488);
  elsewhere.end();
  const content = multipart(twoLines().replaceAll('127.0.0.1', '127.0.0.2'), twoPeople());
  const call = await handOver(the.sipPort, 'untold', content, '127.0.0.2');
  expect(statusOf(call.answer)).toBe(200);
  expect(call.ports).toEqual([0, 0]);
  expect(statusOf(await call.ask('BYE'))).toBe(200);
  call.end();
  const ended = () => the.house.storage.db.query('SELECT outcome, direction FROM register.contact_call');
  await expect.poll(ended, { timeout: 10_000 }).toEqual([{ outcome: 'answered', direction: 'incoming' }]);
  expect(await recordingsOf(the)).toMatchObject([{ state: 'withheld', code: 'not-told', blob: null }]);
});

test(
  'a call handed over is recorded: each voice on its side, paused while it is paused, heard by who may, plain nowhere',
  { timeout: 120_000 },
  async () => {
    const content = multipart(twoLines(), twoPeople().replaceAll('s1', 's2'));
    const call = await handOver(the.sipPort, 'recorded', content);
    expect(statusOf(call.answer)).toBe(200);
    expect(sdpOf(call.answer).match(/a=recvonly/g)).toHaveLength(2);
    const voices = [speech(3000, 0), speech(3000, 2)];
    await speak(call.ports, voices);
    const paused = await call.ask(
      'INVITE',
      multipart(twoLines('inactive', 2), twoPeople().replaceAll('s1', 's2')),
    );
    expect(sdpOf(paused).match(/a=inactive/g)).toHaveLength(2);
    await speak(call.ports, [speech(400, 1), speech(400, 1)]);
    expect(statusOf(await call.ask('BYE'))).toBe(200);
    call.end();

    const [, kept] = await waitUntilKept(the, 2);
    expect(kept).toMatchObject({ state: 'kept', direction: 'incoming', announcement: 'attested' });
    const { sound } = await play(await readAudioFile(the, kept!), 2);
    for (const [at, voice] of voices.entries()) {
      expect(compare(voice, sound[at]!, 6000).likeness).toBeGreaterThan(0.85);
      expect(compare(voice, sound[1 - at]!, 6000).likeness).toBeLessThan(0.2);
      // What was said while it was paused is not there.
      const after = sound[at]!.subarray(3600 * 8);
      expect(Math.max(...after.map(Math.abs), 0)).toBeLessThan(200);
    }

    const heard = await lead.ask('GET', `/api/console/recordings/${kept!.id}/audio`);
    expect(heard.status).toBe(200);
    const { body } = await lead.ask<{ calls: object[] }>('GET', '/api/console/calls');
    expect(body.calls).toHaveLength(2);
    expect(JSON.stringify(body)).toContain('+358401234567');

    // The spool is gone, and nothing that was written can be read.
    const { blobDir } = the.house.settings;
    const files = await readdir(blobDir, { recursive: true, withFileTypes: true });
    const names = files.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
    expect(names.filter((name) => name.includes('/spool/'))).toEqual([]);
    for (const name of names) expect((await readFile(name)).includes('OggS')).toBe(false);
    expect(the.logLines.filter((line) => line.includes('40123') || line.includes('Lindqvist'))).toEqual([]);
  },
);

test('cancelled-while-it-begins: nothing goes on recording a call that was taken back before it was answered', async () => {
  const before = (await recordingsOf(the)).length;
  const talker = await startTalker(the.sipPort);
  const headers = {
    Via: `SIP/2.0/UDP 127.0.0.1:${talker.port};branch=z9hG4bKtaken-back;rport`,
    'Call-ID': 'taken-back',
  };
  const content = multipart(twoLines(), twoPeople().replaceAll('s1', 's3'));
  talker.say(writeRequest('INVITE', headers, content));
  talker.say(writeRequest('CANCEL', { ...headers, CSeq: '1 CANCEL', Require: '' }));
  const states = async () => (await recordingsOf(the)).slice(before).map(({ state }) => state);
  await expect.poll(states, { timeout: 20_000 }).toEqual([expect.stringMatching(/^(?:failed|kept)$/)]);
  talker.close();
});

test(
  'ended-while-the-database-was-away: the register hears of the end when it is back, and the recording is kept',
  { timeout: 120_000 },
  async () => {
    const before = (await recordingsOf(the)).length;
    const content = multipart(twoLines(), twoPeople().replaceAll('s1', 's4'));
    const call = await handOver(the.sipPort, 'away', content);
    expect(statusOf(call.answer)).toBe(200);
    await speak(call.ports, [speech(1000, 0), speech(1000, 2)]);
    const bringBack = keepDatabaseDown(the.house.settings.dataDir);
    await sleep(1000);
    expect(statusOf(await call.ask('BYE'))).toBe(200);
    call.end();
    await sleep(3000);
    bringBack();
    const going = () =>
      the.house.storage.db
        .query('SELECT 1 FROM register.contact_call WHERE ended_at IS NULL')
        .catch(() => 'away');
    await expect.poll(going, { timeout: 30_000 }).toEqual([]);
    expect((await waitUntilKept(the, before + 1)).at(-1)).toMatchObject({ state: 'kept' });
  },
);

test(
  'a call that goes on when the house stops is ended, kept, and finished by the next',
  { timeout: 180_000 },
  async () => {
    const other = await openPhoneHouse();
    const call = await handOver(other.sipPort, 'going-on', twoPeopleOnTwoLines);
    await speak(call.ports, [speech(1500, 0), speech(1500, 2)]);
    // As a process that is killed: the recorder has what it has, and nobody finishes it.
    const [begun] = await recordingsOf(other);
    expect(begun).toMatchObject({ state: 'recording' });
    await other.house.stop();
    call.end();
    const { folder } = other;
    const next = await openPhoneHouse(folder);
    try {
      const [kept] = await waitUntilKept(next, 1);
      expect(kept).toMatchObject({ id: begun!.id, state: 'kept' });
      expect(kept!.milliseconds).toBeGreaterThan(1400);
    } finally {
      await next.stop();
    }
  },
);
