import type { Command } from 'commander';
import { systemClock } from '../base/clock.ts';
import { type Settings, SettingsInvalid } from '../base/settings.ts';
import { readServiceSettings } from './command-settings.ts';
import { checkAnchors } from './doctor/check-anchors.ts';
import { checkBackups } from './doctor/check-backups.ts';
import { checkBucket } from './doctor/check-bucket.ts';
import { checkCertificates } from './doctor/check-certificates.ts';
import { checkConnections } from './doctor/check-connections.ts';
import { checkDatabase } from './doctor/check-database.ts';
import { checkFolders } from './doctor/check-folders.ts';
import { checkHost } from './doctor/check-host.ts';
import { checkKeeper } from './doctor/check-keeper.ts';
import { checkListening } from './doctor/check-listening.ts';
import { checkMail } from './doctor/check-mail.ts';
import { checkRegister } from './doctor/check-register.ts';
import { checkWitness } from './doctor/check-witness.ts';
import { type Finding, problem } from './doctor/finding.ts';
import { explainFailure } from './report-failure.ts';
import { print } from './print.ts';

type Check = (settings: Settings) => Promise<Finding[]>;

const checks: readonly (readonly [string, Check])[] = [
  ['folders', checkFolders],
  ['HALTIJA_BLOB_URL', checkBucket],
  ['keeper', checkKeeper],
  ['database', checkDatabase],
  ['anchors', checkAnchors],
  ['backups', checkBackups],
  ['register', checkRegister],
  ['connections', checkConnections],
  ['HALTIJA_WITNESS_URL', checkWitness],
  ['mail', checkMail],
  ['certificates', checkCertificates],
  ['listening', checkListening],
];

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check the settings and what they point to; starts and changes nothing')
    .option('--json', 'answer as JSON')
    .action(async ({ json }: { json?: true }) => {
      const findings: Finding[] = [];
      const tell = (found: readonly Finding[]) => {
        findings.push(...found);
        if (!json) for (const finding of found) printFinding(finding);
      };
      tell(await checkHost(systemClock));
      const settings = readOrTell(tell);
      if (settings !== undefined)
        for (const [about, check] of checks) tell(await looked(about, settings, check));
      const problems = findings.filter(({ result }) => result === 'problem').length;
      if (json) print(JSON.stringify({ ok: problems === 0, findings }, undefined, 2));
      else print(problems === 0 ? 'No problems.' : problems === 1 ? 'One problem.' : `${problems} problems.`);
      if (problems > 0) process.exitCode = 1;
    });
}

function readOrTell(tell: (found: Finding[]) => void): Settings | undefined {
  try {
    const settings = readServiceSettings();
    tell([{ about: 'settings', result: 'ok', says: 'all can be read' }]);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsInvalid)) throw error;
    tell(error.problems.map(({ setting, problem: what, write }) => problem(setting, what, write)));
    return undefined;
  }
}

/** A check that fails is a finding; the others still run. */
async function looked(about: string, settings: Settings, check: Check): Promise<Finding[]> {
  try {
    return await check(settings);
  } catch (error) {
    return explainFailure(error).map((line) => problem(about, line));
  }
}

function printFinding({ about, result, says, write }: Finding): void {
  print(`${result.padEnd(8)} ${about.padEnd(26)} ${says}`);
  if (write !== undefined) print(`${' '.repeat(36)}→ ${write.replaceAll('\n', `\n${' '.repeat(38)}`)}`);
}
