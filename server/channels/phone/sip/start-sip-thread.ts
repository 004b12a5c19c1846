import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../base/errors.ts';
import type { Decision } from './decision.ts';
import type { RecordingSession } from './recording-session.ts';
import type { SessionControl, SessionHandler } from './session-handler.ts';
import type { SipServiceOptions } from './sip-service.ts';
import type { FromThread, ToThread } from './thread-messages.ts';
import type { TroubleCode } from './transport/flow.ts';
import type { Identity } from './transport/listener.ts';
import { usualTimers } from './transaction/timers.ts';

export interface SipThread extends SessionControl {
  /** In the order of `listen`. */
  readonly ports: readonly number[];
  /** A renewed certificate, for connections from now on. */
  renew(identity: Identity): void;
  /** Says BYE to all sessions, and waits for the answers, 2 s at most unless told otherwise. */
  close(): Promise<void>;
}

export interface SipThreadOptions
  extends
    Pick<SipServiceOptions, 'listen' | 'identity' | 'peers'>,
    Partial<Pick<SipServiceOptions, 'limits' | 'timers' | 'interval'>> {
  /** A thread that was lost, or could not listen, is there again. */
  readonly onBack?: () => void;
  /** How long the end waits for answers to BYE. */
  readonly farewellMilliseconds?: number;
  /** Another script, for tests. */
  readonly script?: URL;
}

/** For one machine that records some hundreds of calls; a border controller in front speaks for many callers. */
export const usualLimits: SipServiceOptions['limits'] = {
  messagesPerSecond: 400,
  connectionsPerPeer: 20,
  stallMilliseconds: 10_000,
  idleMilliseconds: 4 * 3_600_000,
  sessionsPerPeer: 1000,
  halfOpenPerPeer: 250,
  transactionsPerPeer: 8000,
  decisionMilliseconds: 5000,
};

/** Half an hour, as most peers ask; 90 s at least (RFC 4028, 5). */
export const usualInterval: SipServiceOptions['interval'] = { wanted: 1800, least: 90 };

const restartMilliseconds = 1000;

/**
 * Signalling in a thread of its own: what it reads is foreign, and its timers must not wait for the work of the house. A
 * thread that is lost (`thread-lost`) ends its sessions with `signalling-stopped` and is started again on the same ports.
 *
 * @param onTrouble something was not answered, or refused: the peer if it is one, a code, how often since it was told last. For a log and a screen; it holds nothing of what was sent
 * @param onHeard a peer gave a sign of life; once in five seconds at most
 * @throws {Refusal} settings-invalid when it cannot listen
 */
export async function startSipThread(
  options: SipThreadOptions,
  handler: SessionHandler,
  onTrouble: (peer: string | undefined, code: TroubleCode, count: number) => void,
  onHeard: (peer: string) => void = () => undefined,
): Promise<SipThread> {
  const live = new Map<string, RecordingSession>();
  let { identity } = options;
  let listen = options.listen;
  let worker: Worker | undefined;
  let isClosing = false;
  let onClosed: (() => void) | undefined;

  function post(message: ToThread, to = worker): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    to?.postMessage(message);
  }

  function run(): Promise<readonly number[]> {
    const started = new Worker(options.script ?? new URL('./sip-worker.ts', import.meta.url), {
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    worker = started;
    return new Promise((resolve, reject) => {
      let isListening = false;
      started.on('message', (message: FromThread) => {
        if (message.kind === 'listening') {
          isListening = true;
          resolve(message.ports);
        } else if (message.kind === 'cannot-listen') {
          reject(
            new Refusal('settings-invalid', {
              setting: 'phone signalling',
              problem: 'cannot listen',
              code: message.code,
            }),
          );
          void started.terminate();
        } else take(message, started);
      });
      // What it threw may hold something of what was sent.
      started.on('error', () => {});
      started.on('exit', () => {
        reject(new Refusal('internal', { part: 'phone-signalling', state: 'not-started' }));
        if (worker === started) worker = undefined;
        if (isListening) lose();
      });
      post(
        {
          kind: 'start',
          options: {
            listen,
            identity,
            peers: options.peers,
            limits: options.limits ?? usualLimits,
            timers: options.timers ?? usualTimers,
            interval: options.interval ?? usualInterval,
          },
        },
        started,
      );
    });
  }

  function lose(): void {
    const lost = [...live.values()];
    live.clear();
    for (const session of lost) handler.ended(session, 'signalling-stopped');
    onClosed?.();
    if (isClosing) return;
    onTrouble(undefined, 'thread-lost', 1);
    startAgain();
  }

  function startAgain(): void {
    setTimeout(() => {
      if (isClosing) return;
      run().then(options.onBack, () => {
        onTrouble(undefined, 'listener-failed', 1);
        startAgain();
      });
    }, restartMilliseconds);
  }

  async function decide(message: Extract<FromThread, { kind: 'question' }>, asker: Worker): Promise<void> {
    const { about, session, question } = message;
    let decision: Decision | undefined;
    try {
      decision = await handler[about](session);
    } catch {
      // None: the peer is refused, and `decision-late` told.
    }
    if (about === 'offered' && decision?.kind === 'refuse') live.delete(session.id);
    // The answer to a thread that is no more goes nowhere.
    if (worker === asker) post({ kind: 'decision', question, decision });
  }

  function take(message: FromThread, from: Worker): void {
    switch (message.kind) {
      case 'question':
        live.set(message.session.id, message.session);
        void decide(message, from);
        break;
      case 'told':
        live.set(message.session.id, message.session);
        handler.told(message.session);
        break;
      case 'ended':
        // Not if its refusal was on its way when the peer withdrew.
        if (live.delete(message.session.id)) handler.ended(message.session, message.reason);
        break;
      case 'trouble':
        onTrouble(message.peer, message.code, message.count);
        break;
      case 'heard':
        onHeard(message.peer);
        break;
      default:
    }
  }

  const ports = await run();
  // A thread that is started again takes the ports that were told.
  listen = listen.map((on, index) => ({ ...on, port: ports[index]! }));
  return {
    ports,
    change: (sessionId, streams) => post({ kind: 'change', sessionId, streams }),
    end: (sessionId) => post({ kind: 'end', sessionId }),
    renew(renewed) {
      identity = renewed;
      post({ kind: 'renew', identity: renewed });
    },
    async close() {
      isClosing = true;
      if (!worker) return;
      const ending = worker;
      await new Promise<void>((resolve) => {
        const milliseconds = options.farewellMilliseconds ?? 2000;
        const late = setTimeout(resolve, milliseconds + 3000);
        onClosed = () => {
          clearTimeout(late);
          resolve();
        };
        post({ kind: 'close', milliseconds });
      });
      // One that has said its farewell ends by itself; to end a thread from outside is for one that hangs.
      if (worker) await ending.terminate();
    },
  };
}
