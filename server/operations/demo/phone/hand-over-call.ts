import { randomBytes } from 'node:crypto';
import { Refusal } from '../../../base/errors.ts';
import { parseMessage } from '../../../channels/phone/sip/message/parse-message.ts';
import { headerOf, type SipMessage } from '../../../channels/phone/sip/message/sip-message.ts';
import { type Body, writeMessage } from '../../../channels/phone/sip/message/write-message.ts';
import type { DemoExchange } from './exchanges.ts';
import { openSipLine } from './open-line.ts';
import { type OnCall, writeSession, writeTransfer } from './write-session.ts';

export interface HandedOver {
  /** Where the sound of each line is wanted; 0: it is not. */
  readonly ports: readonly number[];
  /** Resolves when the house has ended it. */
  readonly ended: Promise<void>;
  transfer(call: OnCall): Promise<void>;
  /** Says BYE, and waits for the answer. Never rejects. */
  end(): Promise<void>;
}

const newBranch = (): string => `z9hG4bK${randomBytes(8).toString('hex')}`;

/** Milliseconds until a datagram is said again, doubled each time, and until nobody is waited for. */
const again = 500;
const patience = 6000;

/**
 * Hands a call over to a recording server as an exchange does: SIPREC, with both of its ends.
 * @throws Refusal 'not-found' when nobody answers, 'invalid-input' (status) when the call is refused
 */
export async function handOverCall(
  exchange: DemoExchange,
  sipPort: number,
  call: OnCall,
): Promise<HandedOver> {
  const waiting = new Map<string, (answer: SipMessage) => void>();
  const ended = Promise.withResolvers<void>();
  const line = await openSipLine(exchange.transport, sipPort, (bytes) => hear(parseMessage(bytes)));
  const callId = `${randomBytes(12).toString('hex')}@exchange.example`;
  const tag = randomBytes(8).toString('hex');
  const recorder = `sip:recorder@${line.host}:${sipPort};transport=${line.transport}`;
  let to = `<${recorder}>`;
  let number = 0;

  function hear(message: SipMessage): void {
    const { number: of, method } = message.cseq;
    if (message.kind === 'response') {
      if (message.status < 200) return;
      waiting.get(`${of} ${method}`)?.(message);
      // An INVITE is answered until it is acknowledged; a refusal within its own transaction.
      if (method === 'INVITE') {
        to = headerOf(message, 'to') ?? to;
        line.say(write('ACK', of, undefined, message.status < 300 ? newBranch() : message.via[0]?.branch));
      }
      return;
    }
    if (message.method !== 'ACK') line.say(answer(message));
    if (message.method === 'BYE') ended.resolve();
  }

  function write(method: string, of: number, body?: Body, branch = newBranch()): Uint8Array {
    return writeMessage(
      `${method} ${recorder} SIP/2.0`,
      [
        ['via', `SIP/2.0/${line.transport.toUpperCase()} ${line.host}:${line.port};branch=${branch};rport`],
        ['max-forwards', '70'],
        ['from', `<sip:exchange@exchange.example>;tag=${tag}`],
        ['to', to],
        ['call-id', callId],
        ['cseq', `${of} ${method}`],
        ['contact', `<sip:exchange@${line.host}:${line.port};transport=${line.transport}>;+sip.src`],
        ...(method === 'INVITE' ? [['require', 'siprec'] as const] : []),
      ],
      body,
    );
  }

  /** To what the house asks within the call: an end is taken, and so is a sign of life. */
  function answer(request: SipMessage): Uint8Array {
    const { method } = request.cseq;
    const echoed = ['via', 'from', 'to', 'call-id', 'cseq'].flatMap((name) =>
      request.headers.filter((header) => header.name === name).map(({ value }) => [name, value] as const),
    );
    return writeMessage(method === 'INVITE' ? 'SIP/2.0 488 Not Acceptable Here' : 'SIP/2.0 200 OK', echoed);
  }

  /** The final answer to a request of ours. */
  async function ask(method: string, body?: Body): Promise<SipMessage & { kind: 'response' }> {
    number += 1;
    const key = `${number} ${method}`;
    const bytes = write(method, number, body);
    const answered = Promise.withResolvers<SipMessage>();
    waiting.set(key, answered.resolve);
    const timers = [
      setTimeout(() => answered.reject(new Refusal('not-found', { what: 'answer' })), patience),
    ];
    const say = (wait: number): void => {
      line.say(bytes);
      if (line.transport === 'udp') timers[1] = setTimeout(() => say(wait * 2), wait);
    };
    say(again);
    try {
      return (await answered.promise) as SipMessage & { kind: 'response' };
    } finally {
      for (const timer of timers) clearTimeout(timer);
      waiting.delete(key);
    }
  }

  let farewell: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await Promise.race([ask('BYE').catch(() => undefined), ended.promise]);
    line.close();
  };

  try {
    const taken = await ask('INVITE', writeSession(call, 1));
    if (taken.status >= 300) throw new Refusal('invalid-input', { status: taken.status });
    const offered = Buffer.from(taken.body)
      .toString('latin1')
      .matchAll(/^m=audio (\d+)/gm);
    return {
      ports: [...offered].map(([, port]) => Number(port)),
      ended: ended.promise,
      async transfer(next) {
        await ask('UPDATE', writeTransfer(next));
      },
      end: () => (farewell ??= end()),
    };
  } catch (error) {
    line.close();
    throw error;
  }
}
