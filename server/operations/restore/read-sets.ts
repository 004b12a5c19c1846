import { Refusal } from '../../base/errors.ts';
import { rawPublicKeyOf } from '../../base/ed25519.ts';
import { fingerprintOf, signBytes, verifyStatement } from '../../safeguards/promises/sign-statement.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import { type Place, readObject } from '../../storage/place/place.ts';
import { createMeter, openAgeFile } from '../backup/age-file.ts';
import {
  type BackupStatement,
  backupFormat,
  backupSet,
  lateFormat,
  lateSet,
  type LateStatement,
  logPartFormat,
  logPartSet,
  type LogPartStatement,
  readName,
  statementName,
} from '../backup/format.ts';
import { refuseRestore } from './refuse.ts';

/** Bytes. Ours has some ten thousand; another of our age files that somebody laid in its place may have any number. */
const mostOfStatement = 4 * 1024 * 1024;

/** A file as a signed statement names it. */
interface NamedFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What stands at a place, and what is in it. Nothing counts that this installation did not sign. */
export interface SetReader {
  /** Of those with a statement. Ids are oldest first, numbers lowest first. */
  list(): Promise<{
    readonly backups: readonly string[];
    readonly unfinished: readonly string[];
    readonly late: readonly number[];
    readonly log: readonly { readonly from: number; readonly to: number }[];
  }>;
  /** @throws Refusal 'restore-refused': 'not-for-this-identity', 'of-another-installation', 'statement-altered' */
  backup(id: string): Promise<BackupStatement>;
  late(number: number): Promise<LateStatement>;
  logPart(part: { readonly from: number; readonly to: number }): Promise<LogPartStatement>;
  /**
   * What a file of a set holds, as it comes. Nothing of it is to count until the end: only then is it known to be the one that
   * was signed. @throws Refusal 'restore-refused': 'file-missing', 'file-altered'
   */
  read(set: string, file: NamedFile): AsyncGenerator<Buffer>;
  /** Reads it all and keeps nothing. @throws as `read` */
  check(set: string, file: NamedFile): Promise<void>;
}

export function createSetReader(deps: {
  place: Place;
  identities: readonly string[];
  keeper: Keeper;
}): SetReader {
  const { place, identities, keeper } = deps;
  const { publicKey } = signBytes(keeper, Buffer.alloc(0));
  const own = fingerprintOf(rawPublicKeyOf(publicKey).toString('base64url'));

  /** The hash is of the age file, so that what was altered is found by whoever cannot open it too. */
  async function* readMetered(name: string, file: NamedFile): AsyncGenerator<Buffer> {
    const sealed = readSigned(name, file);
    try {
      yield* openAgeFile(sealed, identities);
      // What stands after the end is no part of the file, and changes its hash.
      for await (const _rest of sealed);
    } catch (error) {
      throw tell(error, name);
    }
  }

  /** Ends where the signed size is passed: what somebody laid there may have no end. */
  async function* readSigned(name: string, file: NamedFile): AsyncGenerator<Buffer> {
    const meter = createMeter();
    let bytes = 0;
    for await (const piece of readObject(place, name)) {
      meter.add(piece);
      bytes += piece.length;
      if (bytes > file.bytes) break;
      yield piece;
    }
    const found = meter.take();
    if (found.bytes !== file.bytes || found.sha256 !== file.sha256)
      throw refuseRestore('file-altered', { file: name });
  }

  async function readStatement<S>(set: string, format: string): Promise<S> {
    const name = `${set}${statementName}`;
    const pieces: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const piece of openAgeFile(readObject(place, name), identities)) {
        bytes += piece.length;
        if (bytes > mostOfStatement) throw refuseRestore('statement-altered', { file: name });
        pieces.push(piece);
      }
    } catch (error) {
      const told = tell(error, name);
      if (told instanceof Refusal && told.details['reason'] === 'file-altered')
        throw refuseRestore('statement-altered', { file: name });
      throw told;
    }
    const verdict = verifyStatement<S>(Buffer.concat(pieces).toString('utf8'), format, own);
    if (verdict.ok) return verdict.statement;
    throw refuseRestore(verdict.problem === 'other-key' ? 'of-another-installation' : 'statement-altered', {
      file: name,
    });
  }

  return {
    async list() {
      const backups = new Map<string, boolean>();
      const late: number[] = [];
      const log: { from: number; to: number }[] = [];
      for (const top of ['backups/', 'late/', 'log/'])
        for await (const { name } of place.list(top)) {
          const found = readName(name);
          if (found === undefined) continue;
          const { set, file } = found;
          const isWhole = file === statementName;
          if (set.kind === 'backup') backups.set(set.id, isWhole || backups.get(set.id) === true);
          else if (isWhole && set.kind === 'late') late.push(set.number);
          else if (isWhole && set.kind === 'log') log.push({ from: set.from, to: set.to });
        }
      const ids = [...backups.keys()].toSorted();
      return {
        backups: ids.filter((id) => backups.get(id)),
        unfinished: ids.filter((id) => !backups.get(id)),
        late: late.toSorted((a, b) => a - b),
        log: log.toSorted((a, b) => a.from - b.from || a.to - b.to),
      };
    },
    async backup(id) {
      const statement = await readStatement<BackupStatement>(backupSet(id), backupFormat);
      // A whole set put in another's place is signed as well.
      if (statement.id !== id) throw refuseRestore('statement-altered', { file: backupSet(id) });
      return statement;
    },
    async late(number) {
      const statement = await readStatement<LateStatement>(lateSet(number), lateFormat);
      if (statement.number !== number) throw refuseRestore('statement-altered', { file: lateSet(number) });
      return statement;
    },
    async logPart({ from, to }) {
      const statement = await readStatement<LogPartStatement>(logPartSet(from, to), logPartFormat);
      if (statement.from !== from || statement.to !== to)
        throw refuseRestore('statement-altered', { file: logPartSet(from, to) });
      return statement;
    },
    read: (set, file) => readMetered(`${set}${file.name}`, file),
    async check(set, file) {
      const name = `${set}${file.name}`;
      try {
        for await (const _piece of readSigned(name, file));
      } catch (error) {
        throw tell(error, name);
      }
    },
  };
}

/** Names the file, and what of it is wrong. */
function tell(error: unknown, name: string): unknown {
  if (!(error instanceof Refusal)) return error;
  if (error.code === 'not-found') return refuseRestore('file-missing', { file: name });
  if (error.code !== 'value-not-valid' || error.details['what'] !== 'age-file') return error;
  return refuseRestore(
    error.details['reason'] === 'not-for-this-identity' ? 'not-for-this-identity' : 'file-altered',
    { file: name },
  );
}
