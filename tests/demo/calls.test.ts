import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DemoCorpus } from '../../server/operations/demo/corpus/corpus.ts';
import { generateCorpus } from '../../server/operations/demo/corpus/generate-corpus.ts';
import type { Settings } from '../../server/base/settings.ts';
import { readSecret } from '../../server/base/secret.ts';
import { withDemoCustomers } from '../../server/cli/demo-customers.ts';
import { staff } from '../../server/operations/demo/corpus/make-people.ts';
import { createRandom } from '../../server/operations/demo/corpus/random.ts';
import { secretsOf } from '../../server/operations/demo/corpus/secrets-of.ts';
import { demoPassword, signInMember } from '../../server/operations/demo/make-staff.ts';
import { writePeers } from '../../server/operations/demo/phone/exchanges.ts';
import { findSipPort } from '../../server/operations/demo/phone/open-line.ts';
import { answersOf } from '../../server/operations/demo/phone/identify-caller.ts';
import { planCalls } from '../../server/operations/demo/phone/plan-calls.ts';
import { callerOf } from '../../server/operations/demo/phone/who-calls.ts';
import { type LiveCall, placeCall, type PlacingDeps } from '../../server/operations/demo/phone/place-call.ts';
import { placeLiveCalls } from '../../server/operations/demo/phone/place-live-calls.ts';
import { fillCalls } from '../../server/operations/demo/phone/fill-calls.ts';
import { type RunningDemo, runDemo } from '../../server/operations/demo/run-demo.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';
import { play } from '../phone/media/play-opus.ts';
import { readAudioFile, recordingsOf, waitUntilKept } from '../phone/calls/phone-house.ts';

const size = { seed: 68_411, people: 14, contacts: 2, calls: 2 };
const printed: string[] = [];
let home: TestHouse;
let stopCustomers: () => Promise<void>;
let sipPort: number;
let demo: RunningDemo;
let drawn: DemoCorpus;
const patience = { timeout: 20_000, interval: 20 };

beforeAll(async () => {
  // As the command does it.
  const { settings: given, stop } = await withDemoCustomers(
    { customerRegister: undefined } as Settings,
    size,
  );
  stopCustomers = stop;
  sipPort = await findSipPort(20_000 + (process.pid % 9000));
  const peers = join(await mkdtemp(join(tmpdir(), 'haltija-peers-')), 'peers.json');
  await writeFile(peers, writePeers('2026-01-01', '2099-01-01'));
  const from = 41_000 + (process.pid % 900) * 24;
  home = await startHouse({
    settings: {
      HALTIJA_PHONE_PEERS: peers,
      HALTIJA_PHONE_SIP_PORT: String(sipPort),
      HALTIJA_PHONE_MEDIA_PORTS: `${from}-${from + 23}`,
      HALTIJA_CUSTOMER_REGISTER_URL: given.customerRegister!.url,
      HALTIJA_CUSTOMER_REGISTER_SECRET: await readSecret(given.customerRegister!.secret),
    },
  });
  // However busy the machine: nobody calls but those whom a test lets call. The first calls after a tenth of it.
  const phone = { sipPort, pause: [6000, 6000] } as const;
  demo = await runDemo(home.house, { ...size, print: (line) => void printed.push(line), phone });
  drawn = generateCorpus({ ...size, now: await published() });
  expect(await demo.filled).toBe('complete');
}, 120_000);

afterAll(async () => {
  await demo?.stop();
  await home?.stop();
  await stopCustomers?.();
}, 60_000);

const count = async (sql: string): Promise<number> => {
  const [row] = await home.house.storage.db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${sql}`,
  );
  return row!.count;
};
const member = (role: string) => staff.find((one) => one.role === role)!;

/** Who has signed in, as the console asks. */
async function ask(role: string) {
  const sent = { 'x-haltija': 'console' };
  const payload = { userName: member(role).userName, password: demoPassword };
  const signedIn = await home.app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers: sent,
    payload,
  });
  const { name, value } = signedIn.cookies[0]!;
  return (url: string, headers = {}, body?: object) =>
    home.app.inject({
      url,
      headers: { ...sent, ...headers },
      cookies: { [name]: value },
      ...(body && { method: 'POST', payload: body }),
    });
}

type Choice = NonNullable<PlacingDeps['talk']>;

/** Two short turns of the talk, one of each side. */
const shortly: Choice = (drawn) => ({
  ...drawn,
  turns: [
    { speaker: 'staff', text: 'asiakaspalvelu.', pause: 40 },
    { speaker: 'customer', text: 'hei, laskua ei löydy.', pause: 60 },
  ],
});

const call = (more: Partial<LiveCall>): LiveCall => ({
  caller: { person: undefined, number: '+358457912345', language: 'fi' },
  direction: 'incoming',
  isMissed: false,
  isUntold: false,
  isTransferred: false,
  rings: 0,
  ...more,
});

async function place(more: Partial<LiveCall>, talk = shortly): Promise<void> {
  const lead = await signInMember(home.house, member('team-lead'));
  const listed = await home.house.staff.directory.list(lead);
  await home.house.staff.sessions.signOut(lead);
  const colleagues = listed.slice(0, 2).map(({ staffId }) => staffId);
  const deps = { house: home.house, sipPort, colleagues, talk };
  await placeCall(deps, call(more), createRandom('test'), new AbortController().signal);
}

test('the weeks before: calls at their own time, heard as long as something keeps them, made once', async () => {
  const made = await count('register.contact_call');
  expect(made).toBeGreaterThanOrEqual(size.calls + 4);
  expect(await count("register.recording WHERE state = 'recording'")).toBe(0);
  expect(await count('register.recording WHERE delete_after < call_at')).toBe(0);
  const past =
    'delete_after <= now() AND NOT EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = recording.id)';
  expect(await count(`register.recording WHERE ${past}`)).toBe(0);
  expect(await count('register.complaint')).toBe(1);
  expect(await count('register.quality_project')).toBe(1);
  expect(await count('register.recording_hold WHERE ended_at IS NULL')).toBe(1);
  expect(await count('register.recording WHERE base_after < now() AND extended_until > now()')).toBe(3);
  const again = fillCalls(home.house, drawn, { seed: size.seed, now: await published(), count: size.calls });
  expect(await again.finished).toBe('complete');
  expect(await count('register.contact_call')).toBe(made);
});

test('who may listen is printed, hears a call of the past, and the others hear nothing', async () => {
  const listening = printed.filter((line) => line.includes('may listen to calls'));
  expect(listening.map((line) => line.trim().split(' ')[0]).toSorted()).toEqual(
    [member('data-protection-officer').userName, member('team-lead').userName].toSorted(),
  );
  const [recent] = await home.house.storage.db.query<{ id: string }>(
    "SELECT id FROM register.recording WHERE state = 'kept' AND base_after > now() ORDER BY call_at LIMIT 1",
  );
  const url = `/api/console/recordings/${recent!.id}/audio`;
  expect((await (await ask('agent'))(url)).statusCode).toBe(403);
  const heard = await (await ask('team-lead'))(url);
  expect(heard.statusCode).toBe(200);
  const { sound, seconds } = await play(heard.rawPayload, 2);
  expect(seconds).toBeGreaterThan(15);
  // Each side speaks, and for much of the time is silent while the other does.
  for (const side of sound) {
    const loud = share(side);
    expect(loud).toBeGreaterThan(0.1);
    expect(loud).toBeLessThan(0.8);
  }
});

test('a call by the exchange is rung, taken, recorded and played: each voice on its side', async () => {
  const before = await recordingsOf(home);
  await place({ isTransferred: false });
  const kept = (await waitUntilKept(home, before.length + 1)).at(-1)!;
  expect(kept).toMatchObject({ state: 'kept', direction: 'incoming', announcement: 'attested' });
  const { sound } = await play(await readAudioFile(home, kept), 2);
  const [customer, colleague] = sound.map((side) => side.findIndex((sample) => Math.abs(sample) > 1500));
  expect(colleague).toBeGreaterThanOrEqual(0);
  expect(customer).toBeGreaterThan(colleague! + 4000);
  const [last] = await home.house.storage.db.query(
    `SELECT outcome, number_state, (SELECT count(*)::int FROM register.contact_call_leg l WHERE l.call_id = c.id) AS legs
     FROM register.contact_call c ORDER BY began_at DESC LIMIT 1`,
  );
  expect(last).toEqual({ outcome: 'answered', number_state: 'known', legs: 1 });
});

test('one that nobody was told of is no recording, one that nobody took waits, one that was handed on has two colleagues', async () => {
  const nobody = { person: undefined, number: undefined, language: 'sv' } as const;
  const handedOn: Choice = (drawn) => ({
    ...drawn,
    turns: [
      { speaker: 'staff', text: 'hetki.', pause: 20 },
      { speaker: 'staff', text: 'hei.', pause: 20, takesOver: true },
    ],
  });
  const before = (await recordingsOf(home)).length;
  await Promise.all([
    place({ isUntold: true, caller: nobody }),
    place({ isMissed: true }),
    place({ isTransferred: true, direction: 'outgoing' }, handedOn),
  ]);
  await waitUntilKept(home, before + 2);
  const calls = await home.house.storage.db.query<Record<string, unknown>>(
    `SELECT c.source, c.direction, c.outcome, c.number_state, r.state, (SELECT count(*)::int FROM register.contact_call_leg l WHERE l.call_id = c.id) AS legs
     FROM register.contact_call c LEFT JOIN register.recording r ON r.call_id = c.id ORDER BY c.began_at DESC LIMIT 3`,
  );
  const one = (more: object) => expect.objectContaining(more);
  expect(calls).toEqual(
    expect.arrayContaining([
      one({ source: 'exchange-old', number_state: 'withheld', state: 'withheld', outcome: 'answered' }),
      one({ outcome: 'missed', state: null, legs: 0 }),
      one({ direction: 'outgoing', state: 'kept', legs: 2 }),
    ]),
  );
});

test('a stop in the middle of calls ends them, and they are kept', async () => {
  const before = (await recordingsOf(home)).length;
  const calls = placeLiveCalls(
    { house: home.house, sipPort, colleagues: [] },
    { seed: 7, people: drawn.people, pause: [0.05, 0.1] },
  );
  await expect.poll(() => count("register.recording WHERE state = 'recording'"), patience).toBeGreaterThan(0);
  await calls.stop();
  await waitUntilKept(home, (await recordingsOf(home)).length);
  expect((await recordingsOf(home)).length).toBeGreaterThan(before);
  expect(await count('register.contact_call WHERE ended_at IS NULL')).toBe(0);
  expect(await count('staff.session')).toBeLessThanOrEqual(3);
});

test('a caller of the past has verified values: identified by what they say, and called back by pressing the number', async () => {
  const { person } = planCalls({
    seed: size.seed,
    now: await published(),
    people: drawn.people,
    count: size.calls,
  }).find(({ isIdentified }) => isIdentified)!.caller;
  expect(printed.some((line) => line.includes(`${person!.phone}: ${person!.identityCode}`))).toBe(true);
  const verified = await home.house.storage.db.query<{ person_id: string; categories: string[] }>(
    `SELECT person_id, array_agg(category ORDER BY category) AS categories FROM register.person_field
     WHERE verified AND source = 'phone' GROUP BY 1`,
  );
  expect(verified.map(({ categories }) => categories)).toContainEqual(['address', 'identityCode', 'phone']);
  const agent = await ask('agent');
  const before = (await recordingsOf(home)).length;
  await place({ caller: callerOf(person!) });
  const [newest] = await home.house.storage.db.query<{ contact_id: string }>(
    'SELECT contact_id FROM register.contact_call ORDER BY began_at DESC LIMIT 1',
  );
  const contactId = newest!.contact_id;
  const at = `/api/console/contacts/${contactId}`;
  const identify = async (way: string, answers: object[]) =>
    (await agent(`${at}/identification`, {}, { identificationId: crypto.randomUUID(), way, answers })).json<{
      outcome?: string;
      code?: string;
    }>();
  const { identityCode, address } = answersOf(person!);
  const said = [
    { category: 'identityCode', value: identityCode },
    { category: 'address', value: address },
  ];
  expect(await identify('questions', said)).toMatchObject({ outcome: 'matched' });
  expect(await identify('register', said)).toMatchObject({ outcome: 'matched' });
  expect(await identify('call-back', [])).toMatchObject({ code: 'call-back-needed' });
  expect((await agent(`${at}/call-intents`, {}, { number: person!.phone })).statusCode).toBe(200);
  const goingOn = `register.contact_call WHERE contact_id = '${contactId}' AND direction = 'outgoing' AND answered_at IS NOT NULL AND ended_at IS NULL`;
  await expect.poll(() => count(goingOn), patience).toBe(1);
  expect(await identify('call-back', [])).toMatchObject({ outcome: 'matched' });
  // The demo's own exchange has dialled it, and hangs up when the demo ends.
  await demo.stop();
  await waitUntilKept(home, before + 2);
}, 120_000);

test('its log holds no number and nobody', async () => {
  const secrets = [...secretsOf(drawn), '+35845791', '0457'];
  expect(home.logLines.filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  expect(home.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

async function published(): Promise<Date> {
  return (await home.house.declarations.versions()).at(-1)!.publishedAt;
}

/** Of its tenths of a second, those in which it is heard. */
function share(side: Int16Array): number {
  const tenths = Math.floor(side.length / 800);
  const heard = Array.from({ length: tenths }, (_, at) =>
    side.subarray(at * 800, at * 800 + 800).some((sample) => Math.abs(sample) > 800),
  );
  return heard.filter(Boolean).length / tenths;
}
