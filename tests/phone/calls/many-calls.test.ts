import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { full } from '../../crash/sizes.ts';
import { pieces, stream } from '../media/datagrams.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { bye, forgottenBye, invite, pause, playSound, runSipp } from '../sip/run-sipp.ts';
import { testWithSipp } from '../sip/test-with-sipp.ts';
import { multipart, twoLines, twoPeople } from '../sip/write-invite.ts';
import { makePhoneSettings, openPhoneHouse, readAudioFile, waitUntilKept } from './phone-house.ts';
import { writePcap } from './write-pcap.ts';

// Calls by a real counterpart, all at once, from signalling to what is played: 10; 200 and a tenth of the BYEs lost by CRASH_FULL=1.

const count = full ? 200 : 10;
const spoken = full ? 25_000 : 3000;
const ports = 44_000;

let the: Awaited<ReturnType<typeof openPhoneHouse>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-many-'));
  the = await openPhoneHouse(undefined, {
    ...(await makePhoneSettings()),
    HALTIJA_PHONE_MEDIA_PORTS: `${ports}-${ports + 4 * count + 19}`,
  });
}, 120_000);
afterAll(async () => {
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

testWithSipp(
  `${count} calls at once: each is one call, and plays what each side said, as long as it was`,
  { timeout: full ? 3_600_000 : 300_000 },
  async () => {
    const voices = [speech(spoken, 0), speech(spoken, 2)];
    const sound = join(folder, 'sound.pcap');
    await writeFile(
      sound,
      writePcap(voices.map((voice, at) => stream(pieces(compress(voice)), { ssrc: at + 1 }))),
    );
    const content = multipart(
      twoLines().replace('10292', '[media_port]').replace('10294', '[media_port+2]'),
      twoPeople().replaceAll('s1', 'call[call_number]').replace('401234567', '40123[call_number]'),
    );
    await runSipp({
      port: the.sipPort,
      transport: 'u1',
      calls: count,
      most: count,
      rate: 10,
      steps: [
        ...invite([], 0, content),
        pause(200),
        playSound(sound),
        pause(spoken + 300),
        ...(full ? forgottenBye(2) : bye(2)),
      ],
    });
    const kept = await waitUntilKept(the, count, full ? 3_000_000 : 120_000);
    expect(new Set(kept.map(({ state }) => state))).toEqual(new Set(['kept']));
    expect(the.logLines.filter((line) => /trouble with an exchange|not recorded/.test(line))).toEqual([]);
    const calls = await the.house.storage.db.query(
      'SELECT 1 FROM register.contact_call WHERE ended_at IS NOT NULL',
    );
    expect(calls).toHaveLength(count);
    const least = { likeness: 1, milliseconds: Infinity };
    for (const each of kept) {
      const { sound: sides } = await play(await readAudioFile(the, each), 2);
      for (const [at, voice] of voices.entries()) {
        const { likeness } = compare(voice.subarray(0, 8000), sides[at]!, 4000);
        least.likeness = Math.min(least.likeness, likeness);
      }
      least.milliseconds = Math.min(least.milliseconds, each.milliseconds!);
    }
    expect(least.likeness).toBeGreaterThan(0.8);
    expect(least.milliseconds).toBeGreaterThan(spoken);
    if (full) process.stdout.write(`${count} calls: least likeness ${least.likeness.toFixed(3)}\n`);
  },
);
