import { createLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose } from '../../server/compose.ts';
import { registerFile } from '../support/start-house.ts';

// The whole house in a process of its own, to be killed at any moment. Settings come as one argument;
// one line out says that it runs and what it found, its log goes to stderr.
const settings = readSettings(JSON.parse(process.argv[2] ?? '{}') as Record<string, string>, {
  registerFile,
});
const house = await compose(settings, {
  log: createLogger({ level: 'warn', destination: { write: (line) => void process.stderr.write(line) } }),
});
const [found] = await house.storage.db.query<{ kept: number; done: number }>(
  "SELECT count(*) FILTER (WHERE state = 'kept') AS kept, count(*) FILTER (WHERE state = 'done') AS done FROM mail.raw",
);
await house.start();
process.stdout.write(`${JSON.stringify(found)}\n`);
