import { createHash } from 'node:crypto';
import { accessProbes } from './access-probes.ts';
import { breachProbes } from './breach-probes.ts';
import { collectionProbes } from './collection-probes.ts';
import { declarationProbes } from './declaration-probes.ts';
import { disclosureProbes } from './disclosure-probes.ts';
import { identificationProbes } from './identification-probes.ts';
import { informingProbes } from './informing-probes.ts';
import { periodProbes } from './period-probes.ts';
import type { Probe } from './probe.ts';
import { protectionProbes } from './protection-probes.ts';
import { recordingProbes } from './recording-probes.ts';
import { sealingProbes } from './sealing-probes.ts';
import { workingProbes } from './working-probes.ts';

/** Every probe, in the order of the promises. */
export const allProbes: readonly Probe[] = [
  ...declarationProbes,
  ...collectionProbes,
  ...identificationProbes,
  ...sealingProbes,
  ...protectionProbes,
  ...accessProbes,
  ...periodProbes,
  ...recordingProbes,
  ...informingProbes,
  ...breachProbes,
  ...disclosureProbes,
  ...workingProbes,
].toSorted((one, other) => one.promise - other.promise);

/** SHA-256 of what a probe asks: results compare only where it is the same. */
export function digestOf(probe: Probe): Buffer {
  return createHash('sha256').update(probe.asks.join('\n')).digest();
}
