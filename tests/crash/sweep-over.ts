import { silentLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose } from '../../server/compose.ts';
import { registerFile } from '../support/start-house.ts';

/** A process to be killed at any moment, which sweeps over and over, at a time when all that has a period is due. */
export interface SweepTask {
  readonly settings: Readonly<Record<string, string>>;
}

const task = JSON.parse(process.argv[2]!) as SweepTask;
const longAfter = 20 * 366 * 86_400_000;
const house = await compose(readSettings(task.settings, { registerFile }), {
  log: silentLogger,
  clock: { now: () => new Date(Date.now() + longAfter) },
});
process.stdout.write('"ready"\n');
for (;;) await house.sweep();
