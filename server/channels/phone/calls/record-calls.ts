import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../../base/errors.ts';
import type { Logger } from '../../../base/logger.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import type { CallEvent } from '../../../register/contacts/call-event.ts';
import { receiveCall } from '../../../register/contacts/receive-call.ts';
import { beginRecording } from '../../../register/recordings/begin-recording.ts';
import { failRecording } from '../../../register/recordings/keep-recording.ts';
import { sealRecording } from '../../../register/recordings/seal-recording.ts';
import { dayOf } from '../../../safeguards/access/calendar-day.ts';
import type { Recorder, RunningRecording } from '../media/recorder.ts';
import type { Decision } from '../sip/decision.ts';
import type { Peer } from '../sip/peers.ts';
import type { RecordingSession } from '../sip/recording-session.ts';
import type { SessionHandler } from '../sip/session-handler.ts';
import { type AgreedStream, agreeStreams, decideStreams } from './agree-streams.ts';
import { announcementOf, describeCall, telephonesOf, type ToldCall } from './describe-call.ts';
import { createLegs, type Legs } from './follow-legs.ts';
import type { SpoolFinisher } from './finish-spools.ts';

interface LiveCall {
  readonly peer: Peer;
  told: ToldCall;
  telephones: string;
  readonly legs: Legs;
  readonly recordingId: Id<'recording'> | undefined;
  /** Undefined: nothing is recorded of it. */
  readonly running: RunningRecording | undefined;
  agreed: readonly AgreedStream[];
}

export interface CallsInProgress extends SessionHandler {
  /** The session of a recording that goes on. */
  sessionOf(recordingId: Id<'recording'>): string | undefined;
  /** How many calls of a peer go on. */
  countOf(peer: string): number;
  /** Resolves when the register has heard of all that happened, or does not take it now: the next life ends such calls. */
  stop(): Promise<void>;
}

/** Milliseconds until a register that is away is told again. */
const patience = 1_000;

/**
 * Calls that peers hand over: each is taken into the register, and recorded if it may be; the declaration and the person's
 * rights decide that, never the peer. What may not be recorded is a call all the same: its lines are answered with port 0.
 */
export function recordCalls(deps: {
  contacts: ContactsDeps;
  recorder: Pick<Recorder, 'start'>;
  peers: readonly Peer[];
  /** Where peers are told to send sound to. */
  mediaAddress: string;
  finisher: Pick<SpoolFinisher, 'finish'>;
  /** Whose telephone is one of these. */
  ownerOf(numbers: readonly string[]): Promise<Id<'staff'> | undefined>;
  log: Logger;
}): CallsInProgress {
  const { contacts, recorder, finisher, log } = deps;
  const calls = new Map<string, LiveCall>();
  /** Those that are being taken in: a peer may have second thoughts meanwhile. */
  const beginning = new Map<string, Promise<LiveCall | undefined>>();
  const over = new Set<string>();
  const work = new Set<Promise<void>>();
  const stopping = new AbortController();
  const accept = (session: RecordingSession, { agreed, running }: LiveCall): Decision => ({
    kind: 'accept',
    streams: decideStreams(session, agreed, deps.mediaAddress, running?.ports ?? []),
  });

  /** In the order of what happened to one call, and not waited for. */
  function later(session: string, act: () => Promise<unknown>): void {
    const done: Promise<void> = act()
      .then(() => undefined)
      .catch((error: unknown) => log.error({ session, error }, 'a call could not be noted'))
      .finally(() => work.delete(done));
    work.add(done);
  }

  /** Until the register takes it: events may come in any order, and twice. */
  async function tell(event: CallEvent): Promise<void> {
    for (;;) {
      try {
        await receiveCall(contacts, event);
        return;
      } catch (error) {
        const isAway = error instanceof Refusal && error.code === 'storage-unavailable';
        if (!isAway || stopping.signal.aborted) throw error;
        await sleep(patience, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  async function colleaguesOn(session: RecordingSession): Promise<Id<'staff'>[]> {
    const owners = await Promise.all(telephonesOf(session).map(deps.ownerOf));
    return owners.filter((owner) => owner !== undefined);
  }

  async function begin(session: RecordingSession, peer: Peer, told: ToldCall): Promise<LiveCall | undefined> {
    const at = contacts.clock.now();
    const legs = createLegs();
    legs.follow(await colleaguesOn(session), at);
    const received = await receiveCall(contacts, { ...told, kind: 'answered', at, legs: legs.all });
    if (received === undefined) return undefined;
    const call = { peer, told, telephones: JSON.stringify(telephonesOf(session)), legs };
    const today = dayOf(at, contacts.current().declaration.register.timeZone);
    const begun = await beginRecording(contacts, received.callId, {
      at,
      announcement: announcementOf(peer, told.direction, today),
    });
    if (begun.state === 'withheld')
      return { ...call, recordingId: undefined, running: undefined, agreed: [] };
    const { recordingId } = begun;
    try {
      const agreed = agreeStreams(session, peer);
      const { spool } = await sealRecording(contacts, recordingId);
      const running = await recorder.start({
        recording: recordingId,
        seal: spool,
        streams: agreed.map(({ spec }) => spec),
      });
      return { ...call, recordingId, running, agreed };
    } catch (error) {
      log.error({ recordingId, peer: peer.name, error }, 'a call is not recorded');
      await failRecording(contacts, recordingId, { at, code: 'no-room' });
      return { ...call, recordingId: undefined, running: undefined, agreed: [] };
    }
  }

  return {
    async offered(session) {
      const peer = deps.peers.find(({ name }) => name === session.peer);
      const { declaration } = contacts.current();
      // A peer is a processor (GDPR Art. 28): one that is declared no longer hands nothing over.
      if (!peer || !Object.hasOwn(declaration.processors ?? {}, peer.recipient))
        return { kind: 'refuse', why: 'not-allowed' };
      const told = describeCall(session, peer);
      if (told === undefined) return { kind: 'refuse', why: 'not-recorded' };
      if (agreeStreams(session, peer).length === 0) return { kind: 'refuse', why: 'not-acceptable' };
      const started = begin(session, peer, told);
      beginning.set(session.id, started);
      try {
        const call = await started;
        if (call === undefined) return { kind: 'refuse', why: 'not-recorded' };
        if (!over.has(session.id)) calls.set(session.id, call);
        return accept(session, call);
      } finally {
        beginning.delete(session.id);
        over.delete(session.id);
      }
    },

    async changed(session) {
      const call = calls.get(session.id);
      if (call === undefined) return { kind: 'refuse', why: 'not-recorded' };
      if (call.running) {
        const agreed = agreeStreams(session, call.peer, call.agreed);
        const isSame =
          agreed.length === call.agreed.length &&
          agreed.every(({ index }, at) => index === call.agreed[at]!.index);
        // Lines are paused and go on; one more or one less is another call.
        if (!isSame) return { kind: 'refuse', why: 'not-acceptable' };
        await call.running.change(agreed.map(({ spec }) => spec));
        call.agreed = agreed;
      }
      return accept(session, call);
    },

    told(session) {
      const call = calls.get(session.id);
      const described = call && describeCall(session, call.peer);
      if (!call || !described) return;
      // Which way it went, and what it is called, stay as they were first told.
      const { direction, externalId } = call.told;
      const told = { ...described, direction, externalId };
      const telephones = JSON.stringify(telephonesOf(session));
      if (JSON.stringify(told) === JSON.stringify(call.told) && telephones === call.telephones) return;
      Object.assign(call, { told, telephones });
      const at = contacts.clock.now();
      later(session.id, async () => {
        const present = await colleaguesOn(session);
        // Told of a later state meanwhile: that one counts.
        if (call.telephones === telephones) call.legs.follow(present, at);
        await tell({ ...told, kind: 'answered', at, legs: call.legs.all });
      });
    },

    ended(session) {
      const started = beginning.get(session.id) ?? Promise.resolve(calls.get(session.id));
      if (beginning.has(session.id)) over.add(session.id);
      const going = calls.get(session.id);
      // Whoever was still being looked up comes too late.
      if (going) going.telephones = '';
      calls.delete(session.id);
      const at = contacts.clock.now();
      later(session.id, async () => {
        const call = await started;
        if (call === undefined) return;
        const { recordingId, running } = call;
        const end = await running?.stop();
        if (recordingId && end) finisher.finish(recordingId, end.isKept);
        call.legs.follow([], at);
        await tell({ ...call.told, kind: 'ended', at, legs: call.legs.all });
      });
    },

    sessionOf(recordingId) {
      for (const [session, call] of calls) if (call.recordingId === recordingId) return session;
      return undefined;
    },
    countOf: (peer) => [...calls.values()].filter((call) => call.peer.name === peer).length,
    async stop() {
      stopping.abort();
      while (work.size > 0) await Promise.all(work);
    },
  };
}
