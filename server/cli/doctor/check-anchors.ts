import { stat } from 'node:fs/promises';
import type { Settings } from '../../base/settings.ts';
import { logSigner } from '../../compose-log.ts';
import { findDatabase, findPendingMigrations, isStorageMade, secretsOf } from '../../compose-storage.ts';
import { openAnchorFolder } from '../../safeguards/access-log/tree/anchor-folder.ts';
import { type AnchorCode, compareTree } from '../../safeguards/access-log/tree/anchor-tree.ts';
import { openKeys } from '../../compose-keeper.ts';
import { createDatabase } from '../../storage/database.ts';
import { serviceRole } from '../../storage/migrate.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'HALTIJA_ANCHOR_DIR';

const says: Readonly<Record<AnchorCode, readonly [says: string, write: string]>> = {
  'log-rolled-back': [
    'the access log has fewer lines than a checkpoint kept here: the database is an older one',
    'If nobody put a backup back, keep everything as it is: it is evidence. Else put the folder aside and note why',
  ],
  'log-rewritten': [
    'a checkpoint kept here was signed for other lines than the access log has now',
    'Keep everything as it is: it is evidence. haltija log verify names the lines',
  ],
  'anchor-unavailable': [
    'cannot be read',
    'Let this user read and write there (chown), or write another folder',
  ],
};

/** Checkpoints of the access log kept elsewhere: whether there is a place, and whether the log goes on from them. */
export async function checkAnchors(settings: Settings): Promise<Finding[]> {
  const { anchorDir, dataDir } = settings;
  if (anchorDir === undefined)
    return [
      warning(
        about,
        'is not set: an older database put back would not be noticed',
        'Write a folder on another disk, which whoever runs the database cannot write',
      ),
    ];
  const findings: Finding[] = [];
  const [place, data] = await Promise.all([
    stat(anchorDir).catch(() => undefined),
    stat(dataDir).catch(() => undefined),
  ]);
  if (place !== undefined && place.dev === data?.dev)
    findings.push(
      warning(about, `${anchorDir} lies on the same disk as the data`, 'Write a folder on another disk'),
    );
  return [...findings, await compare(settings, anchorDir)];
}

async function compare(settings: Settings, anchorDir: string): Promise<Finding> {
  if (!isStorageMade(settings)) return ok(about, `${anchorDir}; written to once there is a log`);
  const keys = () => openKeys(settings, { create: false });
  const found = await findDatabase(settings, keys);
  if (found === undefined) return ok(about, `${anchorDir}; looked into while the service runs`);
  // Told under the database.
  if ((await findPendingMigrations(found.owner)).pending.length > 0) return ok(about, anchorDir);
  const keeper = await keys();
  const db = createDatabase(
    { ...found.owner, user: serviceRole, password: secretsOf(keeper)(serviceRole) },
    { max: 1, applicationName: 'haltija-doctor' },
  );
  try {
    const signer = logSigner(keeper);
    const { code, anchored } = await compareTree({ db, folder: openAnchorFolder(anchorDir, signer) });
    if (code !== null) return problem(about, `${anchorDir}: ${says[code][0]}`, says[code][1]);
    return ok(
      about,
      anchored === 0
        ? `${anchorDir} holds no checkpoint yet`
        : `the access log goes on from the checkpoint of ${anchored} lines in ${anchorDir}`,
    );
  } finally {
    await db.end();
  }
}
