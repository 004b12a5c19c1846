import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { beginImport } from './begin-import.ts';
import type { PlacedMail } from './find-mail-files.ts';
import type { FilePart, ImportProgress } from './file-part.ts';
import { type ImportCounts, type ImportLine, noCounts } from './import-classes.ts';
import type { ImportDeps } from './import-mails.ts';
import { createImportRelay } from './import-relay.ts';
import { readMailFile } from './read-mail-file.ts';

/** Runs under way at once. */
const mostRuns = 4;
/** Lines held for the next answer; beyond them only their number is. */
const mostLines = 5_000;
/** A run that is sent nothing for so long is ended: its window was closed. */
const patience = 15 * 60_000;

interface Handed {
  readonly part: FilePart;
  /** It has been read: the next may come. */
  readonly read: () => void;
}

interface Running {
  readonly staffId: Id<'staff'>;
  readonly stopping: AbortController;
  readonly ended: Promise<unknown>;
  readonly waiting: Handed[];
  lines: ImportLine[];
  counts: ImportCounts;
  unlisted: number;
  failure: unknown;
  at: { file: number; offset: number };
  closed: boolean;
  timer: NodeJS.Timeout | undefined;
  wake: () => void;
}

/**
 * Takes old mail in parts as a browser sends its files, and passes it on as it comes: nothing is written down but
 * what is sealed. A part sent again, because its answer was lost, is not taken twice. A run stays in the process that
 * began it; what reaches another is brought there.
 */
export function createImportDesk(deps: ImportDeps & { sizeLimit: number }) {
  const runs = new Map<string, Running>();
  const relay = createImportRelay(deps, (runId, call) => {
    const running = runs.get(runId);
    // Ended between the asking and now.
    if (running === undefined) return Promise.reject(new Refusal('not-found', { what: 'import' }));
    return call.act === 'take' ? take(runId, running, call.part) : finish(runId, running, call.cancel);
  });

  /** @throws Refusal as `beginImport`, 'too-many-requests' */
  async function begin(
    actor: StaffActor,
    options: { mailbox: string; dryRun: boolean },
  ): Promise<Id<'import-run'>> {
    if (runs.size >= mostRuns) throw new Refusal('too-many-requests', { most: mostRuns });
    const stopping = new AbortController();
    const run = await beginImport(deps, actor, {
      ...options,
      signal: stopping.signal,
      onLine(line) {
        if (running.lines.length < mostLines) running.lines.push(line);
        else running.unlisted += 1;
      },
      onCount: (counts) => (running.counts = counts),
    });
    const running: Running = {
      staffId: actor.staffId,
      stopping,
      waiting: [],
      lines: [],
      counts: noCounts,
      unlisted: 0,
      failure: undefined,
      at: { file: 1, offset: 0 },
      closed: false,
      timer: undefined,
      wake: () => undefined,
      ended: Promise.resolve().then(async () => {
        try {
          running.counts = await run.bring(mailsOf(running, deps.sizeLimit));
        } catch (error) {
          running.failure = error;
        }
        // What was handed in meanwhile is answered.
        running.closed = true;
        for (const handed of running.waiting.splice(0)) handed.read();
      }),
    };
    runs.set(run.id, running);
    await relay.hold(run.id, actor.staffId);
    waitFor(run.id, running);
    return run.id;
  }

  function waitFor(runId: string, running: Running): void {
    clearTimeout(running.timer);
    running.timer = setTimeout(() => void finish(runId, running, true), patience);
    running.timer.unref();
  }

  /** One's own run that is in hand here; undefined when another process has it, or none. */
  function find(actor: StaffActor, runId: string): Running | undefined {
    const running = runs.get(runId);
    if (running !== undefined && running.staffId !== actor.staffId)
      throw new Refusal('not-found', { what: 'import' });
    return running;
  }

  function tell(running: Running): ImportProgress {
    const { counts, unlisted } = running;
    const lines = running.lines;
    running.lines = [];
    return { counts: { ...counts }, lines, unlisted };
  }

  async function finish(runId: string, running: Running, cancel: boolean): Promise<ImportProgress> {
    clearTimeout(running.timer);
    if (cancel) running.stopping.abort();
    running.closed = true;
    running.wake();
    await running.ended;
    runs.delete(runId);
    await relay.release(runId);
    if (running.failure !== undefined) throw running.failure;
    return tell(running);
  }

  async function take(runId: string, running: Running, part: FilePart): Promise<ImportProgress> {
    waitFor(runId, running);
    const { at } = running;
    const before = part.file < at.file || (part.file === at.file && part.offset < at.offset);
    if (!before) {
      if (part.offset !== at.offset || part.file !== at.file)
        throw new Refusal('changed-meanwhile', { what: 'import' });
      running.at = part.last
        ? { file: part.file + 1, offset: 0 }
        : { file: part.file, offset: part.offset + part.bytes.length };
      await new Promise<void>((read) => {
        if (running.closed) return read();
        running.waiting.push({ part, read });
        running.wake();
      });
    }
    if (running.failure !== undefined) {
      runs.delete(runId);
      clearTimeout(running.timer);
      await relay.release(runId);
      throw running.failure;
    }
    return tell(running);
  }

  return {
    begin,

    /**
     * Resolves when the part has been read, so that a sender is no faster than the reading.
     * @throws Refusal 'not-found' (no such run of one's own), 'changed-meanwhile' for a part out of turn; and what ended the run
     */
    async take(actor: StaffActor, runId: string, part: FilePart): Promise<ImportProgress> {
      const running = find(actor, runId);
      return running ? take(runId, running, part) : relay.ask(actor, runId, { act: 'take', part });
    },

    /** Ends a run; what is in hand is brought to its end. @throws Refusal 'not-found', and what ended the run */
    async end(actor: StaffActor, runId: string, cancel: boolean): Promise<ImportProgress> {
      const running = find(actor, runId);
      return running ? finish(runId, running, cancel) : relay.ask(actor, runId, { act: 'end', cancel });
    },

    async stop(): Promise<void> {
      await Promise.allSettled([...runs].map(([runId, running]) => finish(runId, running, true)));
    },
  };
}

/** The mails of the parts as they come, file by file. */
async function* mailsOf(running: Running, sizeLimit: number): AsyncGenerator<PlacedMail> {
  /** Hands out a part, and says that it was read when the next is asked for. */
  async function* parts(): AsyncGenerator<FilePart> {
    for (;;) {
      const handed = running.waiting.shift();
      if (handed) {
        yield handed.part;
        handed.read();
      } else if (running.closed) return;
      else await new Promise<void>((resolve) => (running.wake = resolve));
    }
  }
  const coming = parts();
  for (;;) {
    const first = await coming.next();
    if (first.done === true) return;
    const { file, kind } = first.value;
    const bytes = (async function* () {
      for (let part = first.value; ;) {
        if (part.bytes.length > 0) yield part.bytes;
        if (part.last) return;
        const next = await coming.next();
        if (next.done === true) return;
        part = next.value;
      }
    })();
    for await (const found of readMailFile(keepOpen(bytes), kind, { sizeLimit })) yield { file, found };
    // A file that is looked at no further still comes to its end.
    for (let rest = await bytes.next(); rest.done !== true;) rest = await bytes.next();
  }
}

/** Who stops reading early does not end the source. */
function keepOpen<T>(source: AsyncGenerator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => ({ next: () => source.next() }) };
}
