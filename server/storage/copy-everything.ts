import { Client, Query, type Submittable } from 'pg';
import type { DatabaseConnection } from './database.ts';

/** Takes what one source gives, chunk by chunk. */
export interface CopyTaker {
  add(chunk: Buffer): void;
  end(): void;
}

const listRelations = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname IN ('pg_catalog', 'information_schema') AS catalogue
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'm') ORDER BY 1`;

/**
 * Every table of every schema, as a dump of the whole database holds them: the catalogues with their statistics too,
 * large objects with them. Tables of ours come twice: as text, in which numbers and arrays can be read, and in binary, in
 * which bytes are as they were stored. `open` is called for each with `schema.table (format)`.
 */
export async function copyEverything(
  connection: DatabaseConnection,
  open: (source: string) => CopyTaker,
): Promise<void> {
  await withClient(connection, async (client) => {
    const { rows } = await client.query<{ name: string; catalogue: boolean }>(listRelations);
    for (const { name, catalogue } of rows) {
      // Some types of the catalogues have no binary form.
      for (const format of catalogue ? ['text'] : ['text', 'binary'])
        await copyOut(client, `COPY ${name} TO STDOUT (FORMAT ${format})`, open(`${name} (${format})`));
    }
  });
}

// What the server tells of its work; a view that is not there is no place to look at.
const views = [
  'pg_stat_activity',
  'pg_prepared_statements',
  'pg_cursors',
  'pg_settings',
  'pg_stat_statements',
];

/** What the server itself tells its administrator of what it runs, and remembers of what it ran. */
export async function copyServerViews(
  connection: DatabaseConnection,
  open: (source: string) => CopyTaker,
): Promise<void> {
  await withClient(connection, async (client) => {
    for (const view of views) {
      const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
        view,
      ]);
      if (rows[0]?.there)
        await copyOut(client, `COPY (SELECT * FROM ${view}) TO STDOUT`, open(`server's view ${view}`));
    }
  });
}

async function withClient(
  connection: DatabaseConnection,
  work: (client: Client) => Promise<void>,
): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function copyOut(client: Client, text: string, taker: CopyTaker): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new Query({ text }) as unknown as Submittable & {
      handleCopyData(message: { chunk: Buffer }): void;
      callback(error?: Error): void;
    };
    // The chunk is a window on a buffer that is used again.
    query.handleCopyData = ({ chunk }) => taker.add(Buffer.from(chunk));
    query.callback = (error) => {
      taker.end();
      if (error) reject(error);
      else resolve();
    };
    client.query(query);
  });
}
