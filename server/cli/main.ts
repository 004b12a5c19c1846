import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type CommanderError } from 'commander';
import { keepOutOfCores } from '../base/keep-out-of-cores.ts';
import { addCommands } from './commands.ts';
import { projectFolder } from './project-folder.ts';
import { reportFailure } from './report-failure.ts';

/** Wrong usage and wrong settings; 1 is for what was found wrong or went wrong. */
const usageExitCode = 2;

function endOnUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : usageExitCode);
}

keepOutOfCores();

// The default would print the message, which may quote what a library choked on.
process.on('uncaughtException', (error) => process.exit(reportFailure(error)));
// Whoever reads our output may have had enough (`| head`): a service is asked to stop, a command just ends.
process.stdout.on('error', () => process.emit('SIGTERM') || process.exit(0));

const { version } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as {
  version: string;
};
const program = new Command('haltija')
  .description('A customer-contact register that keeps its own privacy notice.')
  .usage('COMMAND [options]')
  .version(version, '--version', 'print the version')
  .helpOption('-h, --help', 'print this, or the help of a command')
  .helpCommand(false)
  .enablePositionalOptions()
  .showHelpAfterError('haltija --help lists the commands; haltija COMMAND --help tells about one.')
  .exitOverride(endOnUsage);

// Options of ours stand before a command and take no value, so the first word that is none names it.
const asked = process.argv.slice(2).find((word) => !word.startsWith('-'));
if (!(asked === undefined && process.argv.includes('--version'))) await addCommands(program, asked);
program.addHelpText(
  'after',
  '\nThe commands work beside a running service, and without one. Exit codes: 0 all well; 1 something is\nwrong or went wrong; 2 wrong usage or settings.',
);

try {
  await program.parseAsync();
  // What a command opened is closed by now; what a library keeps open shall not hold the terminal. Its answer is read first:
  // a pipe takes 64 kB at once.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit();
} catch (error) {
  process.exit(reportFailure(error));
}
