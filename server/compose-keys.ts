import { indexedTables } from './compose-indexed.ts';
import { describeError } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import type { AccessLog } from './safeguards/access-log/append-entries.ts';
import { staffCategory } from './safeguards/access/staff-columns.ts';
import type { PublishedDeclaration } from './safeguards/declaration/declaration.ts';
import { horizonOf } from './safeguards/declaration/horizon-of.ts';
import { isDeclaredCategory } from './safeguards/declaration/may-collect.ts';
import { openBlindIndex } from './safeguards/vault/blind-index.ts';
import type { Keeper } from './safeguards/vault/keeper.ts';
import { createKeyRing } from './safeguards/vault/key-ring.ts';
import { copyKeeper } from './safeguards/vault/copy-keeper.ts';
import { beginFirstEpoch, holdKeeper, type TurnDeps } from './safeguards/vault/turn-epoch.ts';
import { createVault } from './safeguards/vault/vault.ts';
import type { Logger } from './base/logger.ts';
import type { Database } from './storage/database.ts';

/** The keys: what opens and seals, what finds without opening, and the epochs that both lie under. */
export async function createKeys(deps: {
  db: Database;
  keeper: Keeper;
  accessLog: AccessLog;
  current(): PublishedDeclaration;
}) {
  const { db, keeper, accessLog, current } = deps;
  await beginFirstEpoch(db, keeper);
  const keyRing = createKeyRing({ keeper });
  const turning: TurnDeps = {
    db,
    keeper,
    tables: indexedTables,
    horizonDays: () => horizonOf(current().declaration),
  };
  return {
    blindIndex: await openBlindIndex(db, keeper),
    vault: createVault({
      db,
      keyRing,
      accessLog,
      isDeclared: (category) =>
        category === staffCategory || isDeclaredCategory(current().declaration, category),
    }),
    turning,
    /** Puts right the copy of the keeper, where one is kept. */
    async copy({ keeperDir, keeperCopyDir }: Settings, log: Logger) {
      if (keeperCopyDir === undefined) return;
      try {
        await db.transaction(async (tx) => {
          await holdKeeper(tx);
          await copyKeeper(keeperDir, keeperCopyDir, { first: false });
        });
      } catch (error) {
        log.warn(
          { ...describeError(error) },
          'the copy of the keys was not put right; haltija doctor says why',
        );
      }
    },
    /** Learns which epochs ended, and forgets their keys. */
    follow: () => keyRing.followEpochs(db),
  };
}
