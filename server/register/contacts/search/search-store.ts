import type { Id } from '../../../base/new-id.ts';
import type { Db } from '../../../storage/database.ts';
import { type NameTokens, spreadTokens, wordsOfTokens } from '../../people/name-tokens.ts';
import type { OpenedCard } from '../list-contacts.ts';

export type ContactRow = OpenedCard['row'];
export const textKinds = { message: 0, note: 1, file: 2 } as const;
export type TextKind = keyof typeof textKinds;

/** A text that holds what was asked for, as far as the index tells, and its contact. */
export interface TextHit extends ContactRow {
  text_id: Id;
  kind: number;
  text_at: Date;
  /** Only where they were asked for. */
  tokens: number[] | null;
}

/** Which contacts are meant; null: no condition. Contacts of people whose processing is restricted never are. */
export interface ContactConditions {
  readonly queues: readonly string[];
  readonly status: readonly string[] | null;
  readonly channel: readonly string[] | null;
  readonly language: readonly string[] | null;
  readonly priority: readonly string[] | null;
  readonly assignees: readonly Id[] | null;
  /** Also, or only, those that are nobody's. */
  readonly nobodys: boolean;
  readonly tags: readonly Id[] | null;
  readonly files: boolean;
  readonly people: readonly Id[] | null;
}

export interface Moment {
  readonly at: Date;
  readonly id: Id;
}

export interface IndexState {
  /** `2026_11`, newest first. */
  readonly months: readonly string[];
  /** Undefined: the database has crashed, and nothing is known of what the index holds. */
  readonly progress: { readonly at: Date; readonly id: Id; readonly whole: boolean } | undefined;
}

export async function readIndexState(db: Db): Promise<IndexState> {
  const [row] = await db.query<{ months: string[]; at: Date | null; id: Id | null; whole: boolean | null }>(
    `SELECT ARRAY(SELECT to_char(month, 'YYYY_MM') FROM search.month ORDER BY month DESC) AS months, p.at, p.id, p.whole
     FROM (SELECT) one LEFT JOIN search.progress p ON true`,
  );
  const { months, at, id, whole } = row!;
  return { months, progress: at === null || id === null ? undefined : { at, id, whole: whole === true } };
}

/** Every condition always stands in the statement, so that each month has few statements to keep prepared. */
function conditionsOf(conditions: ContactConditions, add: (value: unknown) => string): string {
  const orAll = (value: unknown, type: string, test: (parameter: string) => string) => {
    const parameter = `${add(value)}::${type}`;
    return `(${parameter} IS NULL OR ${test(parameter)})`;
  };
  const nobodys = add(conditions.nobodys);
  return [
    `c.queue = ANY (${add(conditions.queues)}::text[])`,
    orAll(conditions.status, 'text[]', (value) => `c.status = ANY (${value})`),
    orAll(conditions.channel, 'text[]', (value) => `c.channel = ANY (${value})`),
    orAll(conditions.language, 'text[]', (value) => `c.language = ANY (${value})`),
    orAll(conditions.priority, 'text[]', (value) => `c.priority = ANY (${value})`),
    orAll(
      conditions.assignees,
      'uuid[]',
      (value) => `c.assignee_id = ANY (${value}) OR (${nobodys} AND c.assignee_id IS NULL)`,
    ),
    orAll(conditions.tags, 'uuid[]', (value) => `c.tags && ${value}`),
    `(NOT ${add(conditions.files)} OR c.files > 0)`,
    orAll(conditions.people, 'uuid[]', (value) => `c.person_id = ANY (${value})`),
    "EXISTS (SELECT FROM register.person p WHERE p.id = c.person_id AND p.state = 'active')",
  ].join(' AND ');
}

export interface TextQuery {
  readonly groups: readonly (readonly number[])[];
  readonly kinds: readonly number[];
  readonly conditions: ContactConditions;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Only what is older than this; its id is a contact's. */
  readonly after: Moment | null;
  readonly limit: number;
  readonly withTokens: boolean;
}

/** Hits of one month that are read at most; of a word that has more, the newest are found by `newestTexts`. */
export const mostHitsOfMonth = 20_000;

/** The hits of a month, newest first. */
export function findTextsOfMonth(db: Db, month: string, query: TextQuery): Promise<TextHit[]> {
  return db.query(
    ...statementOf(
      month,
      query,
      (where) => `SELECT * FROM search.text_${month} t WHERE ${where} LIMIT ${mostHitsOfMonth}`,
    ),
  );
}

/**
 * The hits among the newest texts of a month: a word that every third text holds fills its page from these, and its
 * thousands of others need not be read and sorted.
 */
export function findAmongNewest(
  db: Db,
  month: string,
  query: TextQuery,
  texts: 300 | 3000,
): Promise<TextHit[]> {
  return db.query(
    ...statementOf(
      month,
      query,
      (where, after) =>
        `SELECT * FROM (SELECT * FROM search.text_${month} t WHERE ${after} ORDER BY at DESC, contact_id DESC LIMIT ${texts}) t WHERE ${where}`,
    ),
  );
}

/** So many hits in all months are few: read at once, whatever page is asked for. */
const mostOfFew = 60;

/** Every hit of all months, newest first; undefined when there are more than a few. */
export async function findFewTexts(db: Db, query: TextQuery): Promise<TextHit[] | undefined> {
  const few = { ...query, after: null, limit: mostOfFew };
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { where } = whereOf(few, add);
  const rows = await db.query<TextHit & { looked: number }>(
    `WITH hit AS MATERIALIZED (SELECT * FROM search.text t WHERE ${where} LIMIT ${mostOfFew + 1}), ${foundOf(few, add)}
     SELECT looked.looked, found.* FROM (SELECT count(*) AS looked FROM hit) looked LEFT JOIN found ON true
     ORDER BY found.text_at DESC, found.id DESC`,
    values,
  );
  if (rows[0]!.looked > mostOfFew) return undefined;
  return rows.filter((row) => row.id !== null);
}

/** The hits of every month before this one. */
export function findTextsBefore(db: Db, month: string, query: TextQuery): Promise<TextHit[]> {
  const [year, number] = month.split('_');
  const end = new Date(`${year}-${number}-01T00:00:00Z`);
  const to = query.to === null || query.to > end ? end : query.to;
  return db.query(
    ...statementOf(
      month,
      { ...query, to },
      (where) => `SELECT * FROM search.text t WHERE ${where} LIMIT ${mostHitsOfMonth}`,
    ),
  );
}

function statementOf(
  month: string,
  query: TextQuery,
  hits: (where: string, after: string) => string,
): [string, unknown[]] {
  if (!/^\d{4}_\d\d$/.test(month)) throw new Error('not a month');
  const values: unknown[] = [];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { where, after } = whereOf(query, add);
  return [
    `WITH hit AS MATERIALIZED (${hits(where, after)}), ${foundOf(query, add)}
     SELECT * FROM found ORDER BY text_at DESC, id DESC LIMIT ${add(query.limit)}`,
    values,
  ];
}

function whereOf(query: TextQuery, add: (value: unknown) => string): { where: string; after: string } {
  const [from, to, at, id] = [query.from, query.to, query.after?.at ?? null, query.after?.id ?? null].map(
    add,
  );
  const after = `(${at}::timestamptz IS NULL OR (t.at, t.contact_id) < (${at}::timestamptz, ${id}::uuid))`;
  const where = [
    ...query.groups.map((tokens) => `t.tokens && ${add(tokens)}::int[]`),
    `t.kind = ANY (${add(query.kinds)}::smallint[])`,
    `(${from}::timestamptz IS NULL OR t.at >= ${from})`,
    `(${to}::timestamptz IS NULL OR t.at < ${to})`,
    after,
  ].join(' AND ');
  return { where, after };
}

/** The contacts of what was hit, those that are meant. */
function foundOf(query: TextQuery, add: (value: unknown) => string): string {
  return `found AS (
       SELECT hit.text_id, hit.kind, hit.at AS text_at, ${query.withTokens ? 'hit.tokens' : 'NULL::int[] AS tokens'}, c.*
       FROM hit JOIN register.contact c ON c.id = hit.contact_id WHERE ${conditionsOf(query.conditions, add)})`;
}

/** Which of these contacts have a newer hit than the page's beginning: they stood on a page before. */
export async function readFoundBefore(
  db: Db,
  contacts: readonly Id[],
  query: TextQuery & { readonly after: Moment },
): Promise<Id[]> {
  const values: unknown[] = [contacts, query.after.at, query.after.id, query.kinds, query.to];
  const groups = query.groups.map((tokens) => `AND tokens && $${values.push(tokens)}::int[]`);
  const rows = await db.query<{ contact_id: Id }>(
    `SELECT DISTINCT contact_id FROM search.text
     WHERE contact_id = ANY ($1) AND (at, contact_id) >= ($2, $3) AND at >= $2 AND kind = ANY ($4::smallint[])
       AND ($5::timestamptz IS NULL OR at < $5) ${groups.join(' ')}`,
    values,
  );
  return rows.map((row) => row.contact_id);
}

export interface ContactQuery {
  /** Tokens of names of which more people go by one than are listed: their person holds all of each. */
  readonly named: readonly NameTokens[];
  readonly conditions: ContactConditions;
  readonly ids: readonly Id[] | null;
  readonly numbers: readonly number[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  readonly after: Moment | null;
  readonly limit: number;
}

/** Contacts by what stands beside them, by their last moment, newest first. Only the conditions there are: each has its index. */
export function findContacts(db: Db, query: ContactQuery): Promise<ContactRow[]> {
  const values: unknown[] = [query.conditions.queues, query.limit];
  const add = (value: unknown) => `$${values.push(value)}`;
  const { conditions } = query;
  const where: string[] = [
    "EXISTS (SELECT FROM register.person p WHERE p.id = c.person_id AND p.state = 'active')",
  ];
  const listed = [
    ['status', conditions.status],
    ['channel', conditions.channel],
    ['language', conditions.language],
    ['priority', conditions.priority],
  ] as const;
  for (const [column, value] of listed) if (value) where.push(`c.${column} = ANY (${add(value)}::text[])`);
  if (conditions.assignees) {
    const named = `c.assignee_id = ANY (${add(conditions.assignees)}::uuid[])`;
    where.push(
      !conditions.nobodys
        ? named
        : conditions.assignees.length === 0
          ? 'c.assignee_id IS NULL'
          : `(${named} OR c.assignee_id IS NULL)`,
    );
  }
  if (conditions.tags) where.push(`c.tags && ${add(conditions.tags)}::uuid[]`);
  if (conditions.files) where.push('c.files > 0');
  if (conditions.people) where.push(`c.person_id = ANY (${add(conditions.people)}::uuid[])`);
  for (const tokens of query.named) {
    const asked = spreadTokens(tokens);
    where.push(`c.person_id IN (SELECT person_id FROM register.name_token
      JOIN ${wordsOfTokens(add(asked.words), add(asked.tokens))} USING (token)
      GROUP BY person_id HAVING count(DISTINCT word) = ${add(tokens.length)})`);
  }
  // By the id or number it had before it was merged, too.
  const merged = (column: string, asked: string) =>
    `c.id = ANY (ARRAY (SELECT f.contact_id FROM register.contact_forward f WHERE f.${column} = ANY (${asked})))`;
  if (query.ids) {
    const asked = `${add(query.ids)}::uuid[]`;
    where.push(`(c.id = ANY (${asked}) OR ${merged('old_id', asked)})`);
  }
  if (query.numbers) {
    const asked = `${add(query.numbers)}::bigint[]`;
    where.push(`(c.number = ANY (${asked}) OR ${merged('old_number', asked)})`);
  }
  if (query.from) where.push(`c.last_at >= ${add(query.from)}`);
  if (query.to) where.push(`c.last_at < ${add(query.to)}`);
  if (query.after) where.push(`(c.last_at, c.id) < (${add(query.after.at)}, ${add(query.after.id)})`);
  const order = 'ORDER BY last_at DESC, id DESC LIMIT $2';
  // By number or person there are few, or they are reached by the person; otherwise each queue gives its own newest, in
  // its own index.
  return query.ids || query.numbers || conditions.people || query.named.length > 0
    ? db.query<ContactRow>(
        `SELECT c.* FROM register.contact c WHERE c.queue = ANY ($1::text[]) AND ${where.join(' AND ')} ${order}`,
        values,
      )
    : db.query<ContactRow>(
        `SELECT found.* FROM unnest($1::text[]) AS reached (of) CROSS JOIN LATERAL
           (SELECT c.* FROM register.contact c WHERE c.queue = reached.of AND ${where.join(' AND ')} ${order}) found ${order}`,
        values,
      );
}
