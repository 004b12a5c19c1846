import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { compress } from '../../server/channels/phone/media/codecs/g711.ts';
import { handOver, openPhoneHouse, readAudioFile, speak, waitUntilKept } from '../phone/calls/phone-house.ts';
import { play } from '../phone/media/play-opus.ts';
import { compare, speech } from '../phone/media/speech.ts';
import { statusOf } from '../phone/sip/play-source.ts';
import { multipart, twoLines, twoPeople } from '../phone/sip/write-invite.ts';
import { readFiles } from '../promises/find-plain.ts';
import { startHouseProcess } from './house-process.ts';

let the: Awaited<ReturnType<typeof openPhoneHouse>> | undefined;
afterAll(() => the?.stop(), 60_000);

const spoken = 4000;

test(
  'killed in mid-call: all but the last second is there and plays, the call ended when it was last heard, and nothing readable was on disk at any time',
  { timeout: 240_000 },
  async () => {
    const first = await openPhoneHouse();
    const { folder, phoneSettings, sipPort } = first;
    await first.app.close();
    await first.house.stop();
    const child = await startHouseProcess({
      HALTIJA_DATA_DIR: join(folder, 'data'),
      HALTIJA_SMTP_PORT: '0',
      ...phoneSettings,
    });
    const people = (session: string) => twoPeople().replaceAll('s1', session);
    const call = await handOver(sipPort, 'cut', multipart(twoLines(), people('cut')));
    const untold = await handOver(
      sipPort,
      'untold-cut',
      multipart(twoLines().replaceAll('127.0.0.1', '127.0.0.2'), people('untold')),
      '127.0.0.2',
    );
    expect(statusOf(untold.answer)).toBe(200);
    const voices = [speech(spoken, 0), speech(spoken, 2)];
    const speaking = speak(call.ports, voices);
    // What stands on disk while they speak, and what the killed process leaves.
    const places = [];
    for (let look = 0; look < 2; look += 1) {
      await sleep(spoken / 3);
      places.push(...(await readFiles(folder)));
    }
    await speaking;
    await child.kill();
    const killedAt = Date.now();
    places.push(...(await readFiles(folder)));
    call.end();
    untold.end();
    expect(places.some(({ name }) => name.endsWith('.spool'))).toBe(true);
    const needles = voices.flatMap((voice) => {
      const loud = voice.indexOf(Math.max(...voice));
      const piece = voice.slice(loud, loud + 32);
      return [Buffer.from(compress(piece)), Buffer.from(piece.buffer)];
    });
    needles.push(Buffer.from('401234567'), Buffer.from('Lindqvist'), Buffer.from('OpusHead'));
    const readable = places.filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)));
    expect(readable.map(({ name }) => name)).toEqual([]);

    the = await openPhoneHouse(folder, phoneSettings);
    const rows = await waitUntilKept(the, 2);
    const kept = rows.find(({ state }) => state === 'kept')!;
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['kept', 'withheld']);
    expect(kept.milliseconds).toBeGreaterThan(spoken - 1000);
    const { sound } = await play(await readAudioFile(the, kept), 2);
    for (const [at, voice] of voices.entries())
      expect(compare(voice.subarray(0, (spoken - 1000) * 8), sound[at]!, 6000).likeness).toBeGreaterThan(
        0.85,
      );

    // No call goes on for ever: each ended when it was last heard, not when the house came back.
    const calls = () =>
      the!.house.storage.db.query<{ state: string; call_ended: Date | null; ended_at: Date | null }>(
        `SELECT r.state, k.ended_at AS call_ended, r.ended_at FROM register.recording r JOIN register.contact_call k ON k.id = r.call_id`,
      );
    await expect
      .poll(async () => (await calls()).filter(({ call_ended }) => call_ended === null), { timeout: 20_000 })
      .toEqual([]);
    for (const { state, call_ended, ended_at } of await calls()) {
      expect(call_ended!.getTime()).toBeLessThanOrEqual(killedAt);
      if (state === 'kept') {
        expect(ended_at).toEqual(call_ended);
        expect(killedAt - ended_at!.getTime()).toBeLessThan(2500);
      }
    }
  },
);
