import { afterAll, beforeAll, expect, test } from 'vitest';
import { plainColumns } from './sealed-columns/plain-columns.ts';
import { startHouse, type TestHouse } from './support/start-house.ts';

// Personal data is at rest only as ciphertext: a column is sealed and claimed by a holding, or on the list of those that can hold none.

let the: TestHouse;
let columns: { place: string; type: string }[];
beforeAll(async () => {
  the = await startHouse({ start: false });
  columns = await the.house.storage.db.query(
    `SELECT n.nspname || '.' || c.relname || '.' || a.attname AS place, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')
     ORDER BY 1`,
  );
});
afterAll(() => the.stop());

const claimed = () => new Set(the.house.claimedPlaces.map(({ table, column }) => `${table}.${column}`));
const isSealed = ({ place }: { place: string }) => place.endsWith('_sealed');
/** Types in which a value about a person could be written down. */
const canHoldWords = ({ type }: { type: string }) =>
  !/^(uuid|boolean|integer|bigint|smallint|date|timestamp with time zone)(\[\])?$/.test(type);

test('every sealed column is claimed by a holding, and every claim is a sealed column', () => {
  const sealed = columns.filter(isSealed).map(({ place }) => place);
  expect(sealed.length).toBeGreaterThan(5);
  expect(
    sealed.filter((place) => !claimed().has(place)),
    'claimed by no holding',
  ).toEqual([]);
  expect(
    [...claimed()].filter((place) => !sealed.includes(place)),
    'claimed and not there',
  ).toEqual([]);
});

test('a sealed column holds bytes', () => {
  expect(columns.filter(isSealed).filter(({ type }) => type !== 'bytea')).toEqual([]);
});

test('every other column that could hold words or bytes is on the list of those that hold nothing about a person', () => {
  const open = columns
    .filter((column) => canHoldWords(column) && !isSealed(column))
    .map(({ place }) => place);
  expect(
    open.filter((place) => !(place in plainColumns)),
    'new: seal it, or say in plain-columns.ts why it can hold no personal data',
  ).toEqual([]);
  expect(
    Object.keys(plainColumns).filter((place) => !open.includes(place)),
    'on the list and not there',
  ).toEqual([]);
});
