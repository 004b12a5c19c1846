import { createHash } from 'node:crypto';
import type { Writable } from 'node:stream';
import pg from 'pg';
import { Refusal } from '../base/errors.ts';

/** What a store needs to ask questions of the database. */
export interface Db {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** A transaction in progress. All its statements commit together or not at all. */
export interface Tx extends Db {
  readonly transaction: true;
  /**
   * A statement whose answer nobody needs: it is on its way at once and not waited for. Its failure
   * fails the next question or the commit, which then throws it.
   */
  send(text: string, values?: readonly unknown[]): void;
  /** Runs once the transaction is durable; failures there are the caller's to handle. */
  afterCommit(act: () => void): void;
}

export interface Database extends Db {
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * For several small questions at once: asked in one turn they leave in one write and wake one process of the server,
   * which answers them in their order. Each stands alone: they see no common moment.
   */
  together<T>(work: (db: Db) => Promise<T>): Promise<T>;
  /** One connection kept for LISTEN; returns a function that gives it back. */
  listen(channel: string, heard: () => void, lost: () => void): Promise<() => Promise<void>>;
  end(): Promise<void>;
}

export interface DatabaseConnection {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: boolean | object;
}

// timestamptz comes as Date, bigint as number: our counts stay far below 2^53.
pg.types.setTypeParser(20, Number);
// A calendar date stays a calendar date; a Date object would shift it by the zone.
pg.types.setTypeParser(1082, (text) => text);

const statementNames = new Map<string, string>();

/** Every text is a constant of the code, so each is prepared once a connection. */
function nameOf(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 24);
    statementNames.set(text, name);
  }
  return name;
}

const awayCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
]);

/** Turns what the driver says into our own codes; its messages quote rows and values, ours do not. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof Error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const { message } = error;
  if (
    awayCodes.has(code) ||
    /terminat|timeout exceeded when trying to connect|Connection ended|read timeout|not queryable/i.test(
      message,
    )
  ) {
    return new Refusal('storage-unavailable', { database: code || 'connection-lost' });
  }
  if (code === '53100' || code === 'ENOSPC') return new Refusal('storage-full', { database: code });
  // The ring's own (migration 0021): this process was away while the epoch turned. Done again, it knows the new one.
  if (code === 'HE001') return new Refusal('storage-unavailable', { reason: 'epoch-closed' });
  // The same of the index (migration 0026).
  if (code === 'HE003') return new Refusal('storage-unavailable', { reason: 'index-turned' });
  if (/^[0-9A-Z]{5}$/.test(code)) return new DatabaseError(code, error as pg.DatabaseError);
  return error;
}

/** A refusal by the database: its five-letter code and the constraint's name, never the row. */
export class DatabaseError extends Error {
  readonly code: string;
  readonly constraint: string | undefined;

  constructor(code: string, error: { constraint?: string | undefined; stack?: string }) {
    super(`database refused with ${code}${error.constraint ? ` (${error.constraint})` : ''}`);
    this.name = 'DatabaseError';
    this.code = code;
    this.constraint = error.constraint;
  }
}

/** What is asked in one turn leaves in one write: each write wakes the server's process, which costs more than the statement. */
function gatherWrites(client: pg.ClientBase): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

const bare: ReadonlySet<string> = new Set(['BEGIN', 'COMMIT']);

/** A query as the driver makes it of what it is given; handed over ready it is not copied once more. */
interface ReadyQuery extends pg.Query {
  name: string;
  callback: (error: unknown, result: pg.QueryResult) => void;
}

function run(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(text, values.length > 0 ? (values as unknown[]) : undefined) as ReadyQuery;
    // What begins and ends a transaction has nothing to prepare: one message each.
    if (values.length > 0 || !bare.has(text)) query.name = nameOf(text);
    query.callback = (error, result) => (error ? reject(asRefusal(error)) : resolve(result));
    gatherWrites(client);
    client.query(query);
  });
}

async function ask<Row>(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<Row[]> {
  return (await run(client, text, values)).rows as Row[];
}

/** Statements of one transaction, in the order given; what is sent is answered by the time it has ended. */
async function transact<T>(
  client: pg.ClientBase,
  after: (() => void)[],
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const sent: Promise<void>[] = [];
  let failed: { readonly error: unknown } | undefined;
  const send = (text: string, values: readonly unknown[] = []) => {
    sent.push(
      run(client, text, values).then(
        () => undefined,
        (error: unknown) => void (failed ??= { error }),
      ),
    );
  };
  try {
    send('BEGIN');
    const result = await work({
      transaction: true,
      send,
      async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        try {
          return await ask<Row>(client, text, values);
        } catch (error) {
          // After a failure PostgreSQL refuses all that follows; the first one says why.
          throw failed ? failed.error : error;
        }
      },
      afterCommit: (act) => void after.push(act),
    });
    const [{ command }] = await Promise.all([run(client, 'COMMIT', []), ...sent]);
    if (failed) throw (failed as { error: unknown }).error;
    // A failure that the work kept to itself: PostgreSQL answers COMMIT with ROLLBACK, and no error.
    if (command !== 'COMMIT') throw new Refusal('internal', { reason: 'transaction-failed' });
    return result;
  } finally {
    await Promise.all(sent);
  }
}

export function createDatabase(
  connection: DatabaseConnection,
  options: {
    max?: number;
    applicationName?: string;
    onLost?: () => void;
    /** The same plan for whatever values, made once a connection. */
    keepPlans?: boolean;
  } = {},
): Database {
  const pool = new pg.Pool({
    ...connection,
    max: options.max ?? 12,
    application_name: options.applicationName ?? 'haltija',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: 60_000,
    // A server that is frozen keeps no timeout of its own.
    query_timeout: 65_000,
    allowExitOnIdle: true,
    // Statements go out without waiting for the answers before them (Tx.send).
    pipeline: true,
    ...(options.keepPlans ? { options: '-c plan_cache_mode=force_generic_plan' } : {}),
  });
  // An idle connection that breaks says so here; the next query gets a new one.
  pool.on('error', () => options.onLost?.());
  // One that breaks while in use says so twice: to its query, and here.
  pool.on('connect', (client) => client.on('error', () => undefined));

  async function connect(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw asRefusal(error);
    }
  }

  return {
    async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
      const client = await connect();
      let broken = false;
      try {
        return await ask<Row>(client, text, values);
      } catch (error) {
        broken = error instanceof Refusal;
        throw error;
      } finally {
        client.release(broken);
      }
    },

    async transaction(work) {
      const client = await connect();
      const after: (() => void)[] = [];
      let broken = false;
      try {
        const result = await transact(client, after, work);
        for (const act of after) act();
        return result;
      } catch (error) {
        // A connection that is lost or does not answer is thrown away, which ends its transaction; so is one whose rollback fails.
        broken = error instanceof Refusal && error.code === 'storage-unavailable';
        if (!broken) await client.query('ROLLBACK').catch(() => (broken = true));
        throw error;
      } finally {
        client.release(broken);
      }
    },

    async together(work) {
      const client = await connect();
      const asked: Promise<unknown>[] = [];
      let broken = false;
      try {
        return await work({
          query<Row>(text: string, values: readonly unknown[] = []) {
            const answer = ask<Row>(client, text, values);
            asked.push(answer.catch((error: unknown) => void (broken ||= error instanceof Refusal)));
            return answer;
          },
        });
      } finally {
        // What is unheard yet is answered before another may ask here; nobody waits for that.
        void Promise.all(asked).then(() => client.release(broken));
      }
    },

    async listen(channel, heard, lost) {
      const client = new pg.Client({
        ...connection,
        application_name: 'haltija-listen',
        keepAlive: true,
        connectionTimeoutMillis: 5_000,
      });
      let ended = false;
      const drop = () => {
        if (!ended) {
          ended = true;
          lost();
        }
      };
      client.on('error', drop);
      client.on('end', drop);
      client.on('notification', () => heard());
      try {
        await client.connect();
        await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        ended = true;
        await client.end().catch(() => undefined);
        throw asRefusal(error);
      }
      return async () => {
        ended = true;
        await client.end().catch(() => undefined);
      };
    },

    end: () => pool.end(),
  };
}
