import type { Id } from '../../base/new-id.ts';

declare const plain: unique symbol;

/** Where a sealed value stands; bound into the seal, so that it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The declaration's category; staff data has the fixed category `staff`. */
  readonly category: string;
}

/** A value at rest. There is no way from here to the plain value but an opener of the vault. */
export interface Sealed<T> {
  readonly place: Place;
  readonly unit: Id;
  readonly row: Id;
  readonly envelope: Uint8Array;
  readonly [plain]?: T;
}

/** A column that holds sealed values of one shape. Its name ends in `_sealed`: a test holds every such column against the holdings. */
export interface SealedColumn<T> extends Place {
  readonly encode: (value: T) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => T;
  /** Names the stored bytes for what they are. */
  at(unit: Id, row: Id, envelope: Uint8Array): Sealed<T>;
}

function column<T>(
  place: Place,
  encode: (value: T) => Uint8Array,
  decode: (bytes: Uint8Array) => T,
): SealedColumn<T> {
  return { ...place, encode, decode, at: (unit, row, envelope) => ({ place, unit, row, envelope }) };
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

export function sealedText(table: string, name: string, category: string): SealedColumn<string> {
  return column(
    { table, column: name, category },
    (value) => encoder.encode(value),
    (bytes) => decoder.decode(bytes),
  );
}

export function sealedJson<T>(table: string, name: string, category: string): SealedColumn<T> {
  return column<T>(
    { table, column: name, category },
    (value) => encoder.encode(JSON.stringify(value)),
    (bytes) => JSON.parse(decoder.decode(bytes)) as T,
  );
}

export function sealedBytes(table: string, name: string, category: string): SealedColumn<Uint8Array> {
  return column(
    { table, column: name, category },
    (value) => value,
    (bytes) => bytes,
  );
}
