import { resolve, sep } from 'node:path';
import { backupBucket, type BucketSetting, readBucketSettings } from './bucket-settings.ts';
import type { Given, Problem } from './secret-settings.ts';

/** Where backups go, and who can open them. */
export interface BackupSettings {
  /** A folder, or a bucket. */
  readonly place: { readonly folder: string } | { readonly bucket: BucketSetting };
  /** Public keys of age: whoever has one of the private ones can open them. At least one. */
  readonly recipients: readonly string[];
  /** Days that a backup is kept; the newest is kept whatever its age. */
  readonly keepDays: number;
}

const usualDays = 30;

/**
 * Undefined: no backups are made. Every problem is added to `problems`.
 * @param apart folders that must not hold the backups, nor be held by them
 */
export function readBackupSettings(
  given: Given,
  apart: readonly (readonly [setting: string, folder: string | undefined])[],
  problems: Problem[],
): BackupSettings | undefined {
  const bucket = readBucketSettings(backupBucket, given, problems);
  const dir = given['HALTIJA_BACKUP_DIR'];
  const [keys, days] = [given['HALTIJA_BACKUP_RECIPIENTS'], given['HALTIJA_BACKUP_KEEP_DAYS']];
  if (bucket === undefined && dir === undefined) {
    // A bucket that is named and cannot be used has its own problem.
    const idle = [
      ['HALTIJA_BACKUP_RECIPIENTS', keys],
      ['HALTIJA_BACKUP_KEEP_DAYS', days],
    ].find(([, value]) => value !== undefined)?.[0];
    if (idle !== undefined && given[backupBucket.url] === undefined)
      problems.push({
        setting: idle,
        problem: 'is about backups, and no place for them is named',
        write: 'Write HALTIJA_BACKUP_DIR or HALTIJA_BACKUP_URL, or leave this out',
      });
    return undefined;
  }
  const recipients = (keys ?? '').split(/[\s,]+/).filter((key) => key !== '');
  if (recipients.length === 0 || recipients.some((key) => !/^age1[0-9a-z]{20,2500}$/.test(key))) {
    problems.push({
      setting: 'HALTIJA_BACKUP_RECIPIENTS',
      problem: recipients.length === 0 ? 'is missing' : 'holds what is no public key of age',
      write:
        'Write one or more public keys, such as age1…, parted by commas. Make a pair with age-keygen on another machine; the private half stays there',
    });
    return undefined;
  }
  const keepDays = days === undefined ? usualDays : Number(days);
  if (bucket !== undefined) return { place: { bucket }, recipients, keepDays };
  const folder = resolve(dir!);
  for (const [setting, other] of apart)
    if (other !== undefined && (isWithin(folder, other) || isWithin(other, folder)))
      problems.push({
        setting: 'HALTIJA_BACKUP_DIR',
        problem: `and ${setting} lie one in the other, so who loses one loses both`,
        write: 'Write a folder on another disk',
      });
  return { place: { folder }, recipients, keepDays };
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
