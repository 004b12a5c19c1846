import type { Id } from '../../base/new-id.ts';
import type { LogEntry } from './log-entry.ts';

/** Stands before every leaf; a change of shape gets a new number, and old leaves keep theirs. */
export const leafPrefix = 'haltija-log-1\n';

const entryFields = {
  id: true,
  at: true,
  action: true,
  actorKind: true,
  actor: true,
  act: true,
  task: true,
  purposes: true,
  categories: true,
  units: true,
  subjects: true,
  reason: true,
  refusal: true,
  declarationVersion: true,
  details: true,
} as const satisfies Record<keyof LogEntry, true>;
const sortedFields = (Object.keys(entryFields) as (keyof LogEntry)[]).toSorted();

/**
 * JSON by RFC 8785: keys sorted by UTF-16 code unit, no white space, numbers and strings as ECMAScript
 * writes them. An `undefined`, a number that is not finite or a lone surrogate throws TypeError.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (typeof value === 'object' && isPlain(value)) {
    const members = Object.keys(value)
      .toSorted()
      .map((key) => `${canonicalJson(key)}:${canonicalJson((value as Record<string, unknown>)[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError('no canonical JSON for this value');
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/**
 * The entry as one line of canonical JSON; its moment as ISO 8601 in UTC with milliseconds. The keys
 * stand here in their order, so that the engine's own serialiser can write them: four times as fast as
 * `canonicalJson`, which says the same (a test holds them together).
 */
export function canonicalLine(entry: LogEntry): string {
  const line = {
    act: entry.act,
    action: entry.action,
    actor: entry.actor,
    actorKind: entry.actorKind,
    at: entry.at.toISOString(),
    categories: entry.categories,
    declarationVersion: entry.declarationVersion,
    details: sortKeys(entry.details),
    id: entry.id,
    purposes: entry.purposes,
    reason: entry.reason,
    refusal: entry.refusal,
    subjects: entry.subjects,
    task: entry.task,
    units: entry.units,
  } satisfies Record<keyof LogEntry, unknown>;
  return JSON.stringify(line);
}

function sortKeys(details: unknown): unknown {
  // A row altered by force may hold any JSON here; it is written as it stands.
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return details;
  return Object.fromEntries(Object.entries(details).toSorted(byKey));
}

const byKey = ([one]: [string, unknown], [other]: [string, unknown]) => (one < other ? -1 : 1);

/** The bytes that are hashed into the tree: the prefix, then the line, in UTF-8. */
export function canonicalLeaf(entry: LogEntry): Buffer {
  return Buffer.from(leafPrefix + canonicalLine(entry), 'utf8');
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a leaf back.
 * @throws TypeError for bytes that `canonicalLeaf` would not have written
 */
export function readLeaf(leaf: Uint8Array): LogEntry {
  const text = decoder.decode(leaf);
  if (!text.startsWith(leafPrefix)) throw new TypeError('leaf of an unknown version');
  const line = text.slice(leafPrefix.length);
  try {
    const fields = JSON.parse(line) as Omit<LogEntry, 'at'> & { at: string };
    const entry = { ...fields, id: fields.id as Id<'log-entry'>, at: new Date(fields.at) };
    const complete = Object.keys(fields).join() === sortedFields.join();
    if (complete && entry.at.toISOString() === fields.at && canonicalJson(fields) === line) return entry;
  } catch {
    // The parser's message quotes its input; ours does not.
  }
  throw new TypeError('leaf is not canonical');
}

/** The fields in which two entries differ, for saying where a line was altered without saying how. */
export function differingFields(one: LogEntry, other: LogEntry): (keyof LogEntry)[] {
  return sortedFields.filter((field) => fieldText(one, field) !== fieldText(other, field));
}

function fieldText(entry: LogEntry, field: keyof LogEntry): string {
  return field === 'at' ? String(entry.at.getTime()) : canonicalJson(entry[field]);
}
