import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, constants, statfs, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '../../base/settings.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const gibibyte = 1024 ** 3;

/** Data and blobs: writable, on a disk with room. A folder that is not there yet is made at the first start. */
export async function checkFolders(settings: Settings): Promise<Finding[]> {
  const findings = [
    await checkWritable('HALTIJA_DATA_DIR', settings.dataDir),
    await checkSpace('HALTIJA_DATA_DIR', settings.dataDir),
  ];
  if (!settings.blobDir.startsWith(`${settings.dataDir}/`)) {
    findings.push(
      await checkWritable('HALTIJA_BLOB_DIR', settings.blobDir),
      await checkSpace('HALTIJA_BLOB_DIR', settings.blobDir),
    );
  }
  return findings;
}

async function checkWritable(setting: string, folder: string): Promise<Finding> {
  const fix = 'Let this user write there (chown), or write another folder';
  try {
    if (existsSync(folder)) {
      const probe = join(folder, `.probe-${randomBytes(8).toString('hex')}`);
      await writeFile(probe, '');
      await unlink(probe);
      return ok(setting, `${folder} can be written`);
    }
    await access(existingAbove(folder), constants.W_OK);
    return ok(setting, `${folder} will be made at the first start`);
  } catch (error) {
    return problem(setting, `${folder} cannot be written (${(error as NodeJS.ErrnoException).code})`, fix);
  }
}

async function checkSpace(setting: string, folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(existingAbove(folder));
  const free = (bavail * bsize) / gibibyte;
  const says = `${free.toFixed(1)} GiB free`;
  if (free < 1) return problem(setting, says, 'Make room: at least 1 GiB. On a full disk mail waits outside');
  if (free < 5) return warning(setting, says, 'Make room before it is less than 1 GiB');
  return ok(setting, says);
}

function existingAbove(folder: string): string {
  let found = folder;
  while (!existsSync(found)) found = dirname(found);
  return found;
}
