import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { measureIntake } from './measure-intake.ts';
import { measureSearch } from './measure-search.ts';
import { measureStart } from './measure-start.ts';
import type { Measurement } from './measurement.ts';

type Measure = (options: { quick: boolean; log(line: string): void }) => Promise<Measurement | Measurement[]>;
const measures: Readonly<Record<string, Measure>> = { intake: measureIntake, search: measureSearch, start: measureStart };

/**
 * `haltija bench [intake] [search] [start] [--quick]`: measures against baselines that run in the same call, prints a
 * table and writes bench/results.json. @returns the exit code: 0 measured, 1 an aim missed, 2 wrong usage
 */
export async function runBench(args: readonly string[]): Promise<number> {
  const quick = args.includes('--quick');
  const asked = args.filter((arg) => arg !== '--quick');
  const unknown = asked.filter((arg) => !Object.hasOwn(measures, arg));
  if (unknown.length > 0) {
    say(`haltija bench [${Object.keys(measures).join('] [')}] [--quick]; unknown: ${unknown.join(', ')}`);
    return 2;
  }
  const results: Measurement[] = [];
  for (const name of asked.length > 0 ? asked : Object.keys(measures)) {
    results.push(...[await measures[name]!({ quick, log: say })].flat());
  }
  process.stdout.write(`${formatTable(results)}\n`);
  await writeFile(
    join(import.meta.dirname, 'results.json'),
    `${JSON.stringify({ at: new Date().toISOString(), quick, node: process.version, cores: availableParallelism(), results }, null, 2)}\n`,
  );
  return results.every(({ met }) => met) ? 0 : 1;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function formatTable(results: readonly Measurement[]): string {
  const rows = [
    ['', 'work', 'ours', 'baseline', '', 'ratio', 'aim', ''],
    ...results.map(({ id, what, ours, baseline, unit, ratio, aim, met }) => [
      id,
      what,
      short(ours),
      short(baseline),
      unit,
      short(ratio),
      aim,
      met ? 'met' : 'MISSED',
    ]),
  ];
  const widths = rows[0]!.map((_cell, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
