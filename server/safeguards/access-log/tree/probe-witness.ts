import type { Db } from '../../../storage/database.ts';
import { newestCosignature } from './cosignature-store.ts';
import { findCosignature, type WitnessKey } from './cosignature.ts';
import type { AskWitness } from './show-witness.ts';
import { newestCheckpoint } from './tree-store.ts';

/**
 * `signs`: it signs again what it signed last. `answers`: it speaks the protocol; nothing was shown to it yet. `ahead`: it has
 * seen more lines than there are. `other-key`: what it signs, or signed, is not by the key that is set. `refuses`: it does not
 * know this log, or nothing is asked there. `unavailable`: no answer, or none that can be used.
 */
export type WitnessProbe = 'signs' | 'answers' | 'ahead' | 'other-key' | 'refuses' | 'unavailable';

/**
 * Asks a witness without showing it anything new: once more for the signature it gave last, or, where it gave none, for nothing
 * at all. Neither side stores anything. @param db undefined: there is no log yet
 */
export async function probeWitness(
  db: Db | undefined,
  witness: WitnessKey,
  ask: AskWitness,
): Promise<{ readonly found: WitnessProbe; readonly size: number }> {
  const [seen, newest] = db
    ? await Promise.all([newestCosignature(db, witness.name), newestCheckpoint(db)])
    : [undefined, undefined];
  const size = seen?.size ?? 0;
  if (seen && !findCosignature(seen.note, seen.line, witness)) return { found: 'other-key', size };
  if (size > (newest?.size ?? 0)) return { found: 'ahead', size };
  const body = seen ? `old ${size}\n\n${seen.note}` : 'no checkpoint\n';
  const { status, text } = await ask('add-checkpoint', body);
  if (status === 403 || status === 404) return { found: 'refuses', size };
  if (!seen) return { found: status === 400 ? 'answers' : 'unavailable', size };
  if (status === 200)
    return { found: findCosignature(seen.note, text, witness) ? 'signs' : 'other-key', size };
  // It signed more since, for a process that was not told, or for a log that has lost lines.
  if (status === 409 && /^[1-9]\d{0,15}\n?$/.test(text))
    return { found: Number(text) > (newest?.size ?? 0) ? 'ahead' : 'signs', size };
  return { found: 'unavailable', size };
}
