import { startEmbeddedPostgres } from '../../server/storage/embedded/start-embedded-postgres.ts';
import { silentLogger } from '../../server/base/logger.ts';
import { Refusal } from '../../server/base/errors.ts';

// A process that owns a database until it is killed: the tests kill it in every way. First line out: where
// the server is, or the refusal. The end of its input is a polite stop.
const [dataDir = '', ownerPassword = ''] = process.argv.slice(2);
try {
  const server = await startEmbeddedPostgres({
    dataDir,
    ownerPassword,
    databaseName: 'haltija',
    log: silentLogger,
  });
  process.stdout.write(`${JSON.stringify(server)}\n`);
  process.stdin.on('end', () => void server.stop().then(() => process.exit(0))).resume();
} catch (error) {
  const refusal = error instanceof Refusal ? { code: error.code, details: error.details } : String(error);
  process.stdout.write(`${JSON.stringify({ refusal })}\n`);
  process.exitCode = 1;
}
