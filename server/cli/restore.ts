import { writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { Refusal } from '../base/errors.ts';
import type { RestoreOptions } from '../compose-restore.ts';
import type { RestoreReport } from '../operations/restore/report.ts';
import { createTerminalLog, readServiceSettings } from './command-settings.ts';
import { describeRestore } from './describe-restore.ts';
import { print, say } from './print.ts';
import { useHouse } from './use-storage.ts';

interface Options {
  from?: string;
  backup?: string;
  identity?: string[];
  late?: number;
  because?: string;
  rehearse?: true;
  replay?: true;
  report?: string;
}

const stepWords: Readonly<Record<string, string>> = {
  choosing: 'Reading what stands at the place',
  migrating: 'Making the tables',
  loading: 'Loading the data',
  'bringing-up': 'Bringing it up to date: ring, declaration, what was erased, restricted and put right since',
  blobs: 'Bringing back the blobs',
  log: 'Holding the access log against what was signed',
  units: 'Holding every unit against the key ring',
  outgoing: 'Holding back what may have left already',
  report: 'Signing the report',
};

export function addRestore(program: Command): void {
  const restore = program
    .command('restore')
    .helpCommand(false)
    .description(
      'bring the register back from a backup into an empty place; rehearse it beside the running service',
    );
  withPlace(restore)
    .option('--backup <id>', 'which backup; the newest when left out')
    .option('--rehearse', 'do it all beside the running service, and remove it again')
    .option(
      '--replay',
      'lay what was erased, restricted and put right since over a database that was brought back otherwise',
    )
    .action(run);
  withPlace(restore.command('accept-loss'))
    .description('give up units that no key opens, so that the rest is served')
    .action(acceptLoss);
  restore
    .command('status')
    .description('whether the register is quarantined, why, and how far a restore has come')
    .action(tellStatus);
}

function withPlace(command: Command): Command {
  return command
    .option('--from <folder>', 'folder of the backups; the place of the settings when left out')
    .option('--identity <file...>', 'file with the private key (AGE-SECRET-KEY-1…) that opens them')
    .option('--late <number>', 'another late set than the newest; needs --because', readNumber)
    .option('--because <text>', 'why; stands in the signed report, so no name and nothing about a customer')
    .option('--report <file>', 'write the signed report there as well');
}

function readNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Write its number.');
  return Number(text);
}

function optionsOf(options: Options): RestoreOptions {
  const { late, because } = options;
  if (late !== undefined && because === undefined)
    throw new Refusal('invalid-input', { field: '--late', write: '--because "why" beside it' });
  return {
    from: options.from,
    backup: options.backup,
    identities: options.identity ?? [],
    ...(late === undefined ? {} : { late: { number: late, because: because! } }),
    log: createTerminalLog(readServiceSettings()),
    clock: systemClock,
    tell: (step) => say(`${stepWords[step] ?? step} …`),
  };
}

async function run(options: Options): Promise<void> {
  const settings = readServiceSettings();
  const { replayHere, restoreHere } = await import('../compose-restore.ts');
  const given = optionsOf(options);
  if (options.replay) return tell(await replayHere(settings, given), options);
  if (given.identities.length === 0) throw new Refusal('restore-refused', { reason: 'identity-unreadable' });
  if (options.rehearse) {
    const { rehearseHere } = await import('../compose-rehearsal.ts');
    return tell(await useHouse(settings, (house) => rehearseHere(settings, given, house)), options);
  }
  return tell(await restoreHere(settings, given), options);
}

async function acceptLoss(_options: Options, command: Command): Promise<void> {
  const options = command.optsWithGlobals<Options>();
  if (options.because === undefined)
    throw new Refusal('invalid-input', { field: '--because', write: 'why the units are given up' });
  const { replayHere } = await import('../compose-restore.ts');
  return tell(await replayHere(readServiceSettings(), optionsOf(options), options.because), options);
}

async function tell(report: RestoreReport, options: Options): Promise<void> {
  if (options.report !== undefined)
    await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`, { mode: 0o600 });
  const { text, isServed } = describeRestore(report);
  print(text);
  if (!isServed) process.exitCode = 1;
}

async function tellStatus(): Promise<void> {
  const settings = readServiceSettings();
  const { readRestoreStatus } = await import('../compose-restore.ts');
  const status = await readRestoreStatus(settings, {
    log: createTerminalLog(settings),
    clock: systemClock,
  });
  if (status === undefined) return print('Not quarantined: the register is served.');
  print(`Quarantined since ${status.since.toISOString()}: ${status.reason}, step ${status.step}.`);
  for (const [key, value] of Object.entries(status.details))
    print(`  ${key}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  process.exitCode = 1;
}
