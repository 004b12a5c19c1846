import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../base/errors.ts';
import { endThread } from '../end-thread.ts';
import type { FromWorker, WorkerAnswer, WorkerQuestion } from './worker-messages.ts';

/** A thread that receives. */
export interface ReceivingThread {
  /**
   * @param kinds of answer that are expected
   * @throws Refusal 'internal' (part 'recorder') when it answers otherwise, or ends before it answers
   */
  ask<Kind extends WorkerAnswer['kind']>(
    question: WorkerQuestion,
    ...kinds: readonly Kind[]
  ): Promise<WorkerAnswer & { kind: Kind }>;
  end(): Promise<void>;
}

/** @param tell what comes unasked @param lost the thread ended by itself: it takes no more questions */
export function startWorker(options: {
  silentAfter: number;
  script?: URL;
  tell(message: Exclude<FromWorker, { kind: 'answer' }>): void;
  lost(): void;
}): ReceivingThread {
  // env and argv are empty: who reads foreign packets needs none of the process's settings.
  const worker = new Worker(options.script ?? new URL('./receive-worker.ts', import.meta.url), {
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    workerData: { silentAfter: options.silentAfter },
  });
  const asked = new Map<number, { resolve(answer: WorkerAnswer): void; reject(error: Error): void }>();
  let count = 0;
  let isEnded = false;

  worker.on('message', (message: FromWorker) => {
    if (message.kind !== 'answer') return options.tell(message);
    asked.get(message.number)?.resolve(message.answer);
    asked.delete(message.number);
  });
  worker.on('error', end);
  worker.on('exit', end);

  function end(): void {
    if (isEnded) return;
    isEnded = true;
    for (const { reject } of asked.values()) reject(gone());
    asked.clear();
    options.lost();
  }

  return {
    async ask<Kind extends WorkerAnswer['kind']>(question: WorkerQuestion, ...kinds: readonly Kind[]) {
      if (isEnded) throw gone();
      count += 1;
      const number = count;
      const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
        asked.set(number, { resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
        worker.postMessage({ number, question });
      });
      if (isOneOf(answer, kinds)) return answer;
      const code = answer.kind === 'failed' ? answer.code : answer.kind;
      throw new Refusal('internal', { part: 'recorder', state: code });
    },
    async end() {
      isEnded = true;
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage('end');
      await endThread(worker);
    },
  };
}

function isOneOf<Kind extends WorkerAnswer['kind']>(
  answer: WorkerAnswer,
  kinds: readonly Kind[],
): answer is WorkerAnswer & { kind: Kind } {
  return (kinds as readonly string[]).includes(answer.kind);
}

const gone = () => new Refusal('internal', { part: 'recorder', state: 'thread-ended' });
