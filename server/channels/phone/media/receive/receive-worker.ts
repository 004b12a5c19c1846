import { parentPort, workerData } from 'node:worker_threads';
import type { Id } from '../../../../base/new-id.ts';
import { countDropped } from './count-dropped.ts';
import { PortTaken, type ReceivedCall, receiveCall } from './receive-call.ts';
import type { FromWorker, WorkerAnswer, WorkerCounters, WorkerQuestion } from './worker-messages.ts';

// A thread that receives up to 500 streams. It knows no key of a recording: sound goes to who seals it, four times a second.

/** Milliseconds between two looks; at each a twelfth of the calls has its turn, so that no burst holds up the sockets. */
const lookEvery = 20;
const turns = 12;
/** Milliseconds after which silence is told, and told again. */
const { silentAfter: silenceStep } = workerData as { silentAfter: number };

const port = parentPort!;
const calls = new Map<Id, { call: ReceivedCall; turn: number; silenceTold: number }>();
let opened = 0;
let turn = 0;

port.on('message', async (message: { number: number; question: WorkerQuestion } | 'end') => {
  if (message === 'end') {
    clearInterval(looking);
    return port.close();
  }
  const { number, question } = message;
  let answer: WorkerAnswer;
  try {
    answer = await answerTo(question);
  } catch (error) {
    answer =
      error instanceof PortTaken
        ? { kind: 'port-taken', port: error.port }
        : { kind: 'failed', code: String((error as NodeJS.ErrnoException).code ?? 'unknown') };
  }
  port.postMessage({ kind: 'answer', number, answer } satisfies FromWorker);
});

async function answerTo(question: WorkerQuestion): Promise<WorkerAnswer> {
  if (question.kind === 'count') return { kind: 'counted', counters: await count() };
  const { recording } = question;
  if (question.kind === 'open') {
    const call = await receiveCall(question);
    opened += 1;
    calls.set(recording, { call, turn: opened % turns, silenceTold: 0 });
    return { kind: 'opened' };
  }
  const known = calls.get(recording);
  if (!known) return { kind: 'failed', code: 'not-recorded' };
  if (question.kind === 'change') {
    await known.call.change(question.streams);
    return { kind: 'changed' };
  }
  calls.delete(recording);
  return { kind: 'stopped', ...(await known.call.stop()) };
}

async function count(): Promise<WorkerCounters> {
  const streams = [...calls.values()].flatMap(({ call }) => call.streams);
  return {
    calls: calls.size,
    streams: streams.length,
    packets: streams.reduce((sum, { figures }) => sum + figures.packets, 0),
    refused: streams.reduce(
      (sum, { figures }) => sum + figures.refusedSource + figures.refusedSeal + figures.refusedForm,
      0,
    ),
    dropped: await countDropped([...calls.values()].flatMap(({ call }) => call.ports)),
  };
}

const looking = setInterval(() => {
  turn = (turn + 1) % turns;
  const parts: { recording: Id; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const [recording, known] of calls) {
    if (known.turn !== turn) continue;
    const bytes = known.call.takeSound();
    if (bytes) parts.push({ recording, bytes });
    const steps = Math.floor(known.call.silentFor() / silenceStep);
    if (steps > known.silenceTold)
      port.postMessage({
        kind: 'silent',
        recording,
        milliseconds: steps * silenceStep,
      } satisfies FromWorker);
    known.silenceTold = steps;
  }
  if (parts.length > 0)
    port.postMessage(
      { kind: 'sound', parts } satisfies FromWorker,
      parts.map(({ bytes }) => bytes.buffer),
    );
}, lookEvery);
