import { parentPort } from 'node:worker_threads';
import type { Decision } from './decision.ts';
import { gatherTrouble } from './gather-trouble.ts';
import { createSipService, type SipService } from './sip-service.ts';
import type { FromThread, ToThread } from './thread-messages.ts';

const port = parentPort!;
const say = (message: FromThread): void => port.postMessage(message);
const waiting = new Map<number, (decision: Decision | undefined) => void>();
let questions = 0;
let service: SipService | undefined;

const troubles = gatherTrouble((peer, code, count) => say({ kind: 'trouble', peer, code, count }), 60_000);

/** A peer's newest sign of life is told once in some seconds: a busy one gives hundreds. */
const heardMilliseconds = 5000;
const heardAt = new Map<string, number>();
function heard(peer: string): void {
  const now = performance.now();
  if (now - (heardAt.get(peer) ?? -heardMilliseconds) < heardMilliseconds) return;
  heardAt.set(peer, now);
  say({ kind: 'heard', peer });
}

async function start({ options }: Extract<ToThread, { kind: 'start' }>): Promise<void> {
  try {
    service = await createSipService(options, {
      ask: (about, session) =>
        new Promise((resolve, reject) => {
          questions += 1;
          waiting.set(questions, (decision) =>
            decision ? resolve(decision) : reject(new Error('no decision')),
          );
          say({ kind: 'question', question: questions, about, session });
        }),
      tell: (session) => say({ kind: 'told', session }),
      ended: (session, reason) => say({ kind: 'ended', session, reason }),
      trouble: troubles.add,
      heard,
    });
    say({ kind: 'listening', ports: service.ports });
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    say({ kind: 'cannot-listen', code: typeof code === 'string' ? code : 'unknown' });
  }
}

port.on('message', async (message: ToThread) => {
  switch (message.kind) {
    case 'start':
      return start(message);
    case 'decision':
      waiting.get(message.question)?.(message.decision);
      waiting.delete(message.question);
      return;
    case 'change':
      return service?.change(message.sessionId, message.streams);
    case 'end':
      return service?.end(message.sessionId);
    case 'renew':
      return service?.renew(message.identity);
    case 'close':
      await service?.close(message.milliseconds);
      troubles.close();
      port.close();
  }
});
