import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../../../base/logger.ts';
import { type Id, newId } from '../../../base/new-id.ts';
import type { CallEvent } from '../../../register/contacts/call-event.ts';
import { closeContact } from '../../../register/contacts/change-contact.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { type ReceivedCall, receiveCall } from '../../../register/contacts/receive-call.ts';
import { wrapUpCall } from '../../../register/contacts/wrap-up-call.ts';
import { collectField } from '../../../register/people/collect-field.ts';
import { beginRecording } from '../../../register/recordings/begin-recording.ts';
import { keepRecording } from '../../../register/recordings/keep-recording.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import { writeBlob } from '../../../safeguards/vault/sealed-blob.ts';
import type { DemoCorpus } from '../corpus/corpus.ts';
import { createRandom } from '../corpus/random.ts';
import type { DemoHouse } from '../demo-house.ts';
import { signInMember } from '../make-staff.ts';
import { takePlaceIn } from '../take-place-in.ts';
import { callWords } from './call-words.ts';
import { mainExchange, oldExchange, ownNumbers } from './exchanges.ts';
import { identifyCaller } from './identify-caller.ts';
import { keepLonger } from './keep-longer.ts';
import { type MadeTalk, startTalkMaker } from './make-talks.ts';
import { type PastCall, planCalls } from './plan-calls.ts';

export interface FillingCalls {
  /** Never rejects before all is put away. @throws what a call failed with */
  readonly finished: Promise<'complete' | 'stopped'>;
  stop(): void;
}

/** Milliseconds between two calls: the past is in no hurry, whoever looks is. */
const breath = 150;

/**
 * Lets the calls of the weeks before happen that are not there yet, each at its own time and by the code that does it in earnest: ringing,
 * taken, recorded, noted, called back; a few kept longer by a complaint, a quality project and the law. Only their sound is made otherwise:
 * a few talks, encoded as a recorder does, are heard in many calls.
 */
export function fillCalls(
  house: DemoHouse,
  corpus: DemoCorpus,
  options: { seed: number; now: Date; count?: number },
): FillingCalls {
  let stopped = false;
  const { seed, now } = options;

  async function fill(): Promise<'complete' | 'stopped'> {
    const missing = await findMissing(house, seed, planCalls({ ...options, people: corpus.people }));
    if (missing.length === 0) return 'complete';
    const actors = new Map<string, StaffActor>();
    const maker = startTalkMaker();
    const talks = new Map<string, MadeTalk>();
    try {
      for (const member of corpus.staff)
        if (member.role !== 'administrator' && member.role !== 'auditor')
          actors.set(member.key, await signInMember(house, member));
      const soundOf = async ({ caller: { language }, talk }: PastCall): Promise<MadeTalk> => {
        const name = `${seed}/talk/${language}/${talk}`;
        const made = talks.get(name) ?? (await maker.make({ seed: name, language }));
        talks.set(name, made);
        return made;
      };
      for (const call of missing) {
        if (stopped) return 'stopped';
        const sound = call.isMissed || call.isUntold ? undefined : await soundOf(call);
        await fillCall({ house, seed, now, actors }, call, sound);
        await sleep(breath);
      }
      return 'complete';
    } finally {
      await maker.close();
      for (const actor of actors.values()) await house.staff.sessions.signOut(actor).catch(() => undefined);
    }
  }

  return { finished: fill(), stop: () => void (stopped = true) };
}

interface FillingDeps {
  readonly house: DemoHouse;
  readonly seed: number;
  readonly now: Date;
  readonly actors: ReadonlyMap<string, StaffActor>;
}

const nameCall = (seed: number, { key }: PastCall): string => `past/${seed}/${key}`;

/** The register itself knows which calls it has heard of; one that goes on was left half way. */
async function findMissing(house: DemoHouse, seed: number, calls: readonly PastCall[]): Promise<PastCall[]> {
  const { blindIndex, db } = house.contacts;
  const digests = calls.map((call) =>
    blindIndex.lastingDigest('call', `${sourceOf(call)}\u0000${nameCall(seed, call)}`),
  );
  const known = await db.query<{ digest: Buffer }>(
    `SELECT k.digest FROM register.known_call k WHERE k.digest = ANY ($1)
       AND NOT EXISTS (SELECT FROM register.contact_call c WHERE c.id = k.call_id AND c.ended_at IS NULL)`,
    [digests],
  );
  const there = new Set(known.map(({ digest }) => digest.toString('hex')));
  return calls.filter((_, at) => !there.has(Buffer.from(digests[at]!).toString('hex')));
}

const sourceOf = ({ isUntold }: PastCall): string => (isUntold ? oldExchange : mainExchange).name;

/** In one transaction: the call is there with all that came of it, or not at all. Where the caller is identified it is answered before. */
async function fillCall(deps: FillingDeps, call: PastCall, sound: MadeTalk | undefined): Promise<void> {
  if (call.isIdentified) await answerAndIdentify(deps, call);
  const { house, seed } = deps;
  await house.contacts.db.transaction(async (tx) => {
    const clock = { at: new Date(call.at), now: () => clock.at };
    const within = takePlaceIn(tx, house, clock);
    const agent = deps.actors.get(call.agent)!;
    const { random, events } = drawEvents(deps, call, agent, sound);
    const words = callWords[call.caller.language];

    clock.at = events.ringing.at;
    let received = await receiveCall(within, events.ringing);
    if (received === undefined) return;
    if (call.isMissed) {
      clock.at = events.ended.at;
      await receiveCall(within, events.ended);
      if (call.returnedAt === undefined) return;
      received = await callBack(deps, within, clock, call, agent);
      const done = {
        code: 'resolved',
        note: { noteId: newId<'note'>(clock.at), text: words.missed },
      } as const;
      return wrapUpAndClose(within, agent, received, done, clock);
    }

    clock.at = events.answered.at;
    await receiveCall(within, events.answered);
    const recordingId = await record(within, clock, events, received, call, sound);
    clock.at = events.ended.at;
    await receiveCall(within, events.ended);
    if (call.caller.person) await collectName(within, agent, received.contactId, call.caller.person.name);
    const [code, text] = random.pick(words.notes);
    clock.at = new Date(events.ended.at.getTime() + 40_000);
    const note = { noteId: newId<'note'>(clock.at), text };
    const done = { code, ...(random.chance(0.7) && { note }) };
    await wrapUpAndClose(within, agent, received, done, clock);
    if (call.keptFor === undefined) return;
    const about = { seed, now: deps.now, contactId: received.contactId, recordingId };
    const lead = deps.actors.get('team-lead')!;
    await keepLonger(within, clock, call, about, { lead, officer: deps.actors.get('officer')! });
  });
}

/** Others are asked for it meanwhile, and it leaves the house: what is asked is committed first. */
async function answerAndIdentify(deps: FillingDeps, call: PastCall): Promise<void> {
  const { house } = deps;
  const clock = { at: new Date(call.at), now: () => clock.at };
  const agent = deps.actors.get(call.agent)!;
  const { events } = drawEvents(deps, call, agent, undefined);
  const received = await house.contacts.db.transaction(async (tx) => {
    const within = takePlaceIn(tx, house, clock);
    await receiveCall(within, events.ringing);
    clock.at = events.answered.at;
    return receiveCall(within, events.answered);
  });
  if (received === undefined) return;
  clock.at = new Date(events.answered.at.getTime() + 12_000);
  await identifyCaller(house, clock, agent, received.contactId, call.caller.person!).catch((error: unknown) =>
    house.log.warn({ error: describeError(error) }, 'a caller of the demo could not be identified'),
  );
}

/** How long it rings is the same however often it is asked. */
function drawEvents(deps: FillingDeps, call: PastCall, agent: StaffActor, sound: MadeTalk | undefined) {
  const random = createRandom(`${deps.seed}/calls/said/${call.key}`);
  const rings = random.whole(3, 12);
  const seconds = sound ? sound.milliseconds / 1000 : random.whole(25, 90);
  return { random, events: eventsOf(deps, call, agent, { rings, seconds }) };
}

interface Events {
  readonly ringing: CallEvent;
  readonly answered: CallEvent;
  readonly ended: CallEvent;
}

function eventsOf(
  { seed }: FillingDeps,
  call: PastCall,
  agent: StaffActor,
  { rings, seconds }: { rings: number; seconds: number },
): Events {
  const { caller, direction } = call;
  const after = (count: number) => new Date(call.at + Math.round(count * 1000));
  const base = {
    source: sourceOf(call),
    externalId: nameCall(seed, call),
    direction,
    queue: 'service',
    customers: caller.number === undefined ? [] : [caller.number],
    ...(caller.number === undefined && { hidden: 'withheld' as const }),
    own: ownNumbers[0],
  };
  const leg = { staffId: agent.staffId, beganAt: after(rings) };
  const end = call.isMissed ? 20 : rings + seconds;
  return {
    ringing: { ...base, kind: 'ringing', at: after(0) },
    answered: { ...base, kind: 'answered', at: after(rings), legs: [{ ...leg, endedAt: null }] },
    ended: {
      ...base,
      kind: 'ended',
      at: after(end),
      legs: call.isMissed ? [] : [{ ...leg, endedAt: after(end) }],
    },
  };
}

/** Begun and kept as by the recorder; what nobody was told of is withheld. */
async function record(
  within: ContactsDeps,
  clock: { at: Date },
  { answered, ended }: Events,
  { callId }: ReceivedCall,
  call: PastCall,
  sound: MadeTalk | undefined,
): Promise<Id<'recording'>> {
  const announcement = call.isUntold
    ? ({ kind: 'not-told' } as const)
    : ({ kind: 'attested', by: mainExchange.name } as const);
  const begun = await beginRecording(within, callId, { at: answered.at, announcement });
  if (begun.state === 'withheld' || sound === undefined) return begun.recordingId;
  clock.at = ended.at;
  const sealer = await sealRecording(within, begun.recordingId);
  const { blob } = await writeBlob(within.blobs, sealer.audio(), [sound.audio]);
  await keepRecording(within, begun.recordingId, {
    endedAt: ended.at,
    milliseconds: sound.milliseconds,
    sides: ['customer', 'staff'],
    format: 'audio/ogg',
    sound: { blob },
    peaks: sound.peaks,
  });
  return begun.recordingId;
}

/** Who was missed is called back, and has waited until then. */
async function callBack(
  deps: FillingDeps,
  within: ContactsDeps,
  clock: { at: Date },
  call: PastCall,
  agent: StaffActor,
): Promise<ReceivedCall> {
  const back = {
    ...call,
    key: `${call.key}/back`,
    at: call.returnedAt!,
    direction: 'outgoing',
    isMissed: false,
  } as const;
  const { ringing, answered, ended } = eventsOf(deps, back, agent, { rings: 6, seconds: 45 });
  let received: ReceivedCall | undefined;
  for (const event of [ringing, answered, ended]) {
    clock.at = event.at;
    received = await receiveCall(within, event);
  }
  return received!;
}

async function wrapUpAndClose(
  within: ContactsDeps,
  agent: StaffActor,
  { contactId, callId }: ReceivedCall,
  done: Parameters<typeof wrapUpCall>[4],
  clock: { at: Date },
): Promise<void> {
  const { version } = await wrapUpCall(within, agent, contactId, callId, done);
  if (done.code !== 'resolved') return;
  clock.at = new Date(clock.at.getTime() + 60_000);
  await closeContact(within, agent, contactId, { version });
}

/** Asked on the phone, once. */
async function collectName(
  within: ContactsDeps,
  agent: StaffActor,
  contactId: Id<'contact'>,
  name: string,
): Promise<void> {
  const [person] = await within.db.query<{ id: Id<'person'>; version: number; named: boolean }>(
    `SELECT p.id, p.version, EXISTS (SELECT FROM register.person_field f WHERE f.person_id = p.id AND f.category = 'name') AS named
     FROM register.contact c JOIN register.person p ON p.id = c.person_id WHERE c.id = $1`,
    [contactId],
  );
  if (person === undefined || person.named) return;
  await collectField(within, agent, person.id, {
    fieldId: newId<'field'>(within.clock.now()),
    version: person.version,
    category: 'name',
    value: name,
    channel: 'phone',
  });
}
