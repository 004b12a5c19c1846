import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createServer } from '../../server/api/create-server.ts';
import { askNobody, type AskNameServers } from '../../server/channels/email/ask-name-servers.ts';
import type { Clock } from '../../server/base/clock.ts';
import { createLogger } from '../../server/base/logger.ts';
import { readSettings } from '../../server/base/settings.ts';
import { compose, type House } from '../../server/compose.ts';
import type { MayConnect } from '../../server/storage/bucket/ask-before-connecting.ts';
import { lendPrograms } from './memory-disk.ts';
import { removeEmbeddedPostgres } from '../../server/storage/embedded/remove-embedded-postgres.ts';

export const registerFile = join(import.meta.dirname, '../../register/kivra-customer-service.yaml');
export const password = 'sinivalas hyppii portaissa yksin';

export interface TestHouse {
  readonly house: House;
  readonly app: FastifyInstance;
  readonly folder: string;
  /** Every line the process logged. */
  readonly logLines: string[];
  stop(): Promise<void>;
}

/** The whole product on a server of its own: embedded PostgreSQL, keeper, blobs, API. Nothing is mocked but, when given, the clock. */
export async function startHouse(
  options: {
    clock?: Clock;
    settings?: Record<string, string>;
    folder?: string;
    start?: boolean;
    /** Name servers of the test's own; without them every question goes unanswered. */
    askNameServers?: AskNameServers;
    /** What would refuse a host; without it every host may be reached. */
    mayConnect?: MayConnect;
  } = {},
): Promise<TestHouse> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'haltija-house-')));
  // As root the database server runs as another user, who must get through.
  await chmod(folder, 0o711);
  const settings = readSettings(
    { HALTIJA_DATA_DIR: join(folder, 'data'), HALTIJA_SMTP_PORT: '0', ...options.settings },
    { registerFile },
  );
  if (settings.databaseUrl === undefined) lendPrograms(settings.dataDir);
  const logLines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => void logLines.push(line) } });
  const house = await compose(settings, {
    log,
    askNameServers: options.askNameServers ?? askNobody,
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.mayConnect ? { mayConnect: options.mayConnect } : {}),
  });
  const app = await createServer(house);
  if (options.start ?? true) await house.start();
  return {
    house,
    app,
    folder,
    logLines,
    async stop() {
      await app.close();
      await house.stop();
      await removeEmbeddedPostgres(join(folder, 'data', 'postgres'));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
