import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from '../../../base/errors.ts';
import type { ToldEvent, ToldParty } from './source-calls.ts';
import { isOwnNumber } from '../sip/session/describe-session.ts';
import { type Source, secretOf } from './sources.ts';
import type { ToldRecording } from './uploads.ts';

// Call-backs in the manner of Twilio: a form, signed over the address and its fields. Nothing in it says when it was signed: that the same
// again changes nothing is what stands against its being sent again.

/**
 * Base64 of HMAC-SHA1 by the account's token over the address and each field's name and value, in the order of their names.
 * @throws Refusal 'signature-not-valid'
 */
export async function checkCallBack(
  source: Source | undefined,
  fields: Readonly<Record<string, string>>,
  signature: string | undefined,
): Promise<Source> {
  const secret = source?.callBackUrl === undefined ? 'none' : await secretOf(source);
  const text = Object.keys(fields)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .reduce((all, name) => all + name + fields[name]!, source?.callBackUrl ?? '');
  const right = createHmac('sha1', secret).update(text, 'utf8').digest();
  const given = Buffer.from(/^[A-Za-z0-9+/]{27}=$/.test(signature ?? '') ? signature! : '', 'base64');
  const isRight = given.length === right.length && timingSafeEqual(right, given);
  if (!isRight || source?.callBackUrl === undefined)
    throw new Refusal('signature-not-valid', { reason: 'signature' });
  return source;
}

const events: Readonly<Record<string, ToldEvent['kind']>> = {
  queued: 'ringing',
  initiated: 'ringing',
  ringing: 'ringing',
  'in-progress': 'answered',
  answered: 'answered',
  completed: 'ended',
  busy: 'refused',
  'no-answer': 'missed',
  failed: 'missed',
  canceled: 'missed',
};

/** What a call-back tells: of a call, of its recording, or of nothing that is kept here. @throws Refusal 'invalid-input' */
export function readCallBack(
  source: Source,
  fields: Readonly<Record<string, string>>,
  now: Date,
): { readonly event: ToldEvent } | { readonly recording: ToldRecording } | undefined {
  const callId = need(fields, fields['ParentCallSid'] ? 'ParentCallSid' : 'CallSid', /^[A-Za-z0-9]{10,64}$/);
  if (fields['RecordingStatus'] !== undefined || fields['RecordingUrl'] !== undefined) {
    if (fields['RecordingStatus'] !== 'completed') return undefined;
    const url = need(fields, 'RecordingUrl', /^https?:\/\/[^\s?#]{1,1900}$/);
    const isStereo = fields['RecordingChannels'] === '2';
    const direction = directionOf(source, fields);
    return {
      recording: {
        callId,
        beganAt: momentOf(fields['RecordingStartTime'], now),
        sha256: null,
        url: `${url}.wav${isStereo ? '?RequestedChannels=2' : ''}`,
        // Whoever called is in the first.
        tracks: [
          {
            format: 'wav',
            rate: 8000,
            sides: !isStereo
              ? ['mixed']
              : direction === 'incoming'
                ? ['customer', 'staff']
                : ['staff', 'customer'],
            bytes: null,
          },
        ],
      },
    };
  }
  const kind = Object.hasOwn(events, fields['CallStatus'] ?? '') ? events[fields['CallStatus']!] : undefined;
  if (kind === undefined) return undefined;
  return {
    event: {
      callId,
      kind,
      at: momentOf(fields['Timestamp'], now),
      direction: directionOf(source, fields),
      parties: [partyOf(fields['From']), partyOf(fields['To'])],
    },
  };
}

/** A call that our own side makes is outbound to them; the leg to a colleague of an incoming call is too. */
function directionOf(
  { ownNumbers }: Source,
  fields: Readonly<Record<string, string>>,
): 'incoming' | 'outgoing' {
  const from = fields['From'];
  if (ownNumbers.length > 0 && from !== undefined)
    return isOwnNumber(from, ownNumbers) ? 'outgoing' : 'incoming';
  return fields['Direction']?.startsWith('outbound') === true && !fields['ParentCallSid']
    ? 'outgoing'
    : 'incoming';
}

function partyOf(text: string | undefined): ToldParty {
  const withheld = /^(?:anonymous|restricted|unavailable|unknown|\+?266696687|)$/i.test(text ?? '');
  return withheld
    ? { number: null, withheld: true }
    : { number: text!.replace(/^(?:client|sip):/, '').slice(0, 40) };
}

function momentOf(text: string | undefined, now: Date): Date {
  const at = text === undefined ? now : new Date(text);
  if (Number.isNaN(at.getTime())) throw new Refusal('invalid-input', { field: 'Timestamp' });
  return at;
}

function need(fields: Readonly<Record<string, string>>, name: string, form: RegExp): string {
  const value = fields[name] ?? '';
  if (!form.test(value)) throw new Refusal('invalid-input', { field: name });
  return value;
}
