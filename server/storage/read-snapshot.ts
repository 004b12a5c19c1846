import type { Duplex } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { asRefusal, type DatabaseConnection, type Db } from './database.ts';

/** The rows of a statement as PostgreSQL's binary COPY, and how many they were once the stream has ended. */
export interface RowStream {
  readonly bytes: AsyncIterable<Buffer>;
  rows(): number;
}

/** A table, or part of one. Names are of the catalogue; `where` is a constant text that reads its values by `current_setting`. */
export interface RowsWanted {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly where?: string | undefined;
}

/** Everything asked in it is as of one moment. */
export interface Snapshot extends Db {
  /** By the database's clock. */
  readonly at: Date;
  copyOut(wanted: RowsWanted): RowStream;
  /** A value that `where` reads: `current_setting('haltija.since')`. Until the snapshot ends. */
  set(name: 'since' | 'from' | 'to', value: string): Promise<void>;
}

/** Whoever broke off holds a lock for as long as the server takes to notice. */
const momentMilliseconds = 2_000;

/** One connection that reads. */
export interface SnapshotReader {
  /** False: another holds it. Held until `end`, or until the connection is lost. @param patience milliseconds to wait */
  lock(number: number, patience?: number): Promise<boolean>;
  /** @throws Refusal 'storage-unavailable' when the connection was lost, and with it every lock */
  stillThere(): Promise<void>;
  read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** @throws Refusal 'storage-unavailable' */
export async function openSnapshotReader(
  connection: DatabaseConnection,
  applicationName: string,
): Promise<SnapshotReader> {
  const client = new pg.Client({
    ...connection,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  let isBroken = false;
  // A connection that breaks says so twice: to its query, and here.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw asRefusal(error);
  }

  async function query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    try {
      return (await client.query(text, values as unknown[])).rows as Row[];
    } catch (error) {
      throw asRefusal(error);
    }
  }

  return {
    async lock(number, patience = momentMilliseconds) {
      await query("SELECT set_config('lock_timeout', $1, false)", [`${patience}ms`]);
      try {
        await query('SELECT pg_advisory_lock($1)', [number]);
      } catch (error) {
        if ((error as { code?: string }).code !== '55P03') throw error;
        return false;
      } finally {
        await query("SELECT set_config('lock_timeout', '0', false)");
      }
      return true;
    },
    stillThere: async () => void (await query('SELECT 1')),
    async read(work) {
      await query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      try {
        // What is not known to be a time zone of the reader's is read the same everywhere.
        await query("SELECT set_config('TimeZone', 'UTC', true)");
        const [row] = await query<{ at: Date }>('SELECT clock_timestamp() AS at');
        return await work({
          at: row!.at,
          query,
          copyOut: (wanted) => copyOut(client, wanted),
          set: async (name, value) =>
            void (await query('SELECT set_config($1, $2, true)', [`haltija.${name}`, value])),
        });
      } catch (error) {
        isBroken = true;
        throw error;
      } finally {
        if (!isBroken) await client.query('COMMIT').catch(() => undefined);
      }
    },
    async end() {
      // In the midst of rows that nobody takes any more, the server would wait with us.
      if (isBroken) (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
      else await client.end().catch(() => undefined);
    },
  };
}

function copyOut(client: pg.Client, { schema, table, columns, where }: RowsWanted): RowStream {
  const name = `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
  const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const condition = where === undefined ? '' : ` WHERE ${where}`;
  const stream = copyTo(`COPY (SELECT ${listed} FROM ${name} t${condition}) TO STDOUT (FORMAT binary)`);
  return {
    bytes: readAll(client, stream),
    rows: () => Number(stream.rowCount ?? 0),
  };
}

async function* readAll(client: pg.Client, stream: ReturnType<typeof copyTo>): AsyncGenerator<Buffer> {
  client.query(stream);
  try {
    for await (const piece of stream) yield piece as Buffer;
  } catch (error) {
    throw asRefusal(error);
  }
}
