import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { asRefusal, type DatabaseConnection, type Db } from './database.ts';
import type { RowsWanted } from './read-snapshot.ts';

/** A transaction that rows are loaded in: all of it stands when it ends, or nothing. */
export interface Loading extends Db {
  /** Rows as PostgreSQL's binary COPY. What `bytes` throws ends the transaction. @returns how many rows */
  copyIn(
    into: Pick<RowsWanted, 'schema' | 'table' | 'columns'>,
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<number>;
}

/** As the owner of the tables, which need not be a superuser. @throws what `work` throws, and Refusal 'storage-unavailable' */
export async function loadRows<T>(
  owner: DatabaseConnection,
  work: (loading: Loading) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    ...owner,
    application_name: 'haltija-restore',
    connectionTimeoutMillis: 10_000,
  });
  // A connection that breaks says so twice: to its query, and here.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('BEGIN');
    await client.query("SELECT set_config('TimeZone', 'UTC', true)");
    const result = await work({
      async query<Row>(text: string, values: readonly unknown[] = []) {
        try {
          return (await client.query(text, values as unknown[])).rows as Row[];
        } catch (error) {
          throw asRefusal(error);
        }
      },
      async copyIn({ schema, table, columns }, bytes) {
        const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
        const name =
          schema === ''
            ? pg.escapeIdentifier(table)
            : `${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(table)}`;
        const stream = client.query(copyFrom(`COPY ${name} (${listed}) FROM STDIN (FORMAT binary)`));
        try {
          await pipeline(Readable.from(bytes), stream);
        } catch (error) {
          throw asRefusal(error);
        }
        return Number(stream.rowCount);
      },
    });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    throw asRefusal(error);
  } finally {
    // What did not commit is rolled back with its connection.
    await client.end().catch(() => undefined);
  }
}
