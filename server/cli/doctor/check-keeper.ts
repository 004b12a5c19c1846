import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import { isStorageMade } from '../../compose-storage.ts';
import { openKeeper } from '../../safeguards/vault/keeper.ts';
import { explainRefusal } from '../explain-refusal.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'HALTIJA_KEEPER_DIR';

/** The keys: there, ours, whole and closed to others. */
export async function checkKeeper(settings: Settings): Promise<Finding[]> {
  const { keeperDir, dataDir } = settings;
  if (!existsSync(keeperDir)) {
    if (settings.databaseUrl === undefined && isStorageMade(settings)) {
      return [
        problem(
          about,
          `${keeperDir} is not there, but data is`,
          'Bring back the folder: without it nothing that is stored can be read',
        ),
      ];
    }
    return [ok(about, `${keeperDir} will be made at the first start`)];
  }
  try {
    await openKeeper(keeperDir, { create: false });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [problem(about, explainRefusal(error))];
  }
  const open: string[] = [];
  for (const name of await readdir(keeperDir, { recursive: true })) {
    const { mode } = await stat(join(keeperDir, name));
    if ((mode & 0o077) !== 0) open.push(name);
  }
  if (open.length > 0)
    return [
      problem(about, `others can read ${open.join(', ')} in ${keeperDir}`, 'chmod -R go= on the folder'),
    ];
  const findings = [ok(about, `${keeperDir} is closed to others, its master key is whole`)];
  const [keys, data] = await Promise.all([stat(keeperDir), stat(dataDir).catch(() => undefined)]);
  if (data !== undefined && keys.dev === data.dev && settings.databaseUrl === undefined) {
    findings.push(
      warning(
        about,
        'the keys lie on the same disk as the data',
        'Keep them on a disk of their own: who takes this disk has both (docs/threat-model.md)',
      ),
    );
  }
  return findings;
}
