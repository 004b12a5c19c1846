import type { Database } from '../../../storage/database.ts';
import type { CheckpointSigner } from './checkpoint.ts';
import { addCosignature, newestCosignature } from './cosignature-store.ts';
import { findCosignature, type WitnessKey } from './cosignature.ts';
import { readTree, TreeIncomplete } from './prove.ts';
import { type KeptCheckpoint, newestCheckpoint, newestCheckpointBefore, tileHashes } from './tree-store.ts';

/**
 * What came of it. `log-rolled-back`: the witness has seen more lines than there are. `log-rewritten`: other lines than those it has
 * seen. `witness-unavailable`: no answer, or none that can be used. `witness-refuses`: it does not know this log or its key.
 */
export type WitnessCode = 'log-rolled-back' | 'log-rewritten' | 'witness-unavailable' | 'witness-refuses';

/** Hands a request to the witness, by a leave of the gate. @throws where there is no answer, or none may be asked for */
export type AskWitness = (
  path: string,
  body: string,
) => Promise<{ readonly status: number; readonly text: string }>;

interface ShowDeps {
  readonly db: Database;
  readonly signer: CheckpointSigner;
  readonly witness: WitnessKey;
  readonly ask: AskWitness;
}

const hour = 3_600_000;

/**
 * Shows the witness the newest checkpoint, with the proof that it goes on from the last it signed, and keeps what it answers
 * (C2SP tlog-witness, add-checkpoint). Before it, the one that everybody is given in this hour, so that that one is cosigned as well.
 * @returns null: all that there is to cosign is cosigned
 */
export async function showWitness(deps: ShowDeps, now: Date): Promise<WitnessCode | null> {
  const { db, witness } = deps;
  const overHour = new Date(Math.floor(now.getTime() / hour) * hour);
  const [given, newest] = await Promise.all([newestCheckpointBefore(db, overHour), newestCheckpoint(db)]);
  const seen = await newestCosignature(db, witness.name);
  // We have what it signed: a log that is shorter by now is found without asking.
  if ((newest?.size ?? 0) < (seen?.size ?? 0)) return 'log-rolled-back';
  let from = seen?.size ?? 0;
  for (const checkpoint of [given, newest]) {
    if (checkpoint === undefined || checkpoint.size <= from) continue;
    const code = await showOne(deps, checkpoint, from);
    if (code !== null) return code;
    from = checkpoint.size;
  }
  return null;
}

async function showOne(
  deps: ShowDeps,
  checkpoint: KeptCheckpoint,
  from: number,
): Promise<WitnessCode | null> {
  const { db, signer, witness, ask } = deps;
  // One that is not ours is not shown to anybody: the sequencer says so in words of its own.
  if (!signer.read(checkpoint.note)) return 'log-rewritten';
  let older = from;
  for (let turn = 0; turn < 2; turn += 1) {
    const proof = await proveFrom(db, older, checkpoint.size);
    if (proof === undefined) return 'log-rewritten';
    const answer = await ask('add-checkpoint', requestOf(older, proof, checkpoint.note)).catch(
      () => undefined,
    );
    if (answer === undefined) return 'witness-unavailable';
    const { status, text } = answer;
    if (status === 200) {
      const cosignature = findCosignature(checkpoint.note, text, witness);
      if (cosignature === undefined) return 'witness-refuses';
      await addCosignature(db, witness.name, {
        size: checkpoint.size,
        note: checkpoint.note,
        ...cosignature,
      });
      return null;
    }
    if (status === 403 || status === 404) return 'witness-refuses';
    if (status === 422) return 'log-rewritten';
    if (status !== 409) return 'witness-unavailable';
    // What it signed last may have been answered to a process that never heard it.
    const size = /^(0|[1-9]\d{0,15})\n?$/.exec(text)?.[1];
    if (size === undefined) return 'witness-unavailable';
    if (Number(size) > checkpoint.size)
      // Another process may have shown it more meanwhile; what is in no database of ours was taken away.
      return (await newestCheckpoint(db))!.size >= Number(size) ? null : 'log-rolled-back';
    if (Number(size) === older) return 'log-rewritten';
    older = Number(size);
  }
  return 'witness-unavailable';
}

async function proveFrom(db: Database, older: number, size: number): Promise<Buffer[] | undefined> {
  if (older === 0 || older === size) return [];
  try {
    return await readTree((level, index) => tileHashes(db, level, index)).proveConsistency(older, size);
  } catch (error) {
    if (error instanceof TreeIncomplete) return undefined;
    throw error;
  }
}

function requestOf(older: number, proof: readonly Buffer[], note: string): string {
  return [`old ${older}`, ...proof.map((hash) => hash.toString('base64')), '', note].join('\n');
}
