import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import { systemClock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { isStorageMade } from '../../compose-storage.ts';
import { type CopyState, readCopyState } from '../../safeguards/vault/copy-keeper.ts';
import { openKeys } from '../../compose-keeper.ts';
import { checkKeyService } from './check-key-service.ts';
import { explainRefusal } from '../explain-refusal.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const about = 'HALTIJA_KEEPER_DIR';
const copyAbout = 'HALTIJA_KEEPER_COPY_DIR';

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
    await openKeys(settings, { create: false });
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
  if (existsSync(join(keeperDir, 'master.next')))
    findings.push(
      warning(about, 'a change of the master key was cut short; all works meanwhile', 'haltija key change'),
    );
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
  return [...findings, ...(await checkKeyService(settings)), ...(await checkCopy(settings))];
}

/** The copy of the keys: as it should be, how old, on another disk. */
async function checkCopy({ keeperDir, keeperCopyDir }: Settings): Promise<Finding[]> {
  if (keeperCopyDir === undefined)
    return [
      warning(
        copyAbout,
        'is not set: if the disk of the keys is lost, all that is stored is lost',
        'Write a folder on another disk, then: haltija key copy (docs/operate/keys.md)',
      ),
    ];
  let state: CopyState;
  try {
    state = await readCopyState(keeperDir, keeperCopyDir);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [problem(copyAbout, explainRefusal(error))];
  }
  const { copiedAt, lacks, ended } = state;
  if (copiedAt === null)
    return [
      problem(copyAbout, `there is no copy in ${keeperCopyDir}`, 'If its disk is mounted: haltija key copy'),
    ];
  const minutes = Math.floor((systemClock.now().getTime() - copiedAt.getTime()) / 60_000);
  const age = minutes < 120 ? `${minutes} minutes` : `${Math.floor(minutes / 60)} hours`;
  if (lacks.length > 0)
    return [problem(copyAbout, `the copy of ${age} ago lacks ${lacks.join(', ')}`, 'haltija key copy')];
  if (ended.length > 0)
    return [
      problem(
        copyAbout,
        `the copy of ${age} ago still has ${ended.join(', ')}: with an older copy of the data it brings back what was erased`,
        'haltija key copy',
      ),
    ];
  const findings = [
    ok(copyAbout, `the copy in ${keeperCopyDir} is as the keys are; looked after ${age} ago`),
  ];
  const [keys, copy] = await Promise.all([stat(keeperDir), stat(keeperCopyDir)]);
  if (keys.dev === copy.dev)
    findings.push(
      warning(copyAbout, 'the copy lies on the same disk as the keys', 'Write a folder on another disk'),
    );
  return findings;
}
