import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Place } from './choose-place.ts';
import { makeScramVerifier } from '../make-scram-verifier.ts';
import { runProgram } from './run-program.ts';

/** The superuser of an embedded server, owner of its databases. */
export const ownerName = 'haltija_owner';

function removeUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    if (!name.startsWith('cluster.new-')) continue;
    rmSync(join(home, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Makes the cluster on the first start, whole or not at all: it is finished under another name first. On
 * later starts checks that it is of our PostgreSQL's major. Between majors data moves by backup and restore:
 * back up with the release that holds the old server, restore with the new one into a new data folder.
 * @throws Refusal `storage-unavailable` (`data-of-another-major`, `cluster-not-made`)
 */
export async function makeCluster(options: {
  place: Place;
  nativeFolder: string;
  major: number;
  ownerPassword: string;
  configArguments: readonly string[];
  log: Logger;
}): Promise<void> {
  const { place, nativeFolder } = options;
  const { identity } = place;
  removeUnfinished(place.home);
  if (existsSync(place.cluster)) {
    const found = Number(readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim());
    if (found === options.major) return;
    throw new Refusal('storage-unavailable', {
      reason: 'data-of-another-major',
      found,
      needed: options.major,
      fix: 'back up with the release that made the data, then restore into a new data folder',
    });
  }

  options.log.info({ folder: place.cluster }, 'making the database');
  const unfinished = join(place.home, `cluster.new-${randomBytes(4).toString('hex')}`);
  mkdirSync(unfinished);
  if (identity.dropped) chownSync(unfinished, identity.uid, identity.gid);
  chmodSync(unfinished, 0o700);

  const made = await runProgram(
    join(nativeFolder, 'bin', 'initdb'),
    [
      `--pgdata=${unfinished}`,
      `--username=${ownerName}`,
      '--encoding=UTF8',
      '--locale=C',
      // Upper and lower case beyond ASCII, the same on every system; order stays that of code points.
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--auth=reject',
      '--no-instructions',
    ],
    { identity },
  );
  const fail = (step: string, stderr: string): never => {
    rmSync(unfinished, { recursive: true, force: true, maxRetries: 5 });
    const lines = stderr.split('\n').filter((line) => /\b(error|FATAL|ERROR|PANIC)\b/.test(line));
    throw new Refusal('storage-unavailable', {
      reason: 'cluster-not-made',
      step,
      detail: (lines[0] ?? stderr).trim().slice(0, 200),
    });
  };
  if (made.exitCode !== 0) fail('initdb', made.stderr);

  // Single-user mode reads from our pipe and listens nowhere. initdb itself takes a password only from a
  // file or a terminal.
  const single = await runProgram(
    join(nativeFolder, 'bin', 'postgres'),
    ['--single', '-D', unfinished, ...options.configArguments, 'postgres'],
    { identity, input: `ALTER ROLE ${ownerName} PASSWORD '${makeScramVerifier(options.ownerPassword)}'\n` },
  );
  if (single.exitCode !== 0) fail('owner', single.stderr);
  renameSync(unfinished, place.cluster);
}
