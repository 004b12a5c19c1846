import pg from 'pg';

/** One value as PostgreSQL's binary COPY takes it; null for NULL. */
export type Cell = Buffer | null;

const header = Buffer.concat([Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const trailer = Buffer.from([0xff, 0xff]);
const epoch2000 = 946_684_800_000;

export const cell = {
  uuid: (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex'),
  text: (value: string): Buffer => Buffer.from(value),
  bytes: (value: Uint8Array): Buffer => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
  at(moment: Date): Buffer {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigInt64BE(BigInt(moment.getTime() - epoch2000) * 1000n);
    return bytes;
  },
  integer(value: number): Buffer {
    const bytes = Buffer.allocUnsafe(4);
    bytes.writeInt32BE(value);
    return bytes;
  },
  small(value: number): Buffer {
    const bytes = Buffer.allocUnsafe(2);
    bytes.writeInt16BE(value);
    return bytes;
  },
  flag: (value: boolean): Buffer => Buffer.from([value ? 1 : 0]),
  integers(values: ArrayLike<number>): Buffer {
    const bytes = Buffer.allocUnsafe(values.length === 0 ? 12 : 20 + values.length * 8);
    let at = writeHead(bytes, 23, values.length);
    for (let index = 0; index < values.length; index += 1) {
      at = bytes.writeInt32BE(4, at);
      at = bytes.writeInt32BE(values[index]!, at);
    }
    return bytes;
  },
  texts: (values: readonly string[]): Buffer => array(25, values.map(cell.text)),
  uuids: (values: readonly string[]): Buffer => array(2950, values.map(cell.uuid)),
} as const;

/** Dimensions, whether there are nulls, the elements' type; of what is not empty its length and first index. */
function writeHead(bytes: Buffer, type: number, length: number): number {
  bytes.writeInt32BE(length === 0 ? 0 : 1, 0);
  bytes.writeInt32BE(0, 4);
  bytes.writeInt32BE(type, 8);
  if (length === 0) return 12;
  bytes.writeInt32BE(length, 12);
  return bytes.writeInt32BE(1, 16);
}

function array(type: number, values: readonly Buffer[]): Buffer {
  const head = Buffer.allocUnsafe(values.length === 0 ? 12 : 20);
  writeHead(head, type, values.length);
  return Buffer.concat([head, ...values.flatMap((value) => [cell.integer(value.length), value])]);
}

/** Rows on their way into one table. */
export interface RowBatch {
  readonly into: string;
  add(cells: readonly Cell[]): void;
  take(): Buffer[];
}

/** @param into `schema.table (column, …)` */
export function createBatch(into: string): RowBatch {
  let chunks: Buffer[] = [];
  return {
    into,
    add(cells) {
      let size = 2;
      for (const each of cells) size += 4 + (each?.length ?? 0);
      const row = Buffer.allocUnsafe(size);
      let at = row.writeInt16BE(cells.length, 0);
      for (const each of cells) {
        at = row.writeInt32BE(each?.length ?? -1, at);
        if (each) at += each.copy(row, at);
      }
      chunks.push(row);
    },
    take() {
      const taken = chunks;
      chunks = [];
      return taken;
    },
  };
}

interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/** Writes what a batch held by COPY. */
export function copyRows(
  client: pg.Client,
  { into, rows }: { readonly into: string; readonly rows: readonly Buffer[] },
): Promise<void> {
  if (rows.length === 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    // What pg asks of a query that does its own talking.
    const query = {
      submit: (connection: CopyConnection) => connection.query(`COPY ${into} FROM STDIN (FORMAT binary)`),
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(header);
        for (let at = 0; at < rows.length; at += 500)
          connection.sendCopyFromChunk(Buffer.concat(rows.slice(at, at + 500)));
        connection.sendCopyFromChunk(trailer);
        connection.endCopyFrom();
      },
      handleCommandComplete: () => undefined,
      // After a failure nothing more is told to who asked.
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    client.query(query as unknown as pg.Submittable);
  });
}
