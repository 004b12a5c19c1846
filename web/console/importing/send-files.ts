import type { ImportCounts, ImportLine, ImportProgress } from '../../../contract/console/importing.ts';
import { addressOf, call } from '../api/call.ts';
import { Problem, readProblem } from '../api/problem.ts';

/** Tries of one part when the connection breaks; a part that was taken is not taken twice. */
const tries = 6;

export interface Progress {
  readonly counts: ImportCounts;
  /** Bytes of the files, sent and all together. */
  readonly sent: number;
  readonly total: number;
}

export interface Sent {
  readonly counts: ImportCounts;
  readonly lines: readonly ImportLine[];
  readonly unlisted: number;
  readonly cancelled: boolean;
}

/**
 * Sends files of old mail part by part; each answer comes when its part has been read.
 * @throws {Problem}
 */
export async function sendFiles(
  files: readonly File[],
  options: {
    readonly mailbox: string;
    readonly dryRun: boolean;
    readonly partBytes: number;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: Progress) => void;
  },
): Promise<Sent> {
  const { mailbox, dryRun, partBytes, signal, onProgress } = options;
  const total = files.reduce((sum, file) => sum + file.size, 0);
  const lines: ImportLine[] = [];
  let sent = 0;
  const { runId } = await call('beginImport', { body: { mailbox, dryRun } });
  const take = (progress: ImportProgress) => {
    lines.push(...progress.lines);
    onProgress({ counts: progress.counts, sent, total });
    return progress;
  };
  try {
    for (const [index, file] of files.entries()) {
      const kind = /\.eml$/i.test(file.name) ? 'mail' : 'any';
      for (let offset = 0; !signal.aborted; offset += partBytes) {
        const part = file.slice(offset, offset + partBytes);
        const last = offset + partBytes >= file.size;
        const address = addressOf('/api/console/imports/:runId/parts', {
          params: { runId },
          query: { file: index + 1, offset, kind, last },
        });
        sent += part.size;
        take(await sendPart(address, part));
        if (last) break;
      }
    }
    const { counts, unlisted } = take(
      await call('endImport', { params: { runId }, body: { cancel: signal.aborted } }),
    );
    return { counts, lines, unlisted, cancelled: signal.aborted };
  } catch (error) {
    await call('endImport', { params: { runId }, body: { cancel: true } }).catch(() => undefined);
    throw error;
  }
}

async function sendPart(address: string, part: Blob): Promise<ImportProgress> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-haltija': 'console', 'content-type': 'application/octet-stream' },
      body: part,
    }).catch(() => undefined);
    if (response?.ok) return (await response.json()) as ImportProgress;
    if (response && response.status !== 429) throw await readProblem(response);
    if (attempt === tries) throw response ? await readProblem(response) : new Problem('unreachable', 0);
    await new Promise((resolve) => window.setTimeout(resolve, 500 * 2 ** attempt));
  }
}
