/**
 * The names and texts of a backup: what stands where at the place, and what is signed. Written once for who makes a backup
 * and who reads one; docs/decisions/backup-format.md tells it in words.
 *
 * Everything is a *set*: a folder of files, each an age file of its own, and one more written last: the signed
 * statement that names the others with their size and SHA-256. A set without it is unfinished and counts for nothing.
 */
import { isId } from '../../base/new-id.ts';

/** Formats of the signed statements (`sign-statement.ts`), each alone in its age file. */
export const backupFormat = 'haltija-backup-1';
export const logPartFormat = 'haltija-backup-log-1';
export const lateFormat = 'haltija-backup-late-1';

/** The last file of every set. */
export const statementName = 'statement.age';
/** In a backup: the blobs it needs, a line each (`blobLine`), ordered by id within each folder. */
export const blobListName = 'blobs.age';
/** At the top of the place, not encrypted: whose backups these are. A word that tells nothing. */
export const ownerName = 'haltija-register';

/** What is read back of one table: a binary COPY stream of the columns, in this order. */
export interface TableFile {
  /** Within its set: `003-register.person.age`. */
  readonly name: string;
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the age file. */
  readonly bytes: number;
  /** Of the age file, hex. */
  readonly sha256: string;
}

export interface BlobListFile {
  readonly name: typeof blobListName;
  /** Blobs named in it, and the bytes of their age files together. */
  readonly blobs: number;
  readonly blobBytes: number;
  /** Blobs of the snapshot that had been removed when their turn came: erased since. They stand in no list. */
  readonly gone: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The newest signed checkpoint of the access log: lines, root in hex, and the signed note as it is given out. */
export interface LogHead {
  readonly size: number;
  readonly root: string;
  readonly note: string;
}

/** The last number that a sequence gave out; null: none yet. `register.contact_number_seq`. */
export interface SequenceStand {
  readonly name: string;
  readonly last: number | null;
}

/** `backups/<id>/`: the data as they stood at one moment. */
export interface BackupStatement {
  readonly id: string;
  readonly product: string;
  readonly startedAt: string;
  /** By the database's clock: all tables are as of this moment. */
  readonly snapshotAt: string;
  readonly finishedAt: string;
  /** In the order applied, with their SHA-256 in hex: a restore migrates to exactly these before it loads. */
  readonly migrations: readonly { readonly name: string; readonly digest: string }[];
  /** In an order in which they can be loaded: a table stands after those its foreign keys name. */
  readonly tables: readonly TableFile[];
  readonly sequences: readonly SequenceStand[];
  readonly blobs: BlobListFile;
  /** Null: the log had no line. Its lines are in the log parts. */
  readonly log: LogHead | null;
  /** Epochs not ended at the snapshot: the keys of its rows lay under these. */
  readonly epochs: readonly number[];
  readonly declarationVersion: number;
  /** The newest late set known when this was written (0: none). The one that belongs to it comes after. */
  readonly lateBefore: number;
}

/**
 * `log/<from>-<to>/`: the lines with a place from `from` to below `to`, once and for all. Short parts are written anew as one
 * long one, and then removed; killed between the two, both are there. So a reader who has come to a size takes, of those that
 * begin there, the longest.
 */
export interface LogPartStatement {
  readonly from: number;
  /** A size that was signed. */
  readonly to: number;
  readonly writtenAt: string;
  /**
   * `log.place`, `log.entry` (of those places), `log.checkpoint` (of sizes above `from`, up to `to`), `log.tile` (those that became
   * full in it, of every level). Once all its lines are pruned (`LateStatement.linesFrom` is `to` or more) only the file of
   * `log.tile` is still there.
   */
  readonly tables: readonly TableFile[];
  readonly head: LogHead;
}

/** `late/<number>/`: what must never be older than the newest. Small beside the data; written last by each backup, and hourly. */
export interface LateStatement {
  /** Each is higher than all before, also after a restore. */
  readonly number: number;
  readonly writtenAt: string;
  /** By the database's clock. */
  readonly snapshotAt: string;
  readonly migrations: readonly { readonly name: string; readonly digest: string }[];
  /**
   * Whole: `ring.*`, `declaration.*`, and those of `staff.*` and `connections.endpoint` that say who may do what.
   * In part, with `rows`: what changed since `changesSince` and a restore has to replay; `lateTables` in late-tables.ts says which rows.
   */
  readonly tables: readonly TableFile[];
  readonly sequences: readonly SequenceStand[];
  /**
   * The parts of tables hold what changed from this moment on. A backup whose snapshot is older cannot be brought up to
   * date from this set: what was rectified between the two is not in it.
   */
  readonly changesSince: string;
  /** Persons restricted now: all of them. Every other person is not. */
  readonly restricted: number;
  readonly log: LogHead | null;
  /** The first place that still has its line; those before are pruned. */
  readonly linesFrom: number;
  readonly declarationVersion: number;
  /** Epochs not ended; its rows lie under these. With one that has ended since, the set is noise. */
  readonly epochs: readonly number[];
  readonly tombstones: number;
}

const stamp = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/;

/**
 * @param random 5 hex digits
 * @returns such as 20261201T011300Z-1f3a09c1: names sort by time, to the millisecond
 */
export function backupIdAt(at: Date, random: string): string {
  const second = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `${second}Z-${at.getUTCMilliseconds().toString(16).padStart(3, '0')}${random}`;
}

export const isBackupId = (text: string): boolean => stamp.test(text);

/** When it was begun. */
export function timeOfBackup(id: string): Date {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(id) ?? [];
  return new Date(Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s)));
}

export const backupSet = (id: string): string => `backups/${id}/`;

const wide = (number: number): string => String(number).padStart(15, '0');
export const logPartSet = (from: number, to: number): string => `log/${wide(from)}-${wide(to)}/`;
export const lateSet = (number: number): string => `late/${wide(number)}/`;

export type SetName =
  | { readonly kind: 'backup'; readonly id: string }
  | { readonly kind: 'log'; readonly from: number; readonly to: number }
  | { readonly kind: 'late'; readonly number: number };

/** Which set an object belongs to, and its name there; undefined: to none. */
export function readName(name: string): { set: SetName; file: string } | undefined {
  const [top, folder, file, ...more] = name.split('/');
  if (folder === undefined || file === undefined || file === '' || more.length > 0) return undefined;
  if (top === 'backups' && isBackupId(folder)) return { set: { kind: 'backup', id: folder }, file };
  if (top === 'late' && /^\d{15}$/.test(folder))
    return { set: { kind: 'late', number: Number(folder) }, file };
  const [, from, to] = (top === 'log' && /^(\d{15})-(\d{15})$/.exec(folder)) || [];
  if (from !== undefined && to !== undefined)
    return { set: { kind: 'log', from: Number(from), to: Number(to) }, file };
  return undefined;
}

/**
 * A file of a blob. It is never written over, since backups name it by its hash: a copy that is made anew has another mark.
 * Both are in its name.
 */
export interface BlobFile {
  readonly blob: string;
  /** Eight hex digits; empty: written by a release that had none. */
  readonly mark: string;
}

/** By which a list names it: `<id>-<mark>`. */
export const blobStem = ({ blob, mark }: BlobFile): string => (mark === '' ? blob : `${blob}-${mark}`);

const idLength = 36;

/** The age file of a blob, which all backups share: 256 × 256 folders by the id's last, random, bytes. */
export function blobName(stem: string): string {
  const id = stem.slice(0, idLength);
  return `blobs/${id.slice(-2)}/${id.slice(-4, -2)}/${stem}.age`;
}

function readStem(stem: string): BlobFile | undefined {
  const [, blob, mark = ''] = /^([0-9a-f-]{36})(?:-([0-9a-f]{8}))?$/.exec(stem) ?? [];
  return blob !== undefined && isId(blob) ? { blob, mark } : undefined;
}

/** Undefined for what is not named as we name them. */
export function blobOfName(name: string): BlobFile | undefined {
  const stem = name.slice(name.lastIndexOf('/') + 1).replace(/\.age$/, '');
  return blobName(stem) === name ? readStem(stem) : undefined;
}

/** One blob in the list of a backup; size and hash are of its age file. */
export interface ListedBlob extends BlobFile {
  readonly bytes: number;
  readonly sha256: string;
}

export const blobLine = (each: ListedBlob): string => `${blobStem(each)} ${each.bytes} ${each.sha256}\n`;

/** Undefined for what is no line of ours: names in it become paths. @param line without its end */
export function readBlobLine(line: string): ListedBlob | undefined {
  const [, stem, bytes, sha256] = /^(\S+) (\d{1,15}) ([0-9a-f]{64})$/.exec(line) ?? [];
  const file = stem === undefined ? undefined : readStem(stem);
  return file && { ...file, bytes: Number(bytes), sha256: sha256! };
}

/** @param number its place in the order of loading */
export const tableFileName = (number: number, schema: string, table: string): string =>
  `${String(number).padStart(3, '0')}-${schema}.${table}.age`;
