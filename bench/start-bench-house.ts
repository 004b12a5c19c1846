import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../server/base/clock.ts';
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

/** A folder that stays, for measuring again what took long to fill. */
async function keepFolder(folder: string): Promise<{ folder: string; remove(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o711 });
  return { folder, remove: () => Promise.resolve() };
}

/** The whole product on an embedded server of its own, as `haltija start` builds it; its log goes nowhere, but is written. */
export async function startBenchHouse(
  options: {
    keepIn?: string | undefined;
    settings?: Record<string, string>;
    clock?: Clock;
    /** Not started, it does nothing by itself: no job and no watch beside what is measured. */
    idle?: boolean;
  } = {},
): Promise<{ house: House; folder: string; stop(): Promise<void> }> {
  const { keepIn } = options;
  const { folder, remove } = keepIn === undefined ? await makeBenchFolder() : await keepFolder(keepIn);
  const settings = readSettings(
    {
      HALTIJA_DATA_DIR: join(folder, 'data'),
      HALTIJA_MAIL_DNS: 'off',
      HALTIJA_SMTP_PORT: '0',
      ...options.settings,
    },
    { registerFile },
  );
  const build = () =>
    compose(settings, {
      log: createLogger({ level: 'info', destination: { write: () => undefined } }),
      ...(options.clock ? { clock: options.clock } : {}),
    });
  let house = await build();
  await house.start();
  if (options.idle) {
    // The queue of jobs has its tables since the start, and nobody takes from it now.
    await house.stop();
    house = await build();
  }
  return {
    house,
    folder,
    async stop() {
      await house.stop();
      await remove();
    },
  };
}
