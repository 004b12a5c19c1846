import { Refusal } from '../../base/errors.ts';
import { type Id, isId } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import { type EntryRow, entryColumns } from './entry-row.ts';
import { type ExportFormat, formatEntries } from './format-entries.ts';
import { type LogAction, type LogEntry, logActions } from './log-entry.ts';

export interface LogFilter {
  /** From this moment on. */
  readonly from?: Date;
  /** Up to, not including, this moment. */
  readonly to?: Date;
  readonly actor?: string;
  readonly action?: LogAction;
  readonly act?: string;
  readonly unit?: Id;
  /** Any of these: one thing under several ids, as after merging. */
  readonly units?: readonly Id[];
  readonly subject?: string;
  /** Only what was opened for a stated reason. */
  readonly withReason?: boolean;
  readonly refusalsOnly?: boolean;
}

export interface LogPage {
  readonly entries: LogEntry[];
  /** Give back as `cursor` for the page of older lines; absent on the last. */
  readonly next?: string;
}

export interface LogReader {
  /**
   * Newest first; `limit` 1-200, 50 unless told.
   * @throws Refusal 'invalid-input' with the `field` that no line could match
   */
  list(filter: LogFilter & { readonly cursor?: string; readonly limit?: number }): Promise<LogPage>;
  /** Stated reasons with how often and by how many actors, the most frequent first. */
  countByReason(from: Date, to: Date): Promise<{ reason: string; entries: number; actors: number }[]>;
  /** Who opened or changed this unit, or what it was before under other ids, newest first. */
  forUnit(
    unit: Id | readonly Id[],
    page?: { readonly cursor?: string; readonly limit?: number },
  ): Promise<LogPage>;
  /** How often staff have opened this unit before that moment; counted no further than one above `mostCounted`. */
  countViews(unit: Id | readonly Id[], before: Date): Promise<number>;
  /**
   * Oldest first, as text to stream; lines that come after the start are left out, and memory is one page.
   * NDJSON lines are canonical: the leaf's bytes without their prefix, so whoever has the whole log can
   * compute its root from the file.
   * @throws Refusal 'invalid-input' as `list`, at once
   */
  export(filter: LogFilter, format: ExportFormat): AsyncIterable<string>;
}

const largestPage = 200;
const exportPage = 1000;
/** Readings are counted so far; one more says that there are more. */
export const mostCounted = 200;

const asList = (unit: Id | readonly Id[]) => (typeof unit === 'string' ? [unit] : unit);

interface Place {
  readonly micros: number;
  readonly id: string;
}

export function createLogReader({ db }: { readonly db: Db }): LogReader {
  async function list(filter: Parameters<LogReader['list']>[0]): Promise<LogPage> {
    const { cursor, limit = 50, ...rest } = filter;
    if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) throw invalid('limit');
    const query = startQuery(rest);
    if (cursor !== undefined) query.add((at) => `(at, id) < (${at})`, readCursor(cursor));
    const rows = await query.run(db, 'DESC', limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const entries = shown.map(readShown);
    return rows.length > limit && last ? { entries, next: writeCursor(placeOf(last)) } : { entries };
  }

  async function* pages(filter: LogFilter): AsyncGenerator<LogEntry[]> {
    const [newest] = await startQuery(filter).run(db, 'DESC', 1);
    if (!newest) return;
    let after: Place | undefined;
    for (;;) {
      const query = startQuery(filter);
      query.add((at) => `(at, id) <= (${at})`, placeOf(newest));
      if (after) query.add((at) => `(at, id) > (${at})`, after);
      const rows = await query.run(db, 'ASC', exportPage);
      if (rows.length > 0) yield rows.map(readShown);
      const last = rows.at(-1);
      if (!last || rows.length < exportPage) return;
      after = placeOf(last);
    }
  }

  return {
    list,

    forUnit: (unit, page = {}) => list({ units: asList(unit), ...page }),

    async countViews(unit, before) {
      // Added to, the time is no condition of an index: the planner would read all of the log's times up to now beside the units.
      const [row] = await db.query<{ count: number }>(
        `SELECT count(*) AS count FROM (SELECT FROM log.entry WHERE units && $1::uuid[]
           AND actor_kind = 'staff' AND action = 'view' AND at + interval '0' < $2 LIMIT ${mostCounted + 1}) few`,
        [asList(unit).map((each) => uuid(each, 'unit')), before],
      );
      return row!.count;
    },

    async countByReason(from, to) {
      if (!isMoment(from)) throw invalid('from');
      if (!isMoment(to)) throw invalid('to');
      return db.query(
        `SELECT reason, count(*) AS entries, count(DISTINCT actor) AS actors FROM log.entry
         WHERE reason IS NOT NULL AND at >= $1 AND at < $2 GROUP BY reason ORDER BY entries DESC, reason`,
        [from, to],
      );
    },

    export(filter, format) {
      startQuery(filter);
      return formatEntries(pages(filter), format);
    },
  };
}

const where = (conditions: readonly string[]) =>
  conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '';

/** Only the conditions that were asked for stand in the text, so that each has a plan with its own index. */
function startQuery(filter: LogFilter) {
  const conditions: string[] = [];
  const places: string[] = [];
  const values: unknown[] = [];
  const place = (value: unknown, type: string) => `$${values.push(value)}::${type}`;

  if (filter.from !== undefined) {
    if (!isMoment(filter.from)) throw invalid('from');
    conditions.push(`at >= ${place(filter.from, 'timestamptz')}`);
  }
  if (filter.to !== undefined) {
    if (!isMoment(filter.to)) throw invalid('to');
    conditions.push(`at < ${place(filter.to, 'timestamptz')}`);
  }
  if (filter.actor !== undefined)
    conditions.push(`actor = ${place(plainText(filter.actor, 'actor'), 'text')}`);
  if (filter.action !== undefined) {
    if (!logActions.includes(filter.action)) throw invalid('action');
    conditions.push(`action = ${place(filter.action, 'text')}`);
  }
  if (filter.act !== undefined) conditions.push(`act = ${place(plainText(filter.act, 'act'), 'text')}`);
  if (filter.unit !== undefined)
    conditions.push(`units @> ARRAY[${place(uuid(filter.unit, 'unit'), 'uuid')}]`);
  if (filter.units !== undefined)
    conditions.push(
      `units && ${place(
        filter.units.map((each) => uuid(each, 'unit')),
        'uuid[]',
      )}`,
    );
  if (filter.subject !== undefined)
    conditions.push(`subjects @> ARRAY[${place(uuid(filter.subject, 'subject'), 'uuid')}]`);
  if (filter.withReason) conditions.push('reason IS NOT NULL');
  if (filter.refusalsOnly) conditions.push('refusal IS NOT NULL');

  return {
    add(condition: (at: string) => string, at: Place) {
      const moment = `timestamptz 'epoch' + ${place(at.micros, 'float8')} * interval '1 microsecond'`;
      places.push(condition(`${moment}, ${place(at.id, 'uuid')}`));
    },
    run(db: Db, order: 'ASC' | 'DESC', limit: number): Promise<EntryRow[]> {
      // Left to itself the planner walks the log by time, all of it or up to the place, in search of a unit that is rarely in it.
      const rare = filter.unit !== undefined || filter.units !== undefined || filter.subject !== undefined;
      const source = rare
        ? `WITH found AS MATERIALIZED (SELECT * FROM log.entry ${where(conditions)}) SELECT ${entryColumns} FROM found ${where(places)}`
        : `SELECT ${entryColumns} FROM log.entry ${where([...conditions, ...places])}`;
      return db.query<EntryRow>(
        `${source} ORDER BY at ${order}, id ${order} LIMIT ${place(limit, 'int')}`,
        values,
      );
    },
  };
}

/** For people to read: a line altered by force is shown as it stands; `verifyEntries` is what accuses. */
function readShown(row: EntryRow): LogEntry {
  const { atMicros, ...fields } = row;
  return { ...fields, at: new Date(Math.min(Math.max(Math.floor(atMicros / 1000), -furthest), furthest)) };
}

function placeOf(row: EntryRow): Place {
  return { micros: row.atMicros, id: row.id };
}

function writeCursor(place: Place): string {
  return Buffer.from(`${place.micros}.${place.id}`).toString('base64url');
}

function readCursor(cursor: string): Place {
  const parts = /^(-?(?:\d{1,16}|Infinity))\.(.+)$/.exec(Buffer.from(String(cursor), 'base64url').toString());
  if (!parts || !isId(parts[2])) throw invalid('cursor');
  return { micros: Number(parts[1]), id: parts[2] };
}

// What PostgreSQL's timestamptz and ours both hold.
const furthest = 8.64e15;
const isMoment = (value: unknown) => value instanceof Date && Math.abs(value.getTime()) < furthest / 2;

function plainText(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^[a-z0-9-]{1,41}$/.test(value)) throw invalid(field);
  return value;
}

function uuid(value: unknown, field: string): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value))
    throw invalid(field);
  return value;
}

function invalid(field: string): Refusal {
  return new Refusal('invalid-input', { field });
}
