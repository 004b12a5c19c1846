import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { keepOutOfCores } from '../../base/keep-out-of-cores.ts';
import { projectFolder } from '../project-folder.ts';
import { type Finding, ok, problem } from './finding.ts';

const neededMajor = 24;
const dayMs = 86_400_000;

/** Node, core dumps and the clock: what holds whatever the settings say. */
export async function checkHost(clock: Clock): Promise<Finding[]> {
  const major = Number(process.versions.node.split('.')[0]);
  const node =
    major >= neededMajor
      ? ok('node', process.versions.node)
      : problem(
          'node',
          `${process.versions.node} is too old`,
          `Run by npx haltija or npm, which bring Node ${neededMajor}, or install it`,
        );
  return [node, checkCores(), await checkClock(clock)];
}

/** The service asks for it at its start, as we do here. */
function checkCores(): Finding {
  return keepOutOfCores()
    ? ok('core dumps', 'would hold no memory of ours')
    : problem(
        'core dumps',
        'would hold keys: this kernel takes no coredump_filter',
        'Start the service with LimitCORE=0, or ulimit -c 0',
      );
}

/** Periods end and links expire by this clock. It cannot be earlier than our own files. */
async function checkClock(clock: Clock): Promise<Finding> {
  const now = clock.now();
  const { mtime } = await stat(join(projectFolder, 'package.json'));
  if (now.getTime() < mtime.getTime() - dayMs) {
    return problem(
      'clock',
      `says ${now.toISOString()}, which is before this release was installed`,
      'Set the clock (timedatectl set-ntp true): periods end by it',
    );
  }
  return ok('clock', now.toISOString());
}
