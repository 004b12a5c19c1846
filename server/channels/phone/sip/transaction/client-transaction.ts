import type { SipResponse } from '../message/sip-message.ts';
import type { Flow } from '../transport/flow.ts';
import { giveUp, type Repeating, repeat, type Timers } from './timers.ts';

/** What became of a request of ours. 408: nobody answered, or the connection is gone. */
export type Outcome =
  | { readonly status: 408; readonly response: undefined }
  | { readonly status: number; readonly response: SipResponse };

export interface ClientTransaction {
  take(response: SipResponse): void;
  close(): void;
}

/** A request of ours until its final answer (RFC 3261, 17.1). */
export function createClientTransaction(
  method: string,
  request: Uint8Array,
  flow: Flow,
  timers: Timers,
  events: {
    onFinal(outcome: Outcome): void;
    /** Any final answer to an INVITE, the first or again: it is owed an ACK. */
    onOwedAck(response: SipResponse): void;
    onEnd(): void;
  },
): ClientTransaction {
  const isInvite = method === 'INVITE';
  const isUdp = flow.transport === 'udp';
  let repeating: Repeating | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isFinal = false;

  function finish(outcome: Outcome): void {
    if (isFinal) return;
    isFinal = true;
    repeating?.stop();
    clearTimeout(timer);
    // Kept for answers that come again.
    timer = setTimeout(events.onEnd, isInvite ? giveUp(timers) : isUdp ? timers.t4 : 0);
    events.onFinal(outcome);
  }

  if (flow.isOpen()) {
    flow.send(request);
    if (isUdp) repeating = repeat(timers, isInvite ? 'doubling' : 'to-t2', () => flow.send(request));
    timer = setTimeout(() => finish({ status: 408, response: undefined }), giveUp(timers));
  } else {
    timer = setTimeout(() => finish({ status: 408, response: undefined }), 0);
  }

  return {
    take(response) {
      // An INVITE that was heard is waited for; another request is asked again, more slowly.
      if (response.status < 200) {
        if (isInvite) repeating?.stop();
        return;
      }
      if (isInvite) events.onOwedAck(response);
      finish({ status: response.status, response });
    },
    close() {
      repeating?.stop();
      clearTimeout(timer);
    },
  };
}
