import type { Clock } from '../../base/clock.ts';
import type { AnchorFolder } from '../../safeguards/access-log/tree/anchor-folder.ts';
import { readTreeState } from '../../safeguards/access-log/tree/read-tree-state.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Database } from '../../storage/database.ts';
import { createWitness } from './keep-witness.ts';
import type { RestoreReport } from './report.ts';

/** From here on the witness speaks of the restored register. What it said before stands in the report. */
export async function witnessAnew(
  deps: { db: Database; keeper: Keeper; keeperDir: string },
  late: number,
): Promise<void> {
  await createWitness(deps).noteAnew(late);
}

/**
 * Lays the report beside the anchored checkpoints, and goes on from the restored log: whoever holds the older ones sees in the
 * report which lines are missing and why.
 */
export async function continueAnchors(
  db: Database,
  anchors: AnchorFolder,
  clock: Clock,
  report: RestoreReport,
): Promise<void> {
  const { checkpoint } = await readTreeState(db, false);
  const now = clock.now();
  await anchors.lay(
    `restored-${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.json`,
    `${JSON.stringify(report, null, 2)}\n`,
  );
  if (checkpoint && checkpoint.note !== (await anchors.newestNote()))
    await anchors.append(checkpoint.note, now);
}
