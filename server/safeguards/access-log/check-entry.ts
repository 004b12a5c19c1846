import { actorKinds, type DetailKind, detailKinds, logActions, type NewLogEntry } from './log-entry.ts';

const codePattern = /^[a-z][a-z0-9-]{0,40}$/;
// Keys of the declaration, as its schema has them: a category may be `emailAddress`.
const keyPattern = /^[a-z][A-Za-z0-9-]{0,59}$/;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const datePattern = /^20[2-9]\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
// Shorter than any telephone number, identity code or card number.
const highestCount = 9_999_999;

const isCode = (value: unknown) => typeof value === 'string' && codePattern.test(value);
const isKey = (value: unknown) => typeof value === 'string' && keyPattern.test(value);
const isUuid = (value: unknown) => typeof value === 'string' && uuidPattern.test(value);
const isCount = (value: unknown) =>
  Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= highestCount;
const listOf = (test: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) && value.every(test);
const orNull = (test: (value: unknown) => boolean) => (value: unknown) => value === null || test(value);

const detailTests: Readonly<Record<DetailKind, (value: unknown) => boolean>> = {
  count: isCount,
  code: isCode,
  key: isKey,
  id: isUuid,
  flag: (value: unknown) => typeof value === 'boolean',
  date: (value: unknown) => typeof value === 'string' && datePattern.test(value),
};

const actorTests = {
  staff: isUuid,
  person: (value: unknown) => value === 'erased' || isUuid(value),
  system: isCode,
  inspector: isUuid,
  nobody: (value: unknown) => value === 'nobody',
} as const;

const fieldTests: Readonly<Record<keyof NewLogEntry, (value: unknown, entry: NewLogEntry) => boolean>> = {
  action: (value) => (logActions as readonly unknown[]).includes(value),
  actorKind: (value) => (actorKinds as readonly unknown[]).includes(value),
  actor: (value, entry) => Object.hasOwn(actorTests, entry.actorKind) && actorTests[entry.actorKind](value),
  act: isCode,
  task: orNull(isKey),
  purposes: listOf(isKey),
  categories: listOf(isKey),
  units: listOf(isUuid),
  subjects: listOf(isUuid),
  reason: orNull(isKey),
  refusal: orNull(isCode),
  declarationVersion: isCount,
  details: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * Thrown for a line that could hold personal data or that no column takes: a bug of the caller, not a
 * refusal. Names the field and never the value, which may be the very thing that must not be written.
 */
export class LogEntryInvalid extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`access log entry: ${field} is not a code, id or count that the log may hold`);
    this.name = 'LogEntryInvalid';
    this.field = field;
  }
}

/** @throws LogEntryInvalid for the first field that is missing, unknown or of another shape */
export function checkEntry(entry: NewLogEntry): void {
  for (const [field, test] of Object.entries(fieldTests)) {
    if (!test(entry[field as keyof NewLogEntry], entry)) throw new LogEntryInvalid(field);
  }
  // A key that is not ours is not named either: it may be a value in the wrong place.
  for (const field of Object.keys(entry)) {
    if (!Object.hasOwn(fieldTests, field)) throw new LogEntryInvalid('a field of an unknown name');
  }
  for (const [key, value] of Object.entries(entry.details)) {
    if (!Object.hasOwn(detailKinds, key)) throw new LogEntryInvalid('a detail of an unknown name');
    const kind: DetailKind | readonly string[] = detailKinds[key as keyof typeof detailKinds];
    const fits = typeof kind === 'string' ? detailTests[kind](value) : kind.includes(value as string);
    if (!fits) throw new LogEntryInvalid(`details.${key}`);
  }
}
