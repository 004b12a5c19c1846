import type { House } from '../../server/compose.ts';
import type { Id } from '../../server/base/new-id.ts';
import type { CallEvent } from '../../server/register/contacts/call-event.ts';
import { receiveCall, type ReceivedCall } from '../../server/register/contacts/receive-call.ts';
import { beginRecording } from '../../server/register/recordings/begin-recording.ts';
import { sealRecording } from '../../server/register/recordings/seal-recording.ts';
import { keepRecording } from '../../server/register/recordings/keep-recording.ts';
import type { Announcement } from '../../server/register/recordings/may-record.ts';
import { writeBlob } from '../../server/safeguards/vault/sealed-blob.ts';

export interface GivenCall {
  readonly at: Date;
  readonly number?: string;
  readonly hidden?: 'withheld' | 'unknown';
  readonly direction?: 'incoming' | 'outgoing';
  readonly queue?: string;
  readonly staffId?: Id<'staff'>;
  readonly externalId?: string;
  readonly contactId?: Id<'contact'>;
  readonly seconds?: number;
}

/** The events of a call as its exchange tells them, in their order. */
export function eventsOf(call: GivenCall): [CallEvent, CallEvent, CallEvent] {
  const after = (seconds: number) => new Date(call.at.getTime() + seconds * 1000);
  const base = {
    source: 'exchange',
    externalId: call.externalId ?? crypto.randomUUID(),
    direction: call.direction ?? ('incoming' as const),
    queue: call.queue ?? 'service',
    customers: call.number === undefined ? [] : [call.number],
    own: '+358 9 4245 0001',
    ...(call.hidden ? { hidden: call.hidden } : {}),
    ...(call.contactId ? { contactId: call.contactId } : {}),
  };
  const leg = call.staffId && { staffId: call.staffId, beganAt: after(8) };
  const end = 8 + (call.seconds ?? 60);
  return [
    { ...base, kind: 'ringing', at: call.at },
    { ...base, kind: 'answered', at: after(8), legs: leg ? [{ ...leg, endedAt: null }] : [] },
    { ...base, kind: 'ended', at: after(end), legs: leg ? [{ ...leg, endedAt: after(end) }] : [] },
  ];
}

export interface Recorded extends ReceivedCall {
  readonly recordingId: Id<'recording'>;
}

/** A call that rang, was answered and recorded with real sealed sound, and ended. */
export async function recordCall(
  house: House,
  call: GivenCall,
  sound: Uint8Array = Buffer.from('OggS Salainen puhelu '.repeat(20_000)),
  announcement: Announcement = { kind: 'played', by: 'welcome-sv', at: call.at },
  peaks?: Uint8Array,
): Promise<Recorded> {
  const deps = house.contacts;
  const [ringing, answered, ended] = eventsOf(call);
  await receiveCall(deps, ringing);
  const received = (await receiveCall(deps, answered))!;
  const { recordingId, state } = await beginRecording(deps, received.callId, {
    at: answered.at,
    announcement,
  });
  if (state === 'recording') {
    const { blob } = await writeBlob(deps.blobs, (await sealRecording(deps, recordingId)).audio(), [sound]);
    await keepRecording(deps, recordingId, {
      endedAt: ended.at,
      milliseconds: ended.at.getTime() - answered.at.getTime(),
      sides: ['customer', 'staff'],
      format: 'audio/ogg',
      sound: { blob },
      ...(peaks ? { peaks } : {}),
    });
  }
  await receiveCall(deps, ended);
  return { ...received, recordingId };
}
