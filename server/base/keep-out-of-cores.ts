import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/**
 * Asks the kernel to leave all memory out of a core dump of this process and of those it starts from now on: a core of
 * ours would hold the keys. Unlike a limit on the size it also holds where cores go to a program (`|` in core_pattern).
 * @returns false where the kernel has no such setting
 */
export function keepOutOfCores(): boolean {
  try {
    writeFileSync('/proc/self/coredump_filter', '0');
    return Number.parseInt(readFileSync('/proc/self/coredump_filter', 'utf8'), 16) === 0;
  } catch {
    return false;
  }
}

/** Which kinds of memory a core of the process would hold: the bits of core(5). @throws the system's error when it cannot be read */
export async function coreFilterOf(pid: number): Promise<number> {
  return Number.parseInt(await readFile(`/proc/${pid}/coredump_filter`, 'utf8'), 16);
}
