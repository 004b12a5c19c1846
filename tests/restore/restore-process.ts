import { systemClock } from '../../server/base/clock.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { restoreHere } from '../../server/compose-restore.ts';
import { registerFile } from '../support/start-house.ts';

// A restore in a process of its own, to be killed at any moment. Each step is a line out; the last one is the report.
const given = JSON.parse(process.argv[2]!) as {
  settings: Record<string, string>;
  from: string;
  identity: string;
};
const report = await restoreHere(readSettings(given.settings, { registerFile }), {
  from: given.from,
  identities: [given.identity],
  log: silentLogger,
  clock: systemClock,
  tell: (step) => void process.stdout.write(`${step}\n`),
});
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(0);
