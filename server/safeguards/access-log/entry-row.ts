import type { Id } from '../../base/new-id.ts';
import type { LogEntry } from './log-entry.ts';

/** A row of log.entry with its columns named as the entry's fields. */
export interface EntryRow extends Omit<LogEntry, 'at' | 'id'> {
  readonly id: Id<'log-entry'>;
  /** Microseconds since 1970: finer than a line holds, so that a shift below a millisecond shows. May be ±Infinity. */
  readonly atMicros: number;
}

export const entryColumns = `
  id, (extract(epoch FROM at) * 1000000)::float8 AS "atMicros",
  action, actor_kind AS "actorKind", actor, act, task, purposes, categories, units, subjects,
  reason, refusal, declaration_version AS "declarationVersion", details`;

/** @throws RangeError for a moment that no line can hold */
export function readRow(row: EntryRow): LogEntry {
  const { atMicros, ...fields } = row;
  const at = new Date(atMicros / 1000);
  if (at.getTime() * 1000 !== atMicros) throw new RangeError('moment is not of whole milliseconds');
  return { ...fields, at };
}
