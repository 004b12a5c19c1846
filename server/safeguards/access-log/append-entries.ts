import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { type Id, newId } from '../../base/new-id.ts';
import type { Db, Tx } from '../../storage/database.ts';
import { canonicalLine, leafPrefix } from './canonical-leaf.ts';
import { checkEntry } from './check-entry.ts';
import type { NewLogEntry } from './log-entry.ts';

export interface AccessLog {
  /**
   * Appends a line on its own and resolves once it is durable: only then may a value be opened.
   * @throws Refusal 'log-unavailable' when the line could not be made durable in time, when too many
   *   wait, or after `close`: nothing may be read then. The line may still have been written: a line
   *   without a reading is harmless, a reading without a line is not.
   * @throws LogEntryInvalid for a line that could hold personal data (a bug of the caller)
   */
  record(entry: NewLogEntry): Promise<Id<'log-entry'>>;
  /** Appends a line with the change it tells of: both or neither; one that cannot be written fails the transaction. @throws LogEntryInvalid */
  recordIn(tx: Tx, entry: NewLogEntry): Promise<Id<'log-entry'>>;
  /** The same for many lines, in the order given. */
  recordManyIn(tx: Tx, entries: readonly NewLogEntry[]): Promise<Id<'log-entry'>[]>;
  /** Takes no more and resolves when all that waited is durable or refused. */
  close(): Promise<void>;
}

export interface AccessLogParts {
  /** Connects as the log writer: it may insert lines and nothing else. */
  readonly logDb: Db;
  readonly clock: Clock;
  readonly log: Logger;
  /** Lines in one statement. */
  readonly maxBatch?: number;
  /** Lines that may wait; the next is refused. */
  readonly maxWaiting?: number;
  /** Milliseconds a batch may take before those who wait for it are refused. */
  readonly patience?: number;
}

// The columns are read from the very line whose bytes are kept, so the two cannot part on the way in.
// No RETURNING and no ON CONFLICT: both would need SELECT, which the log writer has not.
// Every line waits for its place in the tree from the same moment on.
const appendSql = `
  WITH line AS MATERIALIZED (
    SELECT e.*, convert_to($2 || line, 'UTF8') AS leaf
    FROM string_to_table($1, E'\\n') AS line,
         json_to_record(line::json) AS e(
           id uuid, at timestamptz, action text, "actorKind" text, actor text, act text, task text,
           purposes text[], categories text[], units uuid[], subjects uuid[],
           reason text, refusal text, "declarationVersion" integer, details jsonb)
  ), written AS (
    INSERT INTO log.entry (id, at, action, actor_kind, actor, act, task, purposes, categories, units, subjects,
                           reason, refusal, declaration_version, details, leaf)
    SELECT id, at, action, "actorKind", actor, act, task, purposes, categories, units, subjects,
           reason, refusal, "declarationVersion", details, leaf FROM line
  )
  INSERT INTO log.waiting (entry_id, leaf_hash) SELECT id, sha256('\\x00'::bytea || leaf) FROM line`;

// Bundles of the tree's lines (C2SP tlog-tiles) hold 65,535 bytes a line; an id takes 39. What names more is several lines.
const mostNamed = 700;

interface Waiting {
  readonly line: string;
  readonly durable: () => void;
  readonly refused: (why: Refusal) => void;
}

/**
 * The one appender of a process. Lines gather while the statement before them is under way, so a
 * batch is as large as the load makes it and a lone line waits for nobody.
 */
export function createAccessLog(parts: AccessLogParts): AccessLog {
  const { logDb, clock, log, maxBatch = 500, maxWaiting = 20_000, patience = 10_000 } = parts;
  let waiting: Waiting[] = [];
  let pump: Promise<void> | undefined;
  let closed = false;

  function makeLine(entry: NewLogEntry): { id: Id<'log-entry'>; line: string } {
    checkEntry(entry);
    const at = clock.now();
    const id = newId<'log-entry'>(at);
    const { units, subjects } = entry;
    if (units.length <= mostNamed && subjects.length <= mostNamed)
      return { id, line: canonicalLine({ ...entry, id, at }) };
    const lines: string[] = [];
    for (let from = 0; from < Math.max(units.length, subjects.length); from += mostNamed) {
      const part = {
        units: units.slice(from, from + mostNamed),
        subjects: subjects.slice(from, from + mostNamed),
      };
      lines.push(canonicalLine({ ...entry, ...part, id: from === 0 ? id : newId<'log-entry'>(at), at }));
    }
    return { id, line: lines.join('\n') };
  }

  async function appendBatch(batch: readonly Waiting[]): Promise<void> {
    try {
      await inTime(logDb.query(appendSql, statementOf(batch.map((one) => one.line))), patience);
      for (const one of batch) one.durable();
    } catch (error) {
      const cause = causeOf(error);
      log.error(
        { cause, entries: batch.length },
        'access log: a batch is not durable, its readings are refused',
      );
      for (const one of batch) one.refused(new Refusal('log-unavailable', { cause }));
    }
  }

  async function appendWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, maxBatch);
      waiting = waiting.slice(maxBatch);
      await appendBatch(batch);
    }
    pump = undefined;
  }

  return {
    async record(entry) {
      const { id, line } = makeLine(entry);
      if (closed) throw new Refusal('log-unavailable', { cause: 'closed' });
      if (waiting.length >= maxWaiting) throw new Refusal('log-unavailable', { cause: 'too-many-waiting' });
      await new Promise<void>((durable, refused) => {
        waiting.push({ line, durable, refused });
        // Started in a later turn, so that lines made in one turn share a statement.
        pump ??= Promise.resolve().then(appendWaiting);
      });
      return id;
    },

    async recordIn(tx, entry) {
      const { id, line } = makeLine(entry);
      tx.send(appendSql, statementOf([line]));
      return id;
    },

    async recordManyIn(tx, entries) {
      const made = entries.map(makeLine);
      for (let start = 0; start < made.length; start += maxBatch) {
        tx.send(appendSql, statementOf(made.slice(start, start + maxBatch).map((one) => one.line)));
      }
      return made.map((one) => one.id);
    },

    async close() {
      closed = true;
      await pump;
    },
  };
}

// Canonical JSON escapes line ends, so one parameter carries all lines without quoting.
function statementOf(lines: readonly string[]): unknown[] {
  return [lines.join('\n'), leafPrefix];
}

/** A connection that neither answers nor breaks must not hold up those who come after. */
async function inTime(work: Promise<unknown>, patience: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Refusal('storage-unavailable', { database: 'no-answer' })), patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function causeOf(error: unknown): string {
  if (error instanceof Refusal) return String(error.details['database'] ?? error.code);
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
