import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateCorpus } from '../../server/operations/demo/corpus/generate-corpus.ts';
import { staff } from '../../server/operations/demo/corpus/make-people.ts';
import { createRandom } from '../../server/operations/demo/corpus/random.ts';
import { secretsOf } from '../../server/operations/demo/corpus/secrets-of.ts';
import { demoPassword, signInMember } from '../../server/operations/demo/make-staff.ts';
import { writePeers } from '../../server/operations/demo/phone/exchanges.ts';
import { findSipPort } from '../../server/operations/demo/phone/open-line.ts';
import { type LiveCall, placeCall } from '../../server/operations/demo/phone/place-call.ts';
import { planTalk } from '../../server/operations/demo/phone/plan-talk.ts';
import { type RunningDemo, runDemo } from '../../server/operations/demo/run-demo.ts';
import { listRecordings } from '../../server/register/recordings/list-recordings.ts';
import { signIn } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { play } from '../phone/media/play-opus.ts';
import { readAudioFile, recordingsOf, waitUntilKept } from '../phone/calls/phone-house.ts';

const size = { seed: 68_411, people: 14, contacts: 2, calls: 4 };
const printed: string[] = [];
let home: TestHouse;
let sipPort: number;
let demo: RunningDemo;

beforeAll(async () => {
  sipPort = await findSipPort(20_000 + (process.pid % 9000));
  const peers = join(await mkdtemp(join(tmpdir(), 'haltija-peers-')), 'peers.json');
  await writeFile(peers, writePeers('2026-01-01', '2099-01-01'));
  const from = 41_000 + (process.pid % 900) * 24;
  home = await startHouse({
    settings: {
      HALTIJA_PHONE_PEERS: peers,
      HALTIJA_PHONE_SIP_PORT: String(sipPort),
      HALTIJA_PHONE_MEDIA_PORTS: `${from}-${from + 23}`,
    },
  });
  demo = await runDemo(home.house, { ...size, print: (line) => void printed.push(line), phone: { sipPort } });
  expect(await demo.filled).toBe('complete');
}, 120_000);

afterAll(async () => {
  await demo?.stop();
  await home?.stop();
}, 60_000);

const count = async (sql: string): Promise<number> =>
  (await home.house.storage.db.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`))[0]!
    .count;

test('placeholder', async () => {
  console.log(printed.join('\n'));
  console.log(
    await home.house.storage.db.query(
      'SELECT direction, outcome, began_at, number_state, wrap_up FROM register.contact_call ORDER BY began_at',
    ),
  );
  console.log(
    await home.house.storage.db.query(
      'SELECT state, code, call_at, delete_after, base_after, milliseconds FROM register.recording ORDER BY call_at',
    ),
  );
});
