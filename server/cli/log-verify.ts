import { type Command, InvalidArgumentError } from 'commander';
import { systemClock } from '../base/clock.ts';
import { Refusal } from '../base/errors.ts';
import type { Id } from '../base/new-id.ts';
import { logSigner } from '../compose-log.ts';
import { placeOfEntry } from '../safeguards/access-log/tree/prove-entry.ts';
import {
  type TreeProblem,
  type TreeVerification,
  verifyTree,
} from '../safeguards/access-log/tree/verify-tree.ts';
import { type LogVerification, verifyEntries } from '../safeguards/access-log/verify-entries.ts';
import { readSettingsForReading } from './command-settings.ts';
import { print, say } from './print.ts';
import { readLineId } from './read-line-id.ts';
import { useStorage } from './use-storage.ts';

interface Options {
  until?: Id<'log-entry'>;
  since?: Id<'log-entry'>;
  root?: string;
  json?: true;
}

export function addLogVerify(log: Command): void {
  log
    .command('verify')
    .description('read every line of the access log: is it as it was written, and is none missing?')
    .option('--until <id>', 'last line, as noted at an earlier time', readLineId)
    .option('--root <hex>', 'root noted with it: tells lines taken away, put in or rewritten', readRoot)
    .option('--since <id>', 'only what was written after this line', readLineId)
    .option('--json', 'answer as JSON')
    .action(async ({ until, since, root, json }: Options) => {
      const shows = process.stderr.isTTY === true;
      const onProgress = (lines: number) => void process.stderr.write(`\r${lines} lines `);
      const { lines, tree } = await useStorage(readSettingsForReading(), async ({ db, keeper }) => {
        const parts = { db, clock: systemClock, ...(shows && { onProgress }) };
        const place = since === undefined ? undefined : await placeOfEntry(db, since);
        if (since !== undefined && place === undefined) throw new Refusal('not-found', { what: 'line' });
        return {
          lines: await verifyEntries({
            ...parts,
            ...(since !== undefined && { after: since }),
            ...(until !== undefined && { until }),
            ...(root !== undefined && { expectedRoot: root }),
          }),
          tree: await verifyTree({
            ...parts,
            signer: logSigner(keeper),
            ...(place !== undefined && { from: place + 1 }),
          }),
        };
      });
      if (shows) process.stderr.write('\r\u001B[K');
      const ok = lines.bad === 0 && lines.asExpected !== false && tree.bad === 0;
      if (json) print(JSON.stringify({ ok, ...lines, tree }));
      else {
        describe(lines);
        describeTree(tree);
      }
      if (!ok) process.exitCode = 1;
    });
}

const treeSays: Readonly<Record<TreeProblem['problem'], (problem: TreeProblem) => string>> = {
  changed: ({ place, entry }) => `place ${place}: the line is not the one that was placed there (${entry})`,
  moved: ({ place, entry, other }) => `place ${place}: here stands the line of place ${other} (${entry})`,
  doubled: ({ place, entry, other }) =>
    place === null
      ? `${entry}: a row that repeats the line of place ${other}`
      : `place ${place}: here stands the line of place ${other} a second time (${entry})`,
  dropped: ({ place, entry }) => `place ${place}: the line is gone${entry === null ? '' : ` (${entry})`}`,
  'put-in': ({ entry }) => `${entry}: a line that never got a place; it was put in past the service`,
  'tree-altered': ({ place, other }) =>
    `the hashes are not those signed for ${place} lines; for ${other} they still are`,
  'checkpoint-forged': ({ place }) => `the checkpoint of ${place} lines is not ours`,
  'pruned-unsaid': ({ place }) =>
    `lines before place ${place} are gone, and no line says that they were pruned`,
};

function describeTree(tree: TreeVerification): void {
  print(`tree of ${tree.size} lines, ${tree.checkpoints} checkpoints held against it`);
  if (tree.prunedUntil > 0)
    print(
      `Pruned until place ${tree.prunedUntil}: those lines had reached their age; their hashes are kept.`,
    );
  for (const problem of tree.problems) print(`  ${treeSays[problem.problem](problem)}`);
  if (tree.bad > tree.problems.length) print(`  and ${tree.bad - tree.problems.length} more`);
  if (tree.bad === 0) print('The tree is the one that was signed, and every line stands in its place.');
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

function readRoot(text: string): string {
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new InvalidArgumentError('Write the 64 hexadecimal digits that log verify printed.');
  return text;
}
