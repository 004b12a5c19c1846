import { Refusal } from '../../base/errors.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import { signStatement } from '../../safeguards/promises/sign-statement.ts';
import type { RowsWanted, Snapshot } from '../../storage/read-snapshot.ts';
import type { Place } from '../../storage/place/place.ts';
import { createMeter, type SealFile } from './age-file.ts';
import { statementName, type TableFile, tableFileName } from './format.ts';

/** What every writer of a set needs. */
export interface SetDeps {
  readonly place: Place;
  readonly seal: SealFile;
  readonly keeper: Keeper;
  /** Told of every piece that is written. */
  readonly wrote: (bytes: number) => void;
  /** Between two pieces: a house that stops leaves off here. */
  readonly stopping?: AbortSignal | undefined;
}

/** One object, sealed as it comes: never plain on the way, and under its name only when whole. */
export async function putSealed(
  deps: SetDeps,
  name: string,
  source: AsyncIterable<Uint8Array>,
  expected?: number,
): Promise<{ bytes: number; sha256: string }> {
  const file = await deps.seal();
  const object = deps.place.begin(name, expected);
  const meter = createMeter();
  const write = async (pieces: readonly Buffer[]) => {
    if (pieces.length === 0) return;
    let bytes = 0;
    for (const piece of pieces) {
      meter.add(piece);
      bytes += piece.length;
    }
    await object.write(pieces);
    deps.wrote(bytes);
  };
  try {
    await write([file.head]);
    for await (const piece of source) {
      if (deps.stopping?.aborted) throw new Refusal('storage-unavailable', { reason: 'stopping' });
      await write(file.push(piece));
    }
    await write(file.end());
    await object.finish();
    return meter.take();
  } catch (error) {
    await object.abandon();
    throw error;
  }
}

export interface SetWriter {
  readonly files: readonly TableFile[];
  table(snapshot: Snapshot, wanted: RowsWanted & { readonly bytes?: number }): Promise<TableFile>;
  /** Last: signs what the set is, and only then is it one. */
  finish<Format extends string, Statement>(format: Format, statement: Statement): Promise<void>;
  /** Removes what was written of it, as far as the place lets us; never throws. */
  abandon(): Promise<void>;
}

export function beginSet(deps: SetDeps, prefix: string): SetWriter {
  const files: TableFile[] = [];
  return {
    files,
    async table(snapshot, wanted) {
      const { schema, table, columns } = wanted;
      const name = tableFileName(files.length + 1, schema, table);
      const stream = snapshot.copyOut(wanted);
      // Ciphertext does not grow on the way out, and what is compressed in the table may.
      const expected = wanted.bytes === undefined ? undefined : wanted.bytes * 2;
      const put = await putSealed(deps, prefix + name, stream.bytes, expected);
      const file = { name, schema, table, columns, rows: stream.rows(), ...put };
      files.push(file);
      return file;
    },
    async finish(format, statement) {
      const text = JSON.stringify(signStatement(deps.keeper, format, statement));
      await putSealed(deps, prefix + statementName, once(Buffer.from(`${text}\n`, 'utf8')));
    },
    abandon: () => removeSet(deps.place, prefix).catch(() => undefined),
  };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** The statement first: from then on it is no set. */
export async function removeSet(place: Place, prefix: string): Promise<void> {
  await place.remove(prefix + statementName);
  for await (const { name } of place.list(prefix)) await place.remove(name);
}
