import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../base/errors.ts';
import type { Language } from '../declaration.ts';
import type { NoticeReading } from './read-notice.ts';
import type { ReaderAnswer, ReaderTask } from './read-notice-worker.ts';

/** Bytes of a file that is read. */
export const largestNotice = 5 * 1024 * 1024;

export interface NoticeReader {
  /**
   * Reads a notice from a text or a PDF. Nothing of it is kept or logged.
   * @throws Refusal body-too-large, too-many-requests, notice-unreadable, notice-protected, notice-no-text, notice-too-long,
   * notice-language-unknown
   */
  read(bytes: Uint8Array, language?: Language): Promise<NoticeReading>;
}

export interface NoticeReaderOptions {
  /** Milliseconds for one notice. */
  readonly timeLimit?: number;
  /** Megabytes of JavaScript heap, and as much again of buffers outside it. */
  readonly memoryLimit?: number;
  /** Another worker script, for tests. */
  readonly script?: URL;
}

/** So few read notices that two at once are plenty; ten more wait. */
const atOnce = 2;
const mostWaiting = 10;
const lookEvery = 100;

/** Reads each notice in a thread of its own, which is ended when it takes too long or too much: a PDF is hostile input. */
export function createNoticeReader(options: NoticeReaderOptions = {}): NoticeReader {
  const { timeLimit = 15_000, memoryLimit = 256 } = options;
  const script = options.script ?? new URL('./read-notice-worker.ts', import.meta.url);
  const waiting: (() => void)[] = [];
  let running = 0;

  async function takeTurn(): Promise<void> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new Refusal('too-many-requests', { seconds: 10 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
    running += 1;
  }

  function endTurn(): void {
    running -= 1;
    waiting.shift()?.();
  }

  /** env and argv are empty: a reader of foreign input needs none of the process's settings. */
  function run(task: ReaderTask): Promise<ReaderAnswer> {
    return new Promise((resolve) => {
      const worker = new Worker(script, {
        workerData: task,
        env: {},
        argv: [],
        execArgv: [],
        stdout: true,
        stderr: true,
        resourceLimits: { maxOldGenerationSizeMb: memoryLimit, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
      });
      const end = (answer: ReaderAnswer) => {
        clearTimeout(clock);
        clearInterval(watch);
        void worker.terminate();
        resolve(answer);
      };
      const refuse = (reason: string) =>
        end({ kind: 'refused', code: 'notice-unreadable', details: { reason } });
      const clock = setTimeout(() => refuse('time'), timeLimit);
      // Buffers lie outside the heap that the limit above is of: a small file can unfold into gigabytes of them.
      const watch = setInterval(() => {
        worker.getHeapStatistics().then(
          ({ external_memory: bytes }) => {
            if (bytes > memoryLimit * 1024 * 1024) refuse('memory');
          },
          () => undefined,
        );
      }, lookEvery);
      worker.on('message', end);
      worker.on('error', () => refuse('memory'));
      worker.on('exit', () => refuse('ended'));
    });
  }

  return {
    async read(bytes, language) {
      if (bytes.length > largestNotice) throw new Refusal('body-too-large', { most: largestNotice });
      await takeTurn();
      try {
        // A copy of its own: the caller's may share memory with other things.
        const answer = await run({ bytes: Uint8Array.from(bytes), language });
        if (answer.kind === 'refused') throw new Refusal(answer.code, { ...answer.details });
        return answer.reading;
      } finally {
        endTurn();
      }
    },
  };
}
