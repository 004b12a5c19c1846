import type { Db } from '../../../storage/database.ts';
import { tileWidth } from './grow-tree.ts';
import { leavesBetween, newestCheckpoint, tileHashes } from './tree-store.ts';

/** What stands at an address of C2SP tlog-tiles: hashes at `tile/<level>/<index>`, lines at `tile/entries/<index>`. */
export interface TileAddress {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 to 255 for a partial tile, 256 for a full one. */
  readonly width: number;
}

/** `0/x001/x234/067.p/12`, after `tile/`. @returns undefined for what is no such address */
export function readTileAddress(path: string): TileAddress | undefined {
  const parts = /^(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(
    path,
  );
  if (!parts) return undefined;
  const [, level, index, width] = parts as unknown as [string, string, string, string | undefined];
  // The same index in another spelling would be another address.
  if (index.startsWith('x000/')) return undefined;
  if (width !== undefined && Number(width) >= tileWidth) return undefined;
  return {
    level: level === 'entries' ? 'entries' : Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  };
}

/** @returns undefined where the tree does not reach, or the lines were pruned */
export async function readTile(db: Db, { level, index, width }: TileAddress): Promise<Buffer | undefined> {
  if (level === 'entries') return readBundle(db, index * tileWidth, width);
  const hashes = (await tileHashes(db, level, index)).slice(0, width);
  return hashes.length < width ? undefined : Buffer.concat(hashes);
}

/** Each line with its length before it, two bytes, the higher first. */
async function readBundle(db: Db, first: number, width: number): Promise<Buffer | undefined> {
  const newest = await newestCheckpoint(db);
  if (first + width > (newest?.size ?? 0)) return undefined;
  const lines = await leavesBetween(db, first, first + width);
  if (lines.length < width) return undefined;
  const parts: Buffer[] = [];
  for (const { leaf } of lines) {
    if (!leaf || leaf.length > 0xff_ff) return undefined;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(leaf.length);
    parts.push(length, leaf);
  }
  return Buffer.concat(parts);
}
