import { Worker } from 'node:worker_threads';
import { Refusal } from '../../base/errors.ts';
import type { RawMail } from './mail-in-pieces.ts';
import { UnreadableMail } from './parsed-mail.ts';
import type { ParsedMail } from './parsed-mail.ts';
import type { ParserAnswer, ParserTask } from './parse-mail-worker.ts';

export interface MailParser {
  /** With `safeHtml` in the place of `html`. Leaves `raw` whole; one in pieces is read as the parsing goes. @throws {UnreadableMail}; a `Refusal` when no worker can be started (try again later). */
  parse(raw: RawMail): Promise<ParsedMail>;
  close(): Promise<void>;
}

export interface MailParserOptions {
  /** Worker threads; each holds one mail at a time. */
  workers?: number;
  /** Milliseconds for one mail, counted from when a worker takes it. */
  timeLimit?: number;
  /** Megabytes of JavaScript heap for a worker. */
  heapLimit?: number;
  /** Another worker script, for tests. */
  script?: URL;
}

interface Job {
  raw: RawMail;
  attempts: number;
  resolve(answer: ParserAnswer): void;
  reject(error: Error): void;
}

/** A thread and what it is at: starting (no job), idle (no job) or on a job. */
interface Seat {
  worker: Worker;
  ready: boolean;
  job: Job | undefined;
  timer: NodeJS.Timeout | undefined;
  /** How far a mail in pieces is read. */
  reading: { at: number; readonly pieces: AsyncIterator<Uint8Array> } | undefined;
}

const startLimit = 20_000;

/**
 * Parses mail in threads of its own, because hostile mail can hold or crash a parser: the thread is then
 * ended and replaced. A mail is given a second, fresh thread before it is called unreadable, since
 * a crash or delay may be the host's fault.
 */
export function createMailParser(options: MailParserOptions = {}): MailParser {
  const { workers = 1, timeLimit = 15_000, heapLimit = 256 } = options;
  const script = options.script ?? new URL('./parse-mail-worker.ts', import.meta.url);
  const seats = new Set<Seat>();
  const waiting: Job[] = [];
  let closed = false;

  function enqueue(raw: RawMail): Promise<ParserAnswer> {
    if (closed) return Promise.reject(new Refusal('internal', { part: 'mail-parser', state: 'closed' }));
    return new Promise((resolve, reject) => {
      waiting.push({ raw, attempts: 0, resolve, reject });
      next();
    });
  }

  function next(): void {
    for (const seat of seats) {
      if (waiting.length === 0) return;
      if (seat.ready && !seat.job) run(seat, waiting.shift()!);
    }
    const starting = [...seats].filter((seat) => !seat.ready).length;
    if (!closed && waiting.length > starting && seats.size < workers) start();
  }

  // env and argv are empty: a parser of foreign input needs none of the process's settings.
  function start(): void {
    const worker = new Worker(script, {
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: heapLimit, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const seat: Seat = { worker, ready: false, job: undefined, timer: undefined, reading: undefined };
    seats.add(seat);
    seat.timer = setTimeout(() => lose(seat, 'parser-timeout'), startLimit);
    worker.on('message', (answer: ParserAnswer) => take(seat, answer));
    worker.on('error', () => lose(seat, 'parser-crashed'));
    worker.on('exit', () => lose(seat, 'parser-crashed'));
  }

  function run(seat: Seat, job: Job): void {
    job.attempts += 1;
    seat.job = job;
    // A quarter of a second more for each mebibyte: most of a huge mail is base64, which is slow but sure.
    const bytes = job.raw instanceof Uint8Array ? job.raw.length : job.raw.size;
    const time = timeLimit + (bytes / 1024 / 1024) * 250;
    seat.timer = setTimeout(() => lose(seat, 'parser-timeout'), time);
    seat.worker.ref();
    // Handed over rather than copied; a copy of its own, since the caller's may share memory with others: Node keeps
    // small buffers 64 kB at a time.
    if (job.raw instanceof Uint8Array) {
      const raw = Uint8Array.from(job.raw);
      post(seat, { kind: 'parse', raw }, raw);
    } else {
      post(seat, { kind: 'parse-pieces', size: bytes });
    }
  }

  function post(seat: Seat, task: ParserTask, handedOver?: Uint8Array<ArrayBuffer>): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    seat.worker.postMessage(task, handedOver ? [handedOver.buffer] : []);
  }

  /** The next piece for who parses it, or from the beginning again. */
  async function sendPiece(seat: Seat, from: number): Promise<void> {
    const { job } = seat;
    if (!job || job.raw instanceof Uint8Array) return;
    try {
      if (seat.reading?.at !== from)
        seat.reading = { at: from, pieces: job.raw.read(from)[Symbol.asyncIterator]() };
      const next = await seat.reading.pieces.next();
      if (next.done) throw new Refusal('internal', { part: 'mail-parser', state: 'mail-ended' });
      seat.reading.at += next.value.length;
      const bytes = Uint8Array.from(next.value);
      // Ended meanwhile: another thread begins anew.
      if (seats.has(seat)) post(seat, { kind: 'piece', bytes }, bytes);
    } catch (error) {
      // The mail is not to blame. The thread waits for what does not come: it goes.
      job.reject(error as Error);
      seat.job = undefined;
      lose(seat, 'parser-crashed');
    }
  }

  function take(seat: Seat, answer: ParserAnswer): void {
    if (!seats.has(seat)) return;
    if (answer.kind === 'wanted') return void sendPiece(seat, answer.from);
    clearTimeout(seat.timer);
    const { job } = seat;
    seat.ready = true;
    seat.job = undefined;
    seat.reading = undefined;
    // An idle parser must not keep the process alive.
    seat.worker.unref();
    job?.resolve(answer);
    if (job && !(job.raw instanceof Uint8Array)) retire(seat);
    next();
  }

  /** What a huge mail left behind goes with its thread: up to 100 MB that it would keep. */
  function retire(seat: Seat): void {
    seats.delete(seat);
    void seat.worker.terminate();
  }

  function lose(seat: Seat, reason: 'parser-timeout' | 'parser-crashed'): void {
    if (!seats.delete(seat)) return;
    clearTimeout(seat.timer);
    void seat.worker.terminate();
    const { job } = seat;
    if (!seat.ready) {
      const refusal = new Refusal('internal', { part: 'mail-parser', state: 'not-started' });
      for (const each of waiting.splice(0)) each.reject(refusal);
    } else if (job && job.attempts < 2 && !closed) {
      waiting.unshift(job);
    } else {
      job?.reject(
        closed
          ? new Refusal('internal', { part: 'mail-parser', state: 'closed' })
          : new UnreadableMail(reason),
      );
    }
    next();
  }

  return {
    async parse(raw) {
      const answer = await enqueue(raw);
      if (answer.kind === 'parsed') return answer.mail;
      throw new UnreadableMail(answer.kind === 'unreadable' ? answer.reason : 'malformed');
    },
    async close() {
      closed = true;
      const refusal = new Refusal('internal', { part: 'mail-parser', state: 'closed' });
      for (const job of waiting.splice(0)) job.reject(refusal);
      const ending = [...seats];
      for (const seat of ending) lose(seat, 'parser-crashed');
      await Promise.all(ending.map((seat) => seat.worker.terminate()));
    },
  };
}
