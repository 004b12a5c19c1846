import type { KeyServiceSetting } from '../../server/base/key-service-settings.ts';
import { indexedTables } from '../../server/compose-indexed.ts';
import type { KeyService } from '../../server/safeguards/vault/key-service.ts';
import { openKeeper } from '../../server/safeguards/vault/keeper.ts';
import { turnEpoch } from '../../server/safeguards/vault/turn-epoch.ts';
import { createDatabase, type DatabaseConnection } from '../../server/storage/database.ts';
import { openKmip } from '../../server/storage/kmip/open-kmip.ts';

/** Turns an epoch, and kills itself at the moment the service has answered that the old key is destroyed. */
export interface DyingTask {
  readonly connection: DatabaseConnection;
  readonly keeperFolder: string;
  readonly setting: KeyServiceSetting;
}

const task = JSON.parse(process.argv[2]!) as DyingTask;
const service: KeyService = openKmip(task.setting, { mayConnect: () => Promise.resolve(), patience: 30_000 });
const dying: KeyService = {
  ...service,
  async destroy(name) {
    await service.destroy(name);
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => {});
  },
};
const keeper = await openKeeper(task.keeperFolder, { create: false, service: dying });
await turnEpoch(
  {
    db: createDatabase(task.connection, { max: 2 }),
    keeper,
    tables: indexedTables,
    horizonDays: () => 14,
    pace: { learning: 0, resting: 0 },
  },
  true,
);
