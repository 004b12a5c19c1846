import type { Clock } from './base/clock.ts';
import type { Logger } from './base/logger.ts';
import { Refusal } from './base/errors.ts';
import type { AskNameServers } from './channels/email/ask-name-servers.ts';
import { logSigner } from './compose-log.ts';
import type { StorageHouse, StorageSettings } from './compose-storage.ts';
import { holdAgainstWitness } from './operations/restore/hold-against-witness.ts';
import { enterBehindWitness, type Quarantine, readQuarantine } from './operations/restore/quarantine.ts';
import { openAnchorFolder } from './safeguards/access-log/tree/anchor-folder.ts';
import type { MayConnect } from './storage/bucket/ask-before-connecting.ts';

/** For whoever answers people meanwhile: why, and whether it is over. */
export interface QuarantineWatch {
  readonly why: Quarantine;
  lifted(): Promise<boolean>;
}

type WhileQuarantined = (watch: QuarantineWatch) => Promise<void>;

/** What the house is given beside its settings. */
export interface Given {
  readonly log: Logger;
  readonly clock?: Clock;
  readonly askNameServers?: AskNameServers;
  readonly mayConnect?: MayConnect;
  /** What is done while nothing may be served; left out, it is refused. `ignore`: the restore itself, which ends the quarantine. */
  readonly quarantined?: WhileQuarantined | 'ignore';
}

/**
 * Nothing is served from a database that a restore has not finished with, or that is older than what was seen of it before:
 * in the witness beside the keys, or in an anchored checkpoint. Asked at every start, before anything is opened.
 * @param meanwhile waits until it is lifted; without it a start is refused
 * @throws Refusal 'quarantined'
 */
export async function standInQuarantine(
  storage: StorageHouse,
  settings: StorageSettings,
  log: Logger,
  meanwhile?: WhileQuarantined,
): Promise<void> {
  let why = await storage.asOwner(readQuarantine);
  if (why === undefined && settings.attach !== true) {
    const { db, keeper } = storage;
    const signer = logSigner(keeper);
    const { keeperDir, anchorDir } = settings;
    const anchors = anchorDir === undefined ? undefined : openAnchorFolder(anchorDir, signer);
    const behind = await holdAgainstWitness({ db, keeper, keeperDir, signer, anchors });
    if (behind.length === 0) return;
    const details = Object.fromEntries(behind.map(({ code, missing }) => [code, missing]));
    await storage.asOwner((owner) => enterBehindWitness(owner, details));
    why = await storage.asOwner(readQuarantine);
  }
  if (why === undefined) return;
  log.error({ reason: why.reason, ...why.details }, 'quarantined: nothing is served');
  if (meanwhile === undefined) throw new Refusal('quarantined', { reason: why.reason });
  await meanwhile({ why, lifted: async () => (await storage.asOwner(readQuarantine)) === undefined });
}
