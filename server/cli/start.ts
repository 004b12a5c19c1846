import type { Command } from 'commander';
import { createLogger } from '../base/logger.ts';
import type { House } from '../compose.ts';
import { createTerminalLog, readServiceSettings } from './command-settings.ts';
import { print, say } from './print.ts';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('run the service; settings by HALTIJA_… variables and haltija.settings.yaml')
    .action(async () => {
      const settings = readServiceSettings();
      const atTerminal = process.stdout.isTTY === true;
      const { runService } = await import('../main.ts');
      await runService({
        settings,
        log: atTerminal ? createTerminalLog(settings) : createLogger({ level: settings.logLevel }),
        async ready(house, { publicUrl, smtpPort }) {
          if (atTerminal) greet(house, publicUrl, smtpPort);
          await inviteFirst(house, publicUrl);
        },
        stopping: () => atTerminal && print('Stopping.'),
      });
    });
}

function greet(house: House, publicUrl: string, smtpPort: number): void {
  const { version } = house.declarations.current();
  print(`Haltija is ready: ${publicUrl}/console`);
  print(`The notice in force, version ${version}: ${publicUrl}`);
  if (smtpPort > 0) print(`Mail is taken by SMTP on ${house.settings.smtpHost}, port ${smtpPort}.`);
  print('Ctrl-C stops it.');
}

/** On stderr even where stdout is the log: the link lets in whoever has it. */
async function inviteFirst(house: House, publicUrl: string): Promise<void> {
  const link = await house.staff.ensureFirstAdministrator();
  if (link === undefined) return;
  say(describeLink(publicUrl, link));
}

export function describeLink(publicUrl: string, link: { token: string; expiresAt: Date }): string {
  return [
    '',
    'Nobody can administer yet. This link makes the first administrator. It works once, until',
    `${link.expiresAt.toLocaleString('sv-SE')}, and is not shown again (haltija staff invite-administrator makes another):`,
    '',
    `  ${publicUrl}/console/link#${link.token}`,
    '',
  ].join('\n');
}
