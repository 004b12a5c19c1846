import { readFile } from 'node:fs/promises';
import { createLooking, lookThroughFolder } from '../../server/operations/drill/look-through.ts';
import { createSecretSearch, type Hit } from '../../server/operations/drill/search-secrets.ts';
import { copyEverything, copyServerViews } from '../../server/storage/copy-everything.ts';
import type { DatabaseConnection } from '../../server/storage/database.ts';

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

/** Goes through all a thief could carry away, and reports every secret found there in any usual form. */
export async function grepForSecrets(haul: ThiefsHaul): Promise<Searched> {
  const looking = createLooking(createSecretSearch(haul.secrets));
  if (haul.owner) {
    await copyEverything(haul.owner, looking.stream);
    await copyServerViews(haul.owner, looking.stream);
  }
  for (const folder of haul.folders ?? []) await lookThroughFolder(looking, folder);
  const { changed } = haul;
  for (const folder of changed?.folders ?? []) await lookThroughFolder(looking, folder, changed);
  for (const pid of haul.processes ?? []) {
    for (const name of ['environ', 'cmdline']) {
      const content = await readFile(`/proc/${pid}/${name}`).catch(() => undefined);
      if (content) looking.look(`process ${pid} ${name}`, content);
    }
  }
  for (const [name, text] of Object.entries(haul.texts ?? {})) looking.look(name, Buffer.from(text));
  return { hits: looking.hits, bytes: looking.bytes(), places: looking.places };
}
