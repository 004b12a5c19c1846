import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openAgeFile } from '../../server/operations/backup/age-file.ts';
import type { TableFile } from '../../server/operations/backup/format.ts';
import type { DatabaseConnection } from '../../server/storage/database.ts';
import { type Place, readObject } from '../../server/storage/place/place.ts';

/** Loads files of a set into an empty database, in their order, as its owner: every foreign key is checked. */
export async function loadTables(
  owner: DatabaseConnection,
  given: { place: Place; set: string; tables: readonly TableFile[]; identity: string },
): Promise<void> {
  const client = new pg.Client({ ...owner });
  await client.connect();
  try {
    for (const { schema, table, columns, name } of given.tables) {
      const listed = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
      await pipeline(
        Readable.from(openAgeFile(readObject(given.place, given.set + name), [given.identity])),
        client.query(copyFrom(`COPY ${schema}.${table} (${listed}) FROM STDIN (FORMAT binary)`)),
      );
    }
  } finally {
    await client.end();
  }
}
