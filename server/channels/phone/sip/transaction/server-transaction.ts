import type { SipRequest } from '../message/sip-message.ts';
import type { Flow } from '../transport/flow.ts';
import { giveUp, type Repeating, repeat, type Timers } from './timers.ts';
import { type Answer, answerFlow, writeAnswer } from './write-answer.ts';

/** A request and its answer, which is given once and sent as often as needed (RFC 3261, 17.2; RFC 6026). */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Our tag on its To. */
  readonly tag: string;
  /** Whether a final answer was given. */
  isAnswered(): boolean;
  isAccepted(): boolean;
  /** A second final answer is no answer. */
  answer(answer: Answer): void;
  /** The same request came again. */
  again(): void;
  /** The ACK has come. */
  acknowledged(): void;
  close(): void;
}

export interface ServerTransactionEvents {
  /** It is over, and may be forgotten. */
  onEnd(): void;
  /** Our answer to an INVITE was never acknowledged. */
  onNoAck(): void;
}

export function createServerTransaction(
  request: SipRequest,
  flow: Flow,
  tag: string,
  timers: Timers,
  events: ServerTransactionEvents,
): ServerTransaction {
  const isInvite = request.method === 'INVITE';
  const way = answerFlow(request, flow);
  let sent: Uint8Array | undefined;
  let status = 0;
  let isAcknowledged = false;
  let repeating: Repeating | undefined;
  let ending: NodeJS.Timeout | undefined;

  function endAfter(milliseconds: number, act: () => void = events.onEnd): void {
    clearTimeout(ending);
    ending = setTimeout(act, milliseconds);
  }

  return {
    request,
    flow,
    tag,
    isAnswered: () => status >= 200,
    isAccepted: () => status >= 200 && status < 300,
    answer(answer) {
      if (status >= 200) return;
      status = answer.status;
      sent = writeAnswer(request, flow, tag, answer);
      way.send(sent);
      if (status < 200) return;
      const isReliable = flow.transport !== 'udp';
      if (!isInvite) return endAfter(isReliable ? 0 : giveUp(timers));
      // A 200 is sent again over TCP as well: a proxy between may have lost it (13.3.1.4).
      if (!isReliable || status < 300) repeating = repeat(timers, 'to-t2', () => way.send(sent!));
      endAfter(giveUp(timers), () => {
        repeating?.stop();
        events.onNoAck();
        events.onEnd();
      });
    },
    again() {
      if (sent) way.send(sent);
    },
    acknowledged() {
      if (status < 200 || isAcknowledged) return;
      isAcknowledged = true;
      repeating?.stop();
      repeating = undefined;
      // What comes again meanwhile is the same request still.
      endAfter(flow.transport === 'udp' ? timers.t4 : 0);
    },
    close() {
      repeating?.stop();
      clearTimeout(ending);
    },
  };
}
