import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { BackupSettings } from '../../base/backup-settings.ts';
import { systemClock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Settings } from '../../base/settings.ts';
import { openBackupPlace } from '../../compose-backups.ts';
import { createFileSealer } from '../../operations/backup/age-file.ts';
import { ownerWord, readOwner } from '../../operations/backup/claim-place.ts';
import { timeOfBackup } from '../../operations/backup/format.ts';
import { listBackups } from '../../operations/backup/list-backups.ts';
import { createLeaver } from '../../safeguards/processors/ways-out.ts';
import { openKeys } from '../../compose-keeper.ts';
import type { Place } from '../../storage/place/place.ts';
import { type Finding, ok, problem, warning } from './finding.ts';
import { readInForce } from './read-in-force.ts';

const day = 86_400_000;

/** Where backups go: it can be written, read and emptied, is ours, and holds a young one. A probe is written and removed. */
export async function checkBackups(settings: Settings): Promise<Finding[]> {
  const { backup } = settings;
  if (backup === undefined)
    return [
      warning(
        'backups',
        'no place is set, so none are made',
        'Write HALTIJA_BACKUP_DIR or HALTIJA_BACKUP_URL, and HALTIJA_BACKUP_RECIPIENTS',
      ),
    ];
  const inForce = await readInForce(settings);
  const { leave } = createLeaver({ clock: systemClock, current: () => inForce });
  try {
    await createFileSealer(backup.recipients);
    const place = await openBackupPlace(backup, leave);
    return [
      ...(await checkDisk(backup, settings)),
      await checkAccess(place, settings),
      await checkNewest(place),
    ];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const word = String(error.details['backup'] ?? error.details['reason'] ?? error.code);
    return [
      problem(
        'backups',
        `the place cannot be used (${word})`,
        'See that it is there, that this user may write, and that it is declared (way: backup) where it is elsewhere',
      ),
    ];
  }
}

async function checkDisk({ place }: BackupSettings, { dataDir }: Settings): Promise<Finding[]> {
  if (!('folder' in place)) return [];
  const [there, data] = await Promise.all([
    stat(place.folder).catch(() => undefined),
    stat(dataDir).catch(() => undefined),
  ]);
  if (there === undefined || there.dev !== data?.dev) return [];
  return [
    warning(
      'HALTIJA_BACKUP_DIR',
      'lies on the same disk as the data: what destroys one destroys both',
      'Write a folder on another disk, or a bucket elsewhere',
    ),
  ];
}

async function checkAccess(place: Place, settings: Settings): Promise<Finding> {
  const name = `probe-${randomBytes(8).toString('hex')}`;
  const probe = place.begin(name);
  await probe.write([randomBytes(100)]);
  await probe.finish();
  try {
    await place.read(name, 10, 50);
  } finally {
    await place.remove(name);
  }
  const owner = await readOwner(place);
  const keeper =
    owner !== undefined && existsSync(settings.keeperDir)
      ? await openKeys(settings, { create: false }).catch(() => undefined)
      : undefined;
  if (keeper !== undefined && owner !== ownerWord(keeper))
    return problem(
      'backups',
      'the place holds the backups of another register',
      'Write another folder or prefix; or, if they are of this register, bring back its keeper folder',
    );
  return ok('backups', 'the place lets us write, read and remove');
}

async function checkNewest(place: Place): Promise<Finding> {
  const newest = (await listBackups(place)).findLast(({ finished }) => finished);
  if (newest === undefined)
    return warning('backups', 'there is none yet', 'haltija backup makes one; the service does so by itself');
  const age = systemClock.now().getTime() - timeOfBackup(newest.id).getTime();
  const says = `the newest is ${newest.id}`;
  return age > 2 * day
    ? problem(
        'backups',
        `${says}: ${Math.floor(age / day)} days old`,
        'haltija backup makes one, and says what is in the way',
      )
    : ok('backups', says);
}
