import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '../server/base/logger.ts';
import { readSettings } from '../server/base/settings.ts';
import { compose, type House } from '../server/compose.ts';
import { removeEmbeddedPostgres } from '../server/storage/embedded/remove-embedded-postgres.ts';

export const registerFile = join(import.meta.dirname, '../register/kivra-customer-service.yaml');

/** A folder of its own in the system's temporary folder, with what stands in it removed at the end. */
export async function makeBenchFolder(): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'haltija-bench-'));
  // As root the database server runs as another user, who must get through.
  await chmod(folder, 0o711);
  return {
    folder,
    async remove() {
      await removeEmbeddedPostgres(join(folder, 'data', 'postgres'));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The whole product on an embedded server of its own, as `haltija start` builds it; its log goes nowhere, but is written. */
export async function startBenchHouse(): Promise<{ house: House; stop(): Promise<void> }> {
  const { folder, remove } = await makeBenchFolder();
  const settings = readSettings(
    { HALTIJA_DATA_DIR: join(folder, 'data'), HALTIJA_MAIL_DNS: 'off', HALTIJA_SMTP_PORT: '0' },
    { registerFile },
  );
  const house = await compose(settings, {
    log: createLogger({ level: 'info', destination: { write: () => undefined } }),
  });
  await house.start();
  return {
    house,
    async stop() {
      await house.stop();
      await remove();
    },
  };
}
