import type { Refusal } from '../base/errors.ts';
import type { RestoreReason } from '../operations/restore/refuse.ts';

type Details = Refusal['details'];

/** Why a restore was refused, and what to do, by the reason it gives. */
export const explainRestore: Readonly<Record<RestoreReason, (details: Details) => string>> = {
  'place-missing': ({ folder }) =>
    folder === undefined
      ? 'No place of backups is named. Write --from FOLDER, or set HALTIJA_BACKUP_DIR or HALTIJA_BACKUP_URL as the service had it.'
      : `${folder} is not there. Is its disk mounted?`,
  'identity-unreadable': ({ file }) =>
    file === undefined
      ? 'The private key is missing. Write --identity FILE: the file that age-keygen made, with a line AGE-SECRET-KEY-1…'
      : `${file} cannot be read, or has no line AGE-SECRET-KEY-1… in it. It is the file that age-keygen made.`,
  'no-backup': () => 'There is no backup at that place.',
  'backup-not-there': ({ backup }) =>
    `There is no backup ${backup} at that place. haltija backup list names them.`,
  'backup-unfinished': () =>
    'That backup was cut short before its statement was written: it counts for nothing. Take an older one (--backup ID).',
  'not-for-this-identity': () => 'The backups were not written for this private key. Use the other one.',
  'of-another-installation': ({ file }) =>
    `${file} was signed by another installation than the keys in HALTIJA_KEEPER_DIR belong to. Bring back the keeper folder of the register you restore.`,
  'statement-altered': ({ file }) =>
    `${file} is not as it was signed. Somebody has altered it, or a disk has. Take another backup (--backup ID), and find out who could write there.`,
  'file-missing': ({ file }) => `${file} is named in a signed statement and is not there.`,
  'file-altered': ({ file }) =>
    `${file} is not the file that was signed. Somebody has altered it, or a disk has. Nothing of it was taken over.`,
  'no-late-set': () =>
    'There is no late set at that place, and so no key ring: the data cannot be opened. Bring back the folder late/.',
  'late-not-there': ({ late }) => `There is no late set ${late} at that place.`,
  'late-older-than-backup': ({ late, after }) =>
    `The newest late set there is (${late}) is older than the backup, which has ${after} before it. Bring back the folder late/ as it was, or take an older backup.`,
  'late-older-than-witness': ({ late, newest }) =>
    `The newest late set there is (${late}) is not the newest that was written (${newest}): what was erased, restricted or put right in between would come back. Bring back late/ as it was. Where it is lost for good: --late ${late} --because "…"; your words stand in the report.`,
  'late-does-not-reach-back': ({ late, backup }) =>
    `Late set ${late} knows what was put right only since a moment after backup ${backup}. Take a younger backup; or --late ${late} --because "…", and put right again what was.`,
  'late-of-ended-epoch': ({ late, epoch }) =>
    `The keys in late set ${late} lie under epoch ${epoch}, whose key was destroyed. Bring back a newer late set; or the newest copy of the keeper folder, if this one is older than that.`,
  'log-part-missing': ({ from, to }) =>
    `Lines ${from} to ${to} of the access log are not at that place. Bring back the folder log/.`,
  'log-not-continued': ({ lines }) =>
    `The access log in the backup is not the one that was signed for ${lines} lines and seen elsewhere. Nothing is served from it.`,
  'witness-damaged': () =>
    'What was noted beside the keys (witness/ in HALTIJA_KEEPER_DIR) was altered. Bring back the newest copy of the keeper folder. Only if there is none, move witness/ away: what was erased in the last hour may then come back.',
  'keeper-missing': ({ folder }) =>
    `There are no keys in ${folder}. Bring back the keeper folder from its own copy first; they are in no backup.`,
  'not-empty': () =>
    'There is data where the register is to be restored to. Set HALTIJA_DATA_DIR (or HALTIJA_DATABASE_URL) to an empty place, or move away what is there.',
  'blobs-not-empty': () =>
    'There are blobs where the register is to be restored to. Set HALTIJA_BLOB_DIR (or the bucket’s prefix) to an empty place, or move them away.',
  'another-restore': ({ backup, late }) =>
    `A restore of backup ${backup} with late set ${late} was begun here and is not finished. Say the same again to finish it, or empty the place.`,
  'restore-running': () =>
    'Another restore or rehearsal is under way in this database. Wait until it has ended.',
  'not-quarantined': () => 'The register is not quarantined: there is nothing to be brought up to date.',
  'nothing-to-accept': () => 'No unit waits for that. haltija restore status tells how it stands.',
  'rows-differ': ({ file }) => `${file} does not hold what its statement says.`,
  'value-does-not-open': ({ table, unit }) =>
    `A value of ${table} does not open although its unit (${unit}) has its key. The backup is damaged, or the ring is of another register.`,
};
