import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { compress } from '../../../server/channels/phone/media/codecs/g711.ts';
import { freePort } from '../../crash/free-port.ts';
import { full } from '../../crash/sizes.ts';
import { makeCertificate } from '../../support/make-certificate.ts';
import { pieces, stream } from '../media/datagrams.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { bye, forgottenBye, invite, pause, playSound, runSipp } from '../sip/run-sipp.ts';
import { startStunnel } from '../sip/start-stunnel.ts';
import { testWithSipp } from '../sip/test-with-sipp.ts';
import { multipart, twoLines, twoPeople } from '../sip/write-invite.ts';
import { makePhoneSettings, openPhoneHouse, readAudioFile, waitUntilKept } from './phone-house.ts';
import { writePcap } from './write-pcap.ts';

// Calls by a real counterpart, all at once, from signalling to what is played: 4 by each transport; 200 and a tenth of the BYEs
// lost by CRASH_FULL=1.

const count = full ? 200 : 4;
const spoken = full ? 25_000 : 3000;
const ports = 44_000;
const second = 8000;

let the: Awaited<ReturnType<typeof openPhoneHouse>>;
let folder: string;
let tls: Awaited<ReturnType<typeof startStunnel>>;
let kept = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-many-'));
  const ours = makeCertificate(folder, 'ours', 'haltija.example');
  const theirs = makeCertificate(folder, 'theirs', 'sbc.example');
  const settings = await makePhoneSettings();
  const peersFile = settings['HALTIJA_PHONE_PEERS']!;
  const { peers } = JSON.parse(await readFile(peersFile, 'utf8'));
  Object.assign(peers[0], { transports: ['udp', 'tcp', 'tls'], certificateName: 'sbc.example' });
  await writeFile(peersFile, JSON.stringify({ peers }));
  const tlsPort = await freePort();
  the = await openPhoneHouse(undefined, {
    ...settings,
    HALTIJA_PHONE_SIPS_PORT: tlsPort,
    HALTIJA_PHONE_CERT_FILE: ours.certFile,
    HALTIJA_PHONE_KEY_FILE: ours.keyFile,
    HALTIJA_PHONE_CA_FILE: theirs.certFile,
    HALTIJA_PHONE_MEDIA_PORTS: `${ports}-${ports + 4 * count + 19}`,
  });
  tls = await startStunnel(folder, Number(tlsPort), theirs, ours.certFile);
}, 120_000);
afterAll(async () => {
  await tls?.stop();
  await the?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

testWithSipp.each([
  { by: 'udp', transport: 'u1', says: [0, 2] },
  { by: 'tcp', transport: 't1', says: [1, 3] },
  { by: 'tls', transport: 't1', says: [2, 1] },
] as const)(
  `${count} calls at once by $by: each is one call, and plays what each side said, as long as it was`,
  { timeout: full ? 3_600_000 : 300_000 },
  async ({ by, transport, says }) => {
    const voices = says.map((voice) => speech(spoken, voice));
    const sound = join(folder, `${by}.pcap`);
    await writeFile(
      sound,
      writePcap(voices.map((voice, at) => stream(pieces(compress(voice)), { ssrc: at + 1 }))),
    );
    const content = multipart(
      twoLines().replace('10292', '[media_port]').replace('10294', '[media_port+2]'),
      twoPeople().replaceAll('s1', `${by}[call_number]`).replace('401234567', '40123[call_number]'),
    );
    await runSipp({
      port: by === 'tls' ? tls.port : the.sipPort,
      transport,
      calls: count,
      most: count,
      rate: 20,
      steps: [
        ...invite([], 0, content),
        pause(200),
        playSound(sound),
        pause(spoken + 300),
        ...(full ? forgottenBye(2) : bye(2)),
      ],
    });
    const all = await waitUntilKept(the, kept + count, full ? 3_000_000 : 120_000);
    const ofThese = all.slice(kept);
    kept += count;
    expect(new Set(ofThese.map(({ state }) => state))).toEqual(new Set(['kept']));
    expect(the.logLines.filter((line) => /trouble with an exchange|not recorded/.test(line))).toEqual([]);
    const calls = await the.house.storage.db.query(
      'SELECT 1 FROM register.contact_call WHERE ended_at IS NOT NULL',
    );
    expect(calls).toHaveLength(kept);
    const least = { begins: 1, ends: 1, milliseconds: Infinity };
    for (const each of ofThese) {
      const { sound: sides } = await play(await readAudioFile(the, each), 2);
      for (const [at, voice] of voices.entries()) {
        const begin = compare(voice.subarray(0, second), sides[at]!, second / 2);
        least.begins = Math.min(least.begins, begin.likeness);
        // As far from the beginning as it was said, to a fifth of a second.
        const from = voice.length - second;
        const end = compare(voice.subarray(from), sides[at]!.subarray(from + begin.shift), second / 5);
        least.ends = Math.min(least.ends, end.likeness);
      }
      least.milliseconds = Math.min(least.milliseconds, each.milliseconds!);
    }
    expect(least.begins).toBeGreaterThan(0.8);
    expect(least.ends).toBeGreaterThan(0.8);
    expect(least.milliseconds).toBeGreaterThan(spoken);
    if (full)
      process.stdout.write(
        `${count} calls by ${by}: least likeness ${least.begins.toFixed(3)} at the beginning, ${least.ends.toFixed(3)} at the end\n`,
      );
  },
);
