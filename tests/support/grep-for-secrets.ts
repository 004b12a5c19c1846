import { lstat, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, Query, type Submittable } from 'pg';
import type { DatabaseConnection } from '../../server/storage/database.ts';
import { createSecretSearch, type Hit, type SecretSearch } from './search-secrets.ts';

export interface ThiefsHaul {
  readonly secrets: readonly string[];
  /** As owner: every table of every schema, the catalogues with their statistics, and what the server says it runs. */
  readonly owner?: DatabaseConnection;
  /** Every file in them: blobs, the cluster with its WAL, logs. */
  readonly folders?: readonly string[];
  /** In these only what changed since then; others share the machine. */
  readonly changed?: {
    readonly folders: readonly string[];
    readonly since: Date;
    skip?(path: string): boolean;
  };
  /** Environment and command line of these processes. */
  readonly processes?: readonly number[];
  /** What was kept in memory by the test itself, such as log lines. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface Searched {
  readonly hits: readonly Hit[];
  /** How much was looked at, so that a test can tell that something was. */
  readonly bytes: number;
  readonly places: readonly string[];
}

const pieceBytes = 8 * 1024 * 1024;

/** Goes through all a thief could carry away, and reports every secret found there in any usual form. */
export async function grepForSecrets(haul: ThiefsHaul): Promise<Searched> {
  const { search, overlap } = createSecretSearch(haul.secrets);
  const hits: Hit[] = [];
  const places: string[] = [];
  let bytes = 0;
  const look: Look = (where, piece) => {
    bytes += piece.length;
    if (places.at(-1) !== where) places.push(where);
    hits.push(...search(where, piece));
  };
  if (haul.owner) await lookThroughDatabase(haul.owner, overlap, look);
  for (const folder of haul.folders ?? []) await lookThroughFolder(folder, { overlap, look });
  const { changed } = haul;
  for (const folder of changed?.folders ?? []) await lookThroughFolder(folder, { overlap, look, ...changed });
  for (const pid of haul.processes ?? []) {
    for (const name of ['environ', 'cmdline']) {
      const content = await readFile(`/proc/${pid}/${name}`).catch(() => undefined);
      if (content) look(`process ${pid} ${name}`, content);
    }
  }
  for (const [name, text] of Object.entries(haul.texts ?? {})) look(name, Buffer.from(text));
  return { hits, bytes, places };
}

type Look = (where: string, piece: Buffer) => ReturnType<SecretSearch['search']> | void;

async function lookThroughDatabase(
  connection: DatabaseConnection,
  overlap: number,
  look: Look,
): Promise<void> {
  const client = new Client(connection);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'm') ORDER BY 1`,
    );
    const tables = rows.map(({ name }) => name);
    for (const source of [
      ...tables,
      '(SELECT * FROM pg_stat_activity)',
      '(SELECT * FROM pg_prepared_statements)',
    ]) {
      // As text a number or an array is readable, in binary a bytea is as it was stored.
      // Some types of the catalogues have no binary form.
      for (const format of tables.includes(source) && !/^(?:pg_catalog|information_schema)\./.test(source)
        ? ['text', 'binary']
        : ['text']) {
        const pieces = gather(overlap, (piece) => look(`${source} (${format})`, piece));
        await copyOut(client, `COPY ${source} TO STDOUT (FORMAT ${format})`, pieces.add);
        pieces.end();
      }
    }
  } finally {
    await client.end();
  }
}

function copyOut(client: Client, text: string, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const query = new Query({ text }) as unknown as Submittable & {
      handleCopyData(message: { chunk: Buffer }): void;
      callback(error?: Error): void;
    };
    query.handleCopyData = ({ chunk }) => take(Buffer.from(chunk));
    query.callback = (error) => (error ? reject(error) : resolve());
    client.query(query);
  });
}

/** Puts small chunks together and cuts large streams, each piece beginning with the end of the one before. */
function gather(overlap: number, look: (piece: Buffer) => void) {
  let chunks: Buffer[] = [];
  let held = 0;
  function flush(keep: number): void {
    const piece = Buffer.concat(chunks);
    look(piece);
    const rest = piece.subarray(Math.max(0, piece.length - keep));
    chunks = keep === 0 ? [] : [rest];
    held = keep === 0 ? 0 : rest.length;
  }
  return {
    add(chunk: Buffer): void {
      chunks.push(chunk);
      held += chunk.length;
      if (held > pieceBytes) flush(overlap);
    },
    end: () => flush(0),
  };
}

interface Walk {
  readonly overlap: number;
  readonly look: Look;
  readonly since?: Date;
  skip?(path: string): boolean;
}

async function lookThroughFolder(folder: string, walk: Walk): Promise<void> {
  // What went away meanwhile, or belongs to somebody else, a thief at this door does not get either.
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (walk.skip?.(path) === true) continue;
    // A name tells as much as a file.
    walk.look(`name of ${path}`, Buffer.from(entry.name));
    if (entry.isDirectory()) await lookThroughFolder(path, walk);
    else if (entry.isFile()) await lookThroughFile(path, walk);
  }
}

async function lookThroughFile(path: string, { overlap, look, since }: Walk): Promise<void> {
  const stat = await lstat(path).catch(() => undefined);
  if (!stat || (since && stat.mtime < since && stat.ctime < since)) return;
  const file = await open(path).catch(() => undefined);
  if (!file) return;
  const pieces = gather(overlap, (piece) => look(path, piece));
  try {
    for await (const chunk of file.createReadStream({ highWaterMark: 1024 * 1024 }))
      pieces.add(chunk as Buffer);
    pieces.end();
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** The processes that came from this one, and theirs. */
export async function listDescendants(ancestor: number): Promise<number[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    // The name in brackets may itself hold spaces and brackets.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent > 0) parents.set(Number(name), parent);
  }
  const found = new Set([ancestor]);
  for (let before = 0; before !== found.size;) {
    before = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  return [...found];
}
