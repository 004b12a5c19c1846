import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../../base/errors.ts';
import { readSecret } from '../../../base/secret.ts';
import { isSafeUrl } from '../../../base/secret-settings.ts';
import { plainHost } from '../../../base/host-name.ts';
import { FetchFailed } from '../../../safeguards/processors/fetch-out.ts';
import type { WaysOut } from '../../../safeguards/processors/ways-out.ts';
import type { Source } from './sources.ts';

/** Milliseconds between tries: the system that made it may not have it whole yet. */
const patience = [2000, 10_000, 60_000];
/** Milliseconds for all of it. */
const answerTime = 10 * 60_000;

/**
 * Whether a recording may be fetched there: over TLS, from a machine that the list of sources names and the declaration in force lets us reach.
 * @throws Refusal 'invalid-input', 'address-not-allowed', 'connection-not-declared'
 */
export function mustBeFetchable(gate: Pick<WaysOut, 'refusal'>, source: Source, url: string): void {
  if (!isSafeUrl(url) || new URL(url).hash !== '') throw new Refusal('invalid-input', { field: 'url' });
  const { hostname, port, protocol } = new URL(url);
  if (!source.pullFrom.some((host) => plainHost(host) === plainHost(hostname)))
    throw new Refusal('address-not-allowed', { field: 'url' });
  const refusal = gate.refusal({
    way: 'recordings',
    host: hostname,
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    recipient: source.recipient,
  });
  if (refusal !== undefined) throw new Refusal(refusal, { way: 'recordings' });
}

/**
 * Fetches a recording: no redirect is followed, and one that is too large is given up before it is read where its length is told.
 * @param keep what is to be done with the bytes; begun anew at each try
 * @returns why it could not be had; undefined: it is here
 */
export async function fetchRecording(
  gate: Pick<WaysOut, 'fetch' | 'refusal'>,
  source: Source,
  url: string,
  keep: (bytes: AsyncIterable<Buffer>) => Promise<void>,
  stopping: AbortSignal,
): Promise<'not-fetched' | 'too-large' | undefined> {
  for (const wait of [...patience, undefined]) {
    try {
      mustBeFetchable(gate, source, url);
      const answer = await gate.fetch('recordings', url, {
        headers: await headersOf(source),
        answerTime,
        mostBytes: source.mostBytes,
      });
      if (Number(answer.header('content-length') ?? 0) > source.mostBytes) return 'too-large';
      if (answer.status === 200) {
        await keep(asBuffers(answer.pieces()));
        return undefined;
      }
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 404 && answer.status !== 429)
        return 'not-fetched';
    } catch (error) {
      if (error instanceof FetchFailed && error.code === 'too-large') return 'too-large';
      const isTheirs = error instanceof FetchFailed;
      const isRefused = error instanceof Refusal && error.status < 500;
      if (isRefused) return 'not-fetched';
      if (!isTheirs) throw error;
    }
    if (wait === undefined) break;
    await sleep(wait, undefined, { signal: stopping });
  }
  return 'not-fetched';
}

async function headersOf({ pullKeyFile }: Source): Promise<Record<string, string>> {
  if (pullKeyFile === undefined) return {};
  const nameAndPassword = await readSecret({ kind: 'file', path: pullKeyFile });
  return { authorization: `Basic ${Buffer.from(nameAndPassword).toString('base64')}` };
}

async function* asBuffers(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield Buffer.from(piece.buffer, piece.byteOffset, piece.length);
}
