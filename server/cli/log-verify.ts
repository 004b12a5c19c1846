import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { type Id, isId } from '../base/new-id.ts';
import { type LogVerification, verifyEntries } from '../safeguards/access-log/verify-entries.ts';
import { readSettingsForReading } from './command-settings.ts';
import { print, say } from './print.ts';
import { useStorage } from './use-storage.ts';

interface Options {
  until?: Id<'log-entry'>;
  root?: string;
  json?: true;
}

export function addLogVerify(log: Command): void {
  log
    .command('verify')
    .description('read every line of the access log: is it as it was written, and is none missing?')
    .option('--until <id>', 'last line, as noted at an earlier time', readId)
    .option('--root <hex>', 'root noted with it: tells lines taken away, put in or rewritten', readRoot)
    .option('--json', 'answer as JSON')
    .action(async ({ until, root, json }: Options) => {
      const found = await useStorage(readSettingsForReading(), ({ db }) =>
        verifyEntries({
          db,
          clock: systemClock,
          ...(until !== undefined && { until }),
          ...(root !== undefined && { expectedRoot: root }),
          ...(process.stderr.isTTY === true && {
            onProgress: (entries: number) => void process.stderr.write(`\r${entries} lines `),
          }),
        }),
      );
      if (process.stderr.isTTY === true) process.stderr.write('\r\u001B[K');
      const ok = found.bad === 0 && found.asExpected !== false;
      if (json) print(JSON.stringify({ ok, ...found }));
      else describe(found);
      if (!ok) process.exitCode = 1;
    });
}

function describe(found: LogVerification): void {
  const { firstBad } = found;
  print(
    `${found.entries} ${found.entries === 1 ? 'line' : 'lines'}${found.until === null ? '' : `, the last ${found.until}`}`,
  );
  print(`root ${found.root}`);
  if (firstBad) {
    print(`${found.bad === 1 ? 'One line is' : `${found.bad} lines are`} not as written. The first:`);
    print(
      `  ${firstBad.id}  ${firstBad.problem}${firstBad.fields.length > 0 ? `: ${firstBad.fields.join(', ')}` : ''}`,
    );
  } else print('Every line is as it was written.');
  if (found.asExpected === true)
    print('The root is the one noted: no line was taken away, put in or rewritten.');
  if (found.asExpected === false) {
    print(
      'The root is NOT the one noted: a line was taken away, put in or rewritten since, or --until and --root do not belong together.',
    );
  }
  const { settled } = found;
  if (settled.until !== null && found.asExpected === undefined) {
    say(
      `Note this, away from this machine, to check against later:\n  haltija log verify --until ${settled.until} --root ${settled.root}`,
    );
  }
}

function readId(text: string): Id<'log-entry'> {
  if (!isId<'log-entry'>(text))
    throw new InvalidArgumentError('Write the id of a line, as log verify printed it.');
  return text;
}

function readRoot(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new InvalidArgumentError('Write the 64 hexadecimal digits that log verify printed.');
  return text;
}
