import { readUri } from '../message/name-address.ts';
import { type SipRequest, type SipResponse, valuesOf } from '../message/sip-message.ts';
import { type Body, writeMessage } from '../message/write-message.ts';
import type { Flow } from '../transport/flow.ts';
import { readContact } from './check-invite.ts';

/** What our own requests of a session are made of (RFC 3261, 12). */
export interface Dialog {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** The number of the peer's last request, and of ours. */
  remoteNumber: number;
  localNumber: number;
  /** Where it came from last. */
  flow: Flow;
  /** Takes the Contact of a request or an answer that may move the peer (12.2). */
  retarget(message: SipRequest | SipResponse): void;
  /** The way of our own requests. */
  wayOut(): Flow;
  write(
    method: string,
    via: string,
    number: number,
    headers: readonly (readonly [string, string])[],
    body?: Body,
  ): Uint8Array;
}

export const methods = 'INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE';
const agent = 'Haltija';

/** Ours, with the mark of a recording server (RFC 7866, 6.2). */
export function ownContact(flow: Flow): string {
  const { host, port } = flow.local;
  const shown = host.includes(':') ? `[${host}]` : host;
  return `<sip:haltija@${shown}:${port};transport=${flow.transport}>;+sip.srs`;
}

export function openDialog(invite: SipRequest, flow: Flow, localTag: string): Dialog {
  const header = (name: string): string => invite.headers.find((each) => each.name === name)!.value;
  const routes = valuesOf(invite, 'record-route');
  let target = readContact(valuesOf(invite, 'contact')[0])?.uri ?? invite.from.uri;
  const dialog: Dialog = {
    callId: invite.callId,
    localTag,
    remoteTag: invite.from.parameters.get('tag') ?? '',
    remoteNumber: invite.cseq.number,
    localNumber: 0,
    flow,
    retarget(message) {
      target = readContact(valuesOf(message, 'contact')[0])?.uri ?? target;
    },
    wayOut() {
      // To the next hop where that is an address of the peer; otherwise back to where it speaks from. No names are asked for.
      const next = readUri(readContact(routes[0])?.uri ?? target);
      return (next && dialog.flow.to(next.host, next.port ?? 5060)) ?? dialog.flow;
    },
    write(method, via, number, headers, body) {
      return writeMessage(
        `${method} ${target} SIP/2.0`,
        [
          ['via', via],
          ['max-forwards', '70'],
          ...routes.map((route) => ['route', route] as const),
          ['from', `${header('to')};tag=${localTag}`],
          ['to', header('from')],
          ['call-id', invite.callId],
          ['cseq', `${number} ${method}`],
          ...(method === 'BYE' || method === 'ACK' ? [] : [['contact', ownContact(dialog.flow)] as const]),
          ...headers,
          ['user-agent', agent],
        ],
        body,
      );
    },
  };
  return dialog;
}
