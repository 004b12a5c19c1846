import type { Id } from '../../base/new-id.ts';

/** What happened, as a closed union: every view, list, search, export, change and refusal. */
export const logActions = [
  'view',
  'list',
  'search',
  'export',
  'disclose',
  'play',
  'match',
  'reveal',
  'change',
  'make',
  'erase',
  'refuse',
  'sign-in',
  'sign-out',
  'sign-in-failed',
  'grant-task',
  'revoke-task',
  'publish',
  'administer',
] as const;
export type LogAction = (typeof logActions)[number];

export const actorKinds = ['staff', 'system', 'person', 'inspector', 'nobody'] as const;

/**
 * What a line may add, as a closed list: no key takes free text. `count` is a whole number too short
 * to be a telephone number; `code` a closed code of ours or the declaration; `date` a calendar date
 * of this product's time (a birth date is older).
 */
export const detailKinds = {
  // how much
  count: 'count',
  found: 'count',
  opened: 'count',
  shown: 'count',
  failed: 'count',
  attempts: 'count',
  kibibytes: 'count',
  page: 'count',
  version: 'count',
  // what
  change: 'code',
  field: 'key',
  channel: 'code',
  way: 'code',
  queue: 'key',
  status: 'code',
  before: 'code',
  after: 'code',
  rule: 'key',
  outcome: 'code',
  route: 'code',
  setting: 'code',
  grantedTask: 'key',
  recipient: 'key',
  // A search's terms are the likeliest to end up here by mistake: these take only what is listed.
  by: ['id', 'name', 'email-address', 'phone', 'identity-code', 'text', 'filter'],
  format: ['ndjson', 'csv', 'json', 'pdf', 'markdown', 'tree', 'proof', 'receipt', 'sample'],
  language: ['sv', 'fi', 'en'],
  // which
  contact: 'id',
  message: 'id',
  file: 'id',
  staff: 'id',
  grant: 'id',
  session: 'id',
  entry: 'id',
  item: 'id',
  token: 'id',
  endpoint: 'id',
  event: 'id',
  // whether and when
  matched: 'flag',
  complete: 'flag',
  inherited: 'flag',
  endsOn: 'date',
  from: 'date',
  to: 'date',
} as const satisfies Record<string, DetailKind | readonly string[]>;

export type DetailKind = 'count' | 'code' | 'key' | 'id' | 'flag' | 'date';
type KindOf<Key extends keyof typeof detailKinds> = (typeof detailKinds)[Key];
interface DetailValues {
  count: number;
  code: string;
  key: string;
  id: string;
  flag: boolean;
  date: string;
}
export type LogDetails = {
  readonly [Key in keyof typeof detailKinds]?: KindOf<Key> extends keyof DetailValues
    ? DetailValues[KindOf<Key>]
    : KindOf<Key> extends readonly (infer Value)[]
      ? Value
      : never;
};

/**
 * One line of the access log. It holds no personal data: units by id, persons by the pseudonym
 * (`subjects`) that only the key ring can tie to a person, staff by id, closed codes for the rest.
 */
export interface LogEntry {
  readonly id: Id<'log-entry'>;
  /** Whole milliseconds. */
  readonly at: Date;
  readonly action: LogAction;
  readonly actorKind: (typeof actorKinds)[number];
  /** Staff id, system task, person's pseudonym (`erased` when their key is gone), inspection; `nobody` for nobody. */
  readonly actor: string;
  /** The act of the declaration, or the system's task. */
  readonly act: string;
  readonly task: string | null;
  readonly purposes: readonly string[];
  readonly categories: readonly string[];
  readonly units: readonly Id[];
  readonly subjects: readonly string[];
  readonly reason: string | null;
  /** A refusal's code. */
  readonly refusal: string | null;
  readonly declarationVersion: number;
  /** Ids, counts and closed codes only. */
  readonly details: LogDetails;
}

export type NewLogEntry = Omit<LogEntry, 'id' | 'at'>;
