import { type Body, writeMessage } from '../message/write-message.ts';
import type { SipRequest } from '../message/sip-message.ts';
import { markReceived } from '../message/via.ts';
import type { Flow } from '../transport/flow.ts';

const phrases: Readonly<Record<number, string>> = {
  100: 'Trying',
  200: 'OK',
  400: 'Bad Request',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  416: 'Unsupported URI Scheme',
  420: 'Bad Extension',
  421: 'Extension Required',
  422: 'Session Interval Too Small',
  481: 'Call/Transaction Does Not Exist',
  482: 'Loop Detected',
  487: 'Request Terminated',
  488: 'Not Acceptable Here',
  491: 'Request Pending',
  500: 'Server Internal Error',
  503: 'Service Unavailable',
  603: 'Decline',
};

export interface Answer {
  readonly status: number;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: Body;
}

/** An answer with what it must echo (RFC 3261, 8.2.6). @param tag ours, on To when the request has none; none on 100 */
export function writeAnswer(request: SipRequest, flow: Flow, tag: string, answer: Answer): Uint8Array {
  const to = request.headers.find(({ name }) => name === 'to')!.value;
  const isTagged = request.to.parameters.has('tag') || answer.status === 100;
  const [, ...further] = request.via;
  return writeMessage(
    `SIP/2.0 ${answer.status} ${phrases[answer.status] ?? 'Refused'}`,
    [
      ['via', markReceived(request.via[0]!, flow.remote)],
      ...further.map(({ text }) => ['via', text] as const),
      ...request.headers
        .filter(({ name }) => name === 'record-route')
        .map(({ value }) => ['record-route', value] as const),
      ['from', request.headers.find(({ name }) => name === 'from')!.value],
      ['to', isTagged ? to : `${to};tag=${tag}`],
      ['call-id', request.callId],
      ['cseq', `${request.cseq.number} ${request.cseq.method}`],
      ...(answer.headers ?? []),
    ],
    answer.body,
  );
}

/** Where an answer goes over UDP: to where it came from when that is asked, else to the port the Via names (RFC 3261, 18.2.2; RFC 3581). */
export function answerFlow(request: SipRequest, flow: Flow): Flow {
  const [via] = request.via;
  if (flow.transport !== 'udp' || via!.wantsPort) return flow;
  return flow.to(flow.remote.address, via!.port ?? 5060) ?? flow;
}
