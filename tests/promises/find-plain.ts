import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secretsOf } from '../../server/compose-storage.ts';
import { createDatabase } from '../../server/storage/database.ts';
import type { TestHouse } from '../support/start-house.ts';

/** Where a piece of data could be found, with the bytes that stand there. */
export interface Place {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The spellings in which a value could stand in a file: as it is, in lower case, and in the encodings that programs use. */
function spellings(value: string): Buffer[] {
  const texts = [
    ...new Set([value, value.toLowerCase(), encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]),
  ];
  const utf8 = Buffer.from(value);
  // Base 64 of the value at each of the three places where it can begin; its ends depend on what stands beside it.
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [
    ...texts.map((text) => Buffer.from(text)),
    Buffer.from(value, 'latin1'),
    Buffer.from(value, 'utf16le'),
    Buffer.from(utf8.toString('hex')),
    ...inBase64.filter((text) => text.length >= 8).map((text) => Buffer.from(text)),
  ];
}

/** @returns `place: value` for each value that stands in a place in any spelling */
export function findPlain(places: readonly Place[], values: readonly string[]): string[] {
  const found = new Set<string>();
  for (const value of values) {
    for (const spelling of spellings(value)) {
      for (const { name, bytes } of places) if (bytes.includes(spelling)) found.add(`${name}: ${value}`);
    }
  }
  return [...found].toSorted();
}

/** Every row of every table of the database, as its owner reads them: what a stolen dump holds. */
export async function dumpTables(the: TestHouse): Promise<Place[]> {
  const { connection, keeper } = the.house.storage;
  const owner = createDatabase(
    { ...connection, user: 'haltija_owner', password: secretsOf(keeper)('owner') },
    { max: 1 },
  );
  try {
    const tables = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const places: Place[] = [];
    for (const { name } of tables) {
      const rows = await owner.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
      const values = rows.flatMap((row) => Object.values(row));
      places.push({
        name,
        bytes: Buffer.concat(
          values.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`))),
        ),
      });
    }
    // So that the data files hold what was committed.
    await owner.query('CHECKPOINT');
    return places;
  } finally {
    await owner.end();
  }
}

/** Every file under a folder: data files, write-ahead log, PostgreSQL's own log, blobs. */
export async function readFiles(folder: string): Promise<Place[]> {
  const places: Place[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes) places.push({ name: path.slice(folder.length), bytes });
  }
  return places;
}
