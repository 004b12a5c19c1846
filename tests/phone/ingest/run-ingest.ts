import { createServer } from '../../../server/api/create-server.ts';
import { createLogger } from '../../../server/base/logger.ts';
import { readSettings } from '../../../server/base/settings.ts';
import { compose } from '../../../server/compose.ts';
import { registerFile } from '../../support/start-house.ts';

// The house with its server in a process of its own, to be killed at any moment. Settings come as one argument; a line out says that it answers.
const settings = readSettings(JSON.parse(process.argv[2]!) as Record<string, string>, { registerFile });
const house = await compose(settings, {
  log: createLogger({ level: 'warn', destination: { write: (line) => void process.stderr.write(line) } }),
});
const app = await createServer(house);
await house.start();
await app.listen({ host: '127.0.0.1', port: settings.port });
process.stdout.write('ready\n');
