import { type Command, InvalidArgumentError } from 'commander';
import { createLogger, type Logger } from '../base/logger.ts';
import type { Settings } from '../base/settings.ts';
import { createTerminalLog, readDemoSettings } from './command-settings.ts';
import { claimForDemo, removeDemo } from './demo-folder.ts';
import { print } from './print.ts';

interface Options {
  reset?: true;
  seed: number;
  people?: number;
  contacts?: number;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description(
      'run a register of invented people, with mail and calls coming in; HALTIJA_… variables hold here too',
    )
    .option('--reset', "remove the demo's data and end")
    .option(
      '--seed <number>',
      'the same number makes the same people and contacts',
      wholeNumber(0, 2 ** 31 - 1),
      1,
    )
    .option('--people <number>', 'how many people to invent; 220 when left out', wholeNumber(1, 100_000))
    .option(
      '--contacts <number>',
      'how many contacts they have made; 3,100 when left out',
      wholeNumber(1, 1_000_000),
    )
    .action(async (options: Options) => {
      const settings = readDemoSettings();
      if (options.reset) {
        print(
          (await removeDemo(settings)) ? 'The demo and its data are gone.' : 'There was no demo to remove.',
        );
        return;
      }
      const [{ withDemoBackups }, { withDemoPhone }, { withDemoCustomers }] = await Promise.all([
        import('./demo-backups.ts'),
        import('./demo-phone.ts'),
        import('./demo-customers.ts'),
      ]);
      const phoned = await withDemoPhone(await withDemoBackups(settings));
      const { settings: whole, stop } = await withDemoCustomers(phoned, options);
      try {
        await runTheDemo(whole, options, phoned.phone !== settings.phone);
      } finally {
        await stop();
      }
    });
}

/** @param isOwnPhone whether the demo's exchange may call; where others are set, they do */
async function runTheDemo(
  given: Settings,
  { seed, people, contacts }: Options,
  isOwnPhone: boolean,
): Promise<void> {
  print('Starting the demo.');
  const [{ runService }, { runDemo }, { startMailSink }, { backUpDemo }] = await Promise.all([
    import('../main.ts'),
    import('../operations/demo/run-demo.ts'),
    import('../operations/demo/start-mail-sink.ts'),
    import('./demo-backups.ts'),
  ]);
  // Answers to invented customers go to an invented mail server, unless another is set.
  const sink = given.outgoing.length === 0 ? await startMailSink() : undefined;
  try {
    await runService({
      settings:
        sink === undefined
          ? given
          : { ...given, outgoing: [{ mailbox: null, url: sink.url, signIn: undefined }] },
      log: demoLog(given),
      prepare: claimForDemo,
      async ready(house, { publicUrl, smtpPort }) {
        print('');
        print(`The console:  ${publicUrl}/console`);
        print(`The notice:   ${publicUrl}`);
        if (smtpPort > 0) print(`Mail by SMTP: ${given.smtpHost}, port ${smtpPort}`);
        const running = await runDemo(house, {
          seed,
          print,
          ...(people && { people }),
          ...(contacts && { contacts }),
          ...(sink && { sink }),
          ...(isOwnPhone && given.phone && { phone: given.phone }),
        });
        const backedUp = running.filled.then((how) =>
          how === 'complete' ? backUpDemo(house, print) : undefined,
        );
        return {
          async stop() {
            await running.stop();
            await backedUp;
          },
        };
      },
      stopping: () => print('Stopping. The data stays until: npm run demo -- --reset'),
    });
  } finally {
    await sink?.stop();
  }
}

/** stdout belongs to the person who looks at the demo, also where it is piped. */
function demoLog(settings: Settings): Logger {
  if (process.stderr.isTTY === true) return createTerminalLog(settings);
  return createLogger({
    level: settings.logLevel,
    destination: { write: (line) => process.stderr.write(line) },
  });
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < least || number > most) {
      throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
    }
    return number;
  };
}
