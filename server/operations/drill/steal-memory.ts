import { type FileHandle, open, readFile } from 'node:fs/promises';
import { coreFilterOf } from '../../base/keep-out-of-cores.ts';
import type { Looking } from './look-through.ts';
import { NotTaken } from './planted.ts';

interface Region {
  readonly from: number;
  readonly to: number;
  /** Written by the kernel: r, w, x, and p (private) or s (shared). */
  readonly rights: string;
  /** Device and inode of what it maps; '00:00 0' for memory of no file. */
  readonly file: string;
  readonly path: string;
}

const pieceBytes = 1024 * 1024;
const pageBytes = 4096;

/** The parts of a process's memory, as proc(5) lists them; none of one that has ended. @throws NotTaken when this user may not see them */
async function regionsOf(pid: number): Promise<Region[]> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(goneOrRefused(pid));
  return (maps ?? '')
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [range, rights, , device, inode, ...path] = line.split(/\s+/);
      const [from, to] = range!.split('-').map((text) => Number.parseInt(text, 16));
      return { from: from!, to: to!, rights: rights!, file: `${device} ${inode}`, path: path.join(' ') };
    });
}

const notAllowed = (pid: number) =>
  new NotTaken(`this user may not read the memory of process ${pid} (run as root, or with CAP_SYS_PTRACE)`);

/** For what failed on a process: one that ended meanwhile has nothing left to be read. */
const goneOrRefused = (pid: number) => (error: unknown) => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') throw notAllowed(pid);
  return undefined;
};

/**
 * All that processes hold in memory and could have written there: their own, and what they share, that once. What is
 * mapped from a file and cannot be written is left out: it is the program.
 * @throws NotTaken
 */
export async function stealMemory(looking: Looking, pids: readonly number[]): Promise<void> {
  const shared = new Set<string>();
  for (const pid of pids) {
    for (const region of await regionsOf(pid)) {
      if (!region.rights.startsWith('r') || region.path.startsWith('[v')) continue;
      if (!region.rights.includes('w') && !region.file.endsWith(' 0')) continue;
      if (region.rights.endsWith('s')) {
        const name = `${region.file} ${region.path} ${region.from}`;
        if (shared.has(name)) continue;
        shared.add(name);
      }
      await readRegion(looking, pid, region);
    }
  }
}

async function readRegion(looking: Looking, pid: number, region: Region): Promise<void> {
  const file = await open(`/proc/${pid}/mem`).catch(goneOrRefused(pid));
  if (file === undefined) return;
  // Of what is shared, another process may have touched a page that this one has not.
  const pages = region.rights.endsWith('s')
    ? undefined
    : await open(`/proc/${pid}/pagemap`).catch(() => undefined);
  try {
    const stream = looking.stream(`memory of ${pid}, ${region.path || 'of no file'}`);
    for (let at = region.from; at < region.to; at += pieceBytes) {
      const length = Math.min(pieceBytes, region.to - at);
      if (pages !== undefined && !(await isThere(pages, at, length))) continue;
      // Nothing: given back meanwhile, or nothing that can be read.
      const read = await file.read(Buffer.allocUnsafe(length), 0, length, at).catch(goneOrRefused(pid));
      if (read === undefined) break;
      stream.add(read.buffer.subarray(0, read.bytesRead));
    }
    stream.end();
  } finally {
    await file.close();
    await pages?.close();
  }
}

/** Whether any page of the range is in memory or swapped out (proc(5), pagemap: bits 63 and 62). A runtime reserves far more than it uses. */
async function isThere(pages: FileHandle, from: number, length: number): Promise<boolean> {
  const bytes = Buffer.alloc(Math.ceil(length / pageBytes) * 8);
  const { bytesRead } = await pages.read(bytes, 0, bytes.length, (from / pageBytes) * 8);
  for (let at = 7; at < bytesRead; at += 8) if ((bytes[at]! & 0xc0) !== 0) return true;
  return bytesRead < bytes.length;
}

/** The bits of coredump_filter, core(5). */
const anonymousPrivate = 1;
const anonymousShared = 2;
const filePrivate = 4;
const fileShared = 8;

/**
 * What a core dump of these processes would hold: of their memory, the parts that their filter lets through. Their limit
 * on the size of a core counts for nothing here, since the kernel does not ask it where cores go to a program.
 * @throws NotTaken
 */
export async function stealCore(looking: Looking, pids: readonly number[]): Promise<void> {
  for (const pid of pids) {
    const filter = await coreFilterOf(pid).catch(goneOrRefused(pid));
    if (filter === undefined) continue;
    // So that a haul of nothing is told from one that was not looked at.
    looking.look(`filter of ${pid}`, Buffer.from(`coredump_filter ${filter.toString(16)}`));
    for (const region of await regionsOf(pid)) {
      // One whose file is gone counts as of no file, as with the kernel.
      const isFile = !region.file.endsWith(' 0') && !region.path.endsWith('(deleted)');
      const bit = region.rights.endsWith('s')
        ? isFile
          ? fileShared
          : anonymousShared
        : isFile
          ? filePrivate
          : anonymousPrivate;
      if ((filter & bit) !== 0 && region.rights.startsWith('r') && !region.path.startsWith('[v'))
        await readRegion(looking, pid, region);
    }
  }
}
