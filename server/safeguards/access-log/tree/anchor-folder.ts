import { mkdir, open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checkpoint, CheckpointSigner } from './checkpoint.ts';

/** The folder cannot be read or added to. `code` is the file system's. */
export class AnchorUnavailable extends Error {
  readonly code: string;

  constructor(code: string) {
    super(`access log: the anchor folder cannot be used (${code})`);
    this.name = 'AnchorUnavailable';
    this.code = code;
  }
}

/** Checkpoints kept where the database's owner cannot reach: added to, never changed. */
export interface AnchorFolder {
  /** The last that is whole and ours. @throws AnchorUnavailable */
  newest(): Promise<Checkpoint | undefined>;
  /** The same as the signed note that it is. @throws AnchorUnavailable */
  newestNote(): Promise<string | undefined>;
  /** A file of its own beside the checkpoints, such as why they begin anew. @throws AnchorUnavailable */
  lay(name: string, text: string): Promise<void>;
  /** Durable when it resolves. @throws AnchorUnavailable */
  append(note: string, at: Date): Promise<void>;
}

const dayFile = /^\d{4}-\d{2}-\d{2}\.checkpoints$/;

/** A file a day (UTC) with signed notes one after the other, an empty line after each. */
export function openAnchorFolder(folder: string, signer: CheckpointSigner): AnchorFolder {
  async function reach<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw new AnchorUnavailable(String((error as NodeJS.ErrnoException).code ?? 'unknown'));
    }
  }

  async function findNewest(): Promise<string | undefined> {
    const names = (await readdir(folder).catch(ignoreMissing)).filter((name) => dayFile.test(name));
    for (const name of names.toSorted().toReversed()) {
      const notes = splitNotes(await readFile(join(folder, name), 'utf8'), signer.origin);
      // The last one may be cut off, where the disk was full or the power went.
      const whole = notes.findLast((note) => signer.read(note) !== undefined);
      if (whole !== undefined) return whole;
    }
    return undefined;
  }

  return {
    newest: () =>
      reach(async () => {
        const note = await findNewest();
        return note === undefined ? undefined : signer.read(note);
      }),

    newestNote: () => reach(findNewest),

    lay: (name, text) =>
      reach(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(join(folder, name), 'w', 0o600);
        try {
          await file.writeFile(text);
          await file.sync();
        } finally {
          await file.close();
        }
      }),

    append: (note, at) =>
      reach(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const file = await open(join(folder, `${at.toISOString().slice(0, 10)}.checkpoints`), 'a', 0o600);
        try {
          await file.appendFile(`${note}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        const directory = await open(folder, 'r');
        await directory.sync().finally(() => directory.close());
      }),
  };
}

/** Each begins with the log's name on a line of its own. */
function splitNotes(text: string, origin: string): string[] {
  return text
    .split(`${origin}\n`)
    .slice(1)
    .map((rest) => `${origin}\n${rest.trimEnd()}\n`);
}

function ignoreMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
