import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type CommanderError } from 'commander';
import { addBench } from './bench.ts';
import { projectFolder } from './command-settings.ts';
import { addDemo } from './demo.ts';
import { addDoctor } from './doctor.ts';
import { addImportMail } from './import-mail.ts';
import { addLogExport } from './log-export.ts';
import { addLogVerify } from './log-verify.ts';
import { addNotice } from './notice.ts';
import { addRecord } from './record.ts';
import { addPromises } from './promises.ts';
import { addRegisterCheck } from './register-check.ts';
import { addRegisterDiff } from './register-diff.ts';
import { addRegisterFromNotice } from './register-from-notice.ts';
import { addRegisterPublish } from './register-publish.ts';
import { addRegisterSchema } from './register-schema.ts';
import { reportFailure } from './report-failure.ts';
import { addStaffInviteAdministrator } from './staff-invite-administrator.ts';
import { addStart } from './start.ts';
import { addSweep } from './sweep.ts';

/** Wrong usage and wrong settings; 1 is for what was found wrong or went wrong. */
const usageExitCode = 2;

function endOnUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : usageExitCode);
}

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

program.commandsGroup('Run:');
addStart(program);
addDemo(program);
addDoctor(program);
program.commandsGroup('The declared register:');
addNotice(program);
addRecord(program);
addPromises(program);
const register = program
  .command('register')
  .helpCommand(false)
  .description('check, compare and publish a declaration; draft one from a notice');
addRegisterCheck(register);
addRegisterDiff(register);
addRegisterPublish(register);
addRegisterSchema(register);
addRegisterFromNotice(register);
program.commandsGroup('What is held, and who saw it:');
const log = program.command('log').helpCommand(false).description('verify and export the access log');
addLogVerify(log);
addLogExport(log);
addSweep(program);
const imports = program.command('import').helpCommand(false).description('bring in old mail');
addImportMail(imports);
const staff = program.command('staff').helpCommand(false).description('let the first administrator in');
addStaffInviteAdministrator(staff);
program.commandsGroup('Measure:');
addBench(program);
program.addHelpText(
  'after',
  '\nThe commands work beside a running service, and without one. Exit codes: 0 all well; 1 something is\nwrong or went wrong; 2 wrong usage or settings.',
);

// The default would print the message, which may quote what a library choked on.
process.on('uncaughtException', (error) => process.exit(reportFailure(error)));
// Whoever reads our output may have had enough (`| head`): a service is asked to stop, a command just ends.
process.stdout.on('error', () => process.emit('SIGTERM') || process.exit(0));

try {
  await program.parseAsync();
  // What a command opened is closed by now; what a library keeps open shall not hold the terminal.
  process.exit();
} catch (error) {
  process.exit(reportFailure(error));
}
