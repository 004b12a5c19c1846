import { Worker } from 'node:worker_threads';
import { Refusal } from '../errors.ts';
import type { Printable } from '../printable.ts';
import type { TypesetAnswer } from './typeset-worker.ts';

export interface PdfPrinter {
  /**
   * The document as tagged PDF (PDF/UA-1); the same document gives the same bytes.
   * @throws Refusal 'too-many-requests' when many wait already; 'internal' when it cannot be printed
   */
  print(printable: Printable): Promise<Buffer>;
  close(): Promise<void>;
}

interface Job {
  readonly printable: Printable;
  resolve(pdf: Buffer): void;
  reject(error: Error): void;
}

const mostWaiting = 20;
/** A notice takes a twentieth of a second; this is for a host that stands still. */
const timeLimit = 30_000;

/**
 * Prints one document after another in a thread of its own, so that nobody else waits meanwhile. The thread
 * starts with the first document and ends when none came for a while: fonts and compiler hold 60 MB.
 */
export function createPdfPrinter({ idleTime = 60_000 }: { idleTime?: number } = {}): PdfPrinter {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let job: Job | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  function start(): Worker {
    const started = new Worker(new URL('./typeset-worker.ts', import.meta.url), {
      env: {},
      argv: [],
      execArgv: [],
    });
    started.on('message', (answer: TypesetAnswer) => {
      if (worker !== started) return;
      const done = job;
      job = undefined;
      if (answer.kind === 'printed') done?.resolve(Buffer.from(answer.pdf.buffer));
      else done?.reject(cannot('not-printed'));
      next();
    });
    started.on('error', () => lose(started));
    started.on('exit', () => lose(started));
    return started;
  }

  function next(): void {
    clearTimeout(timer);
    if (job || closed) return;
    job = waiting.shift();
    if (!job) {
      // Neither thread nor clock keeps the process alive.
      worker?.unref();
      timer = setTimeout(rest, idleTime);
      timer.unref();
      return;
    }
    const busy = (worker ??= start());
    busy.ref();
    timer = setTimeout(() => lose(busy), timeLimit);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    busy.postMessage(job.printable);
  }

  function lose(lost: Worker): void {
    if (worker !== lost) return;
    const failed = job;
    worker = undefined;
    job = undefined;
    void lost.terminate();
    failed?.reject(cannot('lost'));
    next();
  }

  function rest(): void {
    const idle = worker;
    worker = undefined;
    void idle?.terminate();
  }

  return {
    print(printable) {
      if (closed) return Promise.reject(cannot('closed'));
      if (waiting.length >= mostWaiting)
        return Promise.reject(new Refusal('too-many-requests', { seconds: 10 }));
      return new Promise((resolve, reject) => {
        waiting.push({ printable, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      for (const each of [job, ...waiting.splice(0)]) each?.reject(cannot('closed'));
      job = undefined;
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
}

function cannot(state: string): Refusal {
  return new Refusal('internal', { part: 'pdf', state });
}
