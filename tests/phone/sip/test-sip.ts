import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Decision } from '../../../server/channels/phone/sip/decision.ts';
import { parseMessage } from '../../../server/channels/phone/sip/message/parse-message.ts';
import type { SipMessage } from '../../../server/channels/phone/sip/message/sip-message.ts';
import type { EndReason, RecordingSession } from '../../../server/channels/phone/sip/recording-session.ts';
import type { SessionHandler } from '../../../server/channels/phone/sip/session-handler.ts';
import type { SipLimits } from '../../../server/channels/phone/sip/sip-service.ts';
import {
  type SipThread,
  type SipThreadOptions,
  startSipThread,
  usualLimits,
} from '../../../server/channels/phone/sip/start-sip-thread.ts';
import { peerOf } from './peer-of.ts';

/** Takes all that is usable, and remembers what it was told. */
export interface NotingHandler extends SessionHandler {
  readonly notes: {
    what: 'offered' | 'changed' | 'told' | 'ended';
    session: RecordingSession;
    reason?: EndReason;
  }[];
  count(what: 'offered' | 'changed' | 'told' | 'ended', reason?: EndReason): number;
  /** What is decided; one that never comes is no decision. */
  decide: (session: RecordingSession) => Promise<Decision>;
}

export function takeAll(session: RecordingSession, active = true): Decision {
  return {
    kind: 'accept',
    streams: session.streams.map(({ isUsable, index, codecs, crypto, isEncrypted }) =>
      isUsable
        ? {
            take: true,
            address: '127.0.0.1',
            port: 20_000 + 2 * index,
            payloadTypes: codecs
              .filter(({ name }) => /^(?:PCM|TELE)/.test(name))
              .map((codec) => codec.payloadType),
            active,
            ...(isEncrypted
              ? { crypto: { tag: crypto[0]!.tag, suite: crypto[0]!.suite, key: crypto[0]!.key } }
              : {}),
          }
        : { take: false },
    ),
  };
}

export function noteAll(): NotingHandler {
  const notes: NotingHandler['notes'] = [];
  const handler: NotingHandler = {
    notes,
    count: (what, reason) =>
      notes.filter((note) => note.what === what && (reason === undefined || note.reason === reason)).length,
    decide: async (session) => takeAll(session),
    offered(session) {
      notes.push({ what: 'offered', session });
      return handler.decide(session);
    },
    changed(session) {
      notes.push({ what: 'changed', session });
      return handler.decide(session);
    },
    told: (session) => void notes.push({ what: 'told', session }),
    ended: (session, reason) => void notes.push({ what: 'ended', session, reason }),
  };
  return handler;
}

export interface TestSip {
  readonly sip: SipThread;
  readonly handler: NotingHandler;
  readonly troubles: { peer: string | undefined; code: string; count: number }[];
  readonly port: number;
  readonly codes: () => string[];
  stop(): Promise<void>;
}

export async function startTestSip(
  options: Partial<Omit<SipThreadOptions, 'limits'>> & { limits?: Partial<SipLimits> } = {},
): Promise<TestSip> {
  const handler = noteAll();
  const troubles: TestSip['troubles'] = [];
  const sip = await startSipThread(
    {
      listen: [{ transport: 'udp', host: '127.0.0.1', port: 0 }],
      peers: [peerOf()],
      // Ten times as fast as in the world.
      timers: { t1: 50, t2: 400, t4: 500 },
      farewellMilliseconds: 50,
      ...options,
      limits: { ...usualLimits, ...options.limits },
    },
    handler,
    (peer, code, count) => void troubles.push({ peer, code, count }),
  );
  return {
    sip,
    handler,
    troubles,
    port: sip.ports[0]!,
    codes: () => troubles.map(({ code }) => code),
    stop: () => sip.close(),
  };
}

/** Somebody who speaks SIP by datagrams, one message at a time. */
export interface Talker {
  readonly socket: Socket;
  readonly port: number;
  readonly heard: SipMessage[];
  say(bytes: Uint8Array): void;
  /** The next that was heard and not asked for yet; fails after `milliseconds`. */
  hear(milliseconds?: number): Promise<SipMessage>;
  /** The next request; an answer may come again at any time. */
  asked(): Promise<SipMessage>;
  /** The next final answer; to a request of that CSeq, where one is given: an answer to another may come again at any time. */
  answer(cseq?: string): Promise<SipMessage>;
  close(): void;
}

export async function startTalker(to: number, address = '127.0.0.1'): Promise<Talker> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  const heard: SipMessage[] = [];
  const waiting: ((message: SipMessage) => void)[] = [];
  let read = 0;
  socket.on('message', (bytes) => {
    const message = parseMessage(bytes);
    heard.push(message);
    if (waiting.length > 0) {
      read += 1;
      waiting.shift()!(message);
    }
  });
  const talker: Talker = {
    socket,
    port: socket.address().port,
    heard,
    say: (bytes) => socket.send(bytes, to, '127.0.0.1'),
    hear(milliseconds = 5000) {
      if (read < heard.length) {
        read += 1;
        return Promise.resolve(heard[read - 1]!);
      }
      return new Promise((resolve, reject) => {
        const hear = (message: SipMessage): void => {
          clearTimeout(timer);
          resolve(message);
        };
        const timer = setTimeout(() => {
          waiting.splice(waiting.indexOf(hear), 1);
          reject(new Error('heard nothing'));
        }, milliseconds);
        waiting.push(hear);
      });
    },
    async asked() {
      for (;;) {
        const message = await talker.hear();
        if (message.kind === 'request') return message;
      }
    },
    async answer(cseq) {
      for (;;) {
        const message = await talker.hear();
        const { number, method } = message.cseq;
        const isIt = cseq === undefined || cseq === `${number} ${method}`;
        if (isIt && message.kind === 'response' && message.status >= 200) return message;
      }
    },
    close: () => socket.close(),
  };
  return talker;
}

export async function until(holds: () => boolean, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come to that');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
