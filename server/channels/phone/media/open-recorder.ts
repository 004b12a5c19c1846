import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import { removeSpool } from './keep/read-spool.ts';
import { createSpool, makeSpoolFolder, type Spool } from './keep/write-spool.ts';
import { writeEnd } from './keep/sound-records.ts';
import { ticksPerMillisecond } from './kept-sound.ts';
import { createPorts } from './ports.ts';
import type { Recorder, RecorderOptions, RecordingEnd } from './recorder.ts';
import { type ReceivingThread, startWorker } from './receive/start-worker.ts';
import type { StreamSpec } from './receive/stream-spec.ts';
import type { CallFigures, WorkerCounters } from './receive/worker-messages.ts';

/** Streams of one thread: above it timers starve long before packets drop. */
const mostStreams = 500;
const mostStreamsOfCall = 4;
/** Threads that a call may lose before it is given up. */
const mostLosses = 3;

interface Seat {
  thread: ReceivingThread;
  streams: number;
}

interface Running {
  readonly recording: Id<'recording'>;
  readonly spool: Spool;
  readonly begun: number;
  ports: readonly number[];
  streams: readonly StreamSpec[];
  seat: Seat;
  losses: number;
  ended: Promise<RecordingEnd> | undefined;
}

/** Receives calls in threads of its own, and keeps what they say, sealed, as they speak. */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { folder, host, silentAfter = 30_000, threads = 2 } = options;
  await makeSpoolFolder(folder);
  const ports = createPorts(options.ports);
  const seats = new Set<Seat>();
  const calls = new Map<Id, Running>();
  /** Being started: their ports are not known yet. */
  const starting = new Set<Id>();

  function startSeat(): Seat {
    const thread = startWorker({
      silentAfter,
      ...(options.script && { script: options.script }),
      tell(message) {
        if (message.kind === 'silent')
          return options.silent(message.recording as Id<'recording'>, message.milliseconds);
        for (const { recording, bytes } of message.parts) calls.get(recording)?.spool.append(bytes);
      },
      lost: () => void replace(seat),
    });
    const seat: Seat = { thread, streams: 0 };
    seats.add(seat);
    return seat;
  }

  /** @throws Refusal 'too-many-requests' */
  function takeSeat(count: number): Seat {
    const free = [...seats]
      .filter((seat) => seat.streams + count <= mostStreams)
      .toSorted((one, other) => one.streams - other.streams)[0];
    const isIdle = free !== undefined && free.streams === 0;
    const seat = !isIdle && seats.size < threads ? startSeat() : free;
    if (!seat) throw new Refusal('too-many-requests', { reason: 'no-thread' });
    seat.streams += count;
    return seat;
  }

  /** Calls of a thread that ended go on in another, at the same ports; what it had not handed over, a third of a second, is silence. */
  async function replace(lost: Seat): Promise<void> {
    seats.delete(lost);
    options.failed('thread-ended');
    for (const call of calls.values()) {
      if (call.seat !== lost || call.ended || call.ports.length === 0) continue;
      const { recording, streams, ports: given } = call;
      try {
        call.losses += 1;
        if (call.losses > mostLosses) throw new Refusal('internal', { part: 'recorder' });
        call.seat = takeSeat(streams.length);
        const elapsed = performance.now() - call.begun;
        const question = { kind: 'open', recording, host, streams, elapsed, ports: given } as const;
        await call.seat.thread.ask(question, 'opened');
      } catch {
        options.failed('call-lost', call.recording);
      }
    }
  }

  /** Ports that nobody else has. */
  async function openAnywhere(seat: Seat, recording: Id, streams: readonly StreamSpec[]): Promise<number[]> {
    const tried = new Set<number>();
    let taken = ports.take(streams.length);
    for (;;) {
      const question = { kind: 'open', recording, host, streams, elapsed: 0, ports: taken } as const;
      const answer = await seat.thread.ask(question, 'opened', 'port-taken').catch((error: unknown) => {
        ports.release(taken);
        throw error;
      });
      if (answer.kind === 'opened') return taken;
      // One of a pair: the even one is what is given out.
      const port = answer.port - (answer.port % 2);
      ports.passBy(port);
      const left = taken.filter((each) => each !== port);
      const [next] = tried.has(port) ? [undefined] : ports.take(1);
      tried.add(port);
      if (next === undefined) {
        ports.release(left);
        throw new Refusal('too-many-requests', { reason: 'no-port' });
      }
      taken = [...left, next];
    }
  }

  function end(call: Running): Promise<RecordingEnd> {
    return (call.ended ??= (async () => {
      const { recording, spool, seat } = call;
      let figures: CallFigures;
      try {
        const answer = await seat.thread.ask({ kind: 'stop', recording }, 'stopped');
        if (answer.last) spool.append(answer.last);
        figures = answer.figures;
      } catch {
        // Its thread ended: what was handed over is kept, and how long it lasted is known.
        figures = {
          milliseconds: Math.round(performance.now() - call.begun),
          streams: [],
          dropped: undefined,
        };
      }
      spool.append(writeEnd(figures.milliseconds * ticksPerMillisecond));
      const isKept = await spool.finish();
      seat.streams -= call.streams.length;
      ports.release(call.ports);
      calls.delete(recording);
      return { ...figures, isKept };
    })());
  }

  return {
    async start({ recording, seal, streams }) {
      if (streams.length === 0 || streams.length > mostStreamsOfCall)
        throw new Refusal('invalid-input', { reason: 'streams' });
      if (starting.has(recording) || calls.has(recording))
        throw new Refusal('already-done', { reason: 'recording-has-a-spool' });
      starting.add(recording);
      const seat = takeSeat(streams.length);
      try {
        const spool = await createSpool(folder, recording, seal);
        const call: Running = {
          recording,
          spool,
          begun: performance.now(),
          ports: [],
          streams,
          seat,
          losses: 0,
          ended: undefined,
        };
        calls.set(recording, call);
        try {
          call.ports = await openAnywhere(seat, recording, streams);
        } catch (error) {
          calls.delete(recording);
          await spool.finish();
          await removeSpool(folder, recording);
          throw error;
        }
        return {
          ports: call.ports,
          async change(given) {
            if (given.length !== call.streams.length)
              throw new Refusal('invalid-input', { reason: 'streams' });
            call.streams = given;
            await call.seat.thread.ask({ kind: 'change', recording, streams: given }, 'changed');
          },
          stop: () => end(call),
        };
      } catch (error) {
        seat.streams -= streams.length;
        throw error;
      } finally {
        starting.delete(recording);
      }
    },
    async counters() {
      const all = await Promise.all([...seats].map(({ thread }) => thread.ask({ kind: 'count' }, 'counted')));
      return all
        .map(({ counters }) => counters)
        .reduce(add, { calls: 0, streams: 0, packets: 0, refused: 0, dropped: undefined });
    },
    async close() {
      await Promise.all([...calls.values()].map(end));
      await Promise.all([...seats].map(({ thread }) => thread.end()));
    },
  };
}

function add(one: WorkerCounters, other: WorkerCounters): WorkerCounters {
  return {
    calls: one.calls + other.calls,
    streams: one.streams + other.streams,
    packets: one.packets + other.packets,
    refused: one.refused + other.refused,
    dropped: other.dropped === undefined ? one.dropped : (one.dropped ?? 0) + other.dropped,
  };
}
