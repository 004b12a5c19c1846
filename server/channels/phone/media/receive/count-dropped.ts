import { readFile } from 'node:fs/promises';

/**
 * Datagrams for these ports that the kernel threw away because their socket had no room.
 * @returns undefined where the kernel does not tell
 */
export async function countDropped(ports: readonly number[]): Promise<number | undefined> {
  const tables = await Promise.all(
    ['/proc/net/udp', '/proc/net/udp6'].map((file) => readFile(file, 'latin1').catch(() => undefined)),
  );
  if (tables.every((table) => table === undefined)) return undefined;
  const wanted = new Set(ports);
  let dropped = 0;
  for (const table of tables) {
    for (const line of (table ?? '').split('\n').slice(1)) {
      const columns = line.trim().split(/\s+/);
      if (wanted.has(Number.parseInt(columns[1]?.split(':').at(-1) ?? '', 16)))
        dropped += Number(columns.at(-1));
    }
  }
  return dropped;
}
