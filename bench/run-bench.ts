import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureCalls } from './measure-calls.ts';
import { measureErasure } from './measure-erasure.ts';
import { measureIntake } from './measure-intake.ts';
import { measureLog } from './measure-log.ts';
import { measureMemory } from './measure-memory.ts';
import { measureNodes } from './measure-nodes.ts';
import { measureRegister } from './measure-register.ts';
import { measureStart } from './measure-start.ts';
import { measureSweep } from './measure-sweep.ts';
import type { Measurement } from './measurement.ts';

interface Options {
  readonly quick: boolean;
  readonly sizes: readonly number[];
  readonly keepIn: string | undefined;
  log(line: string): void;
}

type Measure = (options: Options) => Promise<Measurement | Measurement[]>;
const measures: Readonly<Record<string, Measure>> = {
  intake: measureIntake,
  register: measureRegister,
  log: measureLog,
  calls: measureCalls,
  erasure: measureErasure,
  sweep: measureSweep,
  nodes: measureNodes,
  memory: measureMemory,
  start: measureStart,
};
/** In a smaller one too few contacts are open for whole pages from the middle of the list. */
const smallestRegister = 10_000;
const resultsFile = join(import.meta.dirname, 'results.json');

/**
 * `haltija bench [intake] [register] [log] [calls] [erasure] [sweep] [nodes] [memory] [start] [--quick] [--contacts 10000,1000000] [--keep-in FOLDER]`: measures
 * against baselines that run in the same call, prints a table and writes bench/results.json, where what was not measured
 * now stays as it was. @returns the exit code: 0 measured, 1 an aim missed, 2 wrong usage
 */
export async function runBench(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      contacts: { type: 'string' },
      'keep-in': { type: 'string' },
    },
  });
  const { quick } = values;
  const sizes = (values.contacts ?? (quick ? '10000,20000' : '10000,100000')).split(',').map(Number);
  const unknown = positionals.filter((name) => !Object.hasOwn(measures, name));
  if (unknown.length > 0 || !sizes.every((size) => Number.isInteger(size) && size >= smallestRegister)) {
    say(
      `haltija bench [${Object.keys(measures).join('] [')}] [--quick] [--contacts 10000,1000000] [--keep-in FOLDER]; each register of at least ${smallestRegister} contacts; unknown: ${unknown.join(', ') || 'nothing'}`,
    );
    return 2;
  }
  const measured: Record<string, Measured> = await readResults();
  const results: Measurement[] = [];
  for (const name of positionals.length > 0 ? positionals : Object.keys(measures)) {
    const at = new Date().toISOString();
    const [loadBefore] = loadavg();
    const found = [await measures[name]!({ quick, sizes, keepIn: values['keep-in'], log: say })].flat();
    results.push(...found);
    measured[name] = { at, quick, load: [round(loadBefore!), round(loadavg()[0]!)], results: found };
    // Written after each: what follows may take long, or fail.
    await writeFile(
      resultsFile,
      `${JSON.stringify({ node: process.version, cores: availableParallelism(), measured }, null, 2)}\n`,
    );
  }
  process.stdout.write(`${formatTable(results)}\n`);
  return results.every(({ met }) => met) ? 0 : 1;
}

interface Measured {
  readonly at: string;
  readonly quick: boolean;
  /** The machine's load over the minute before, and over the last minute of it. */
  readonly load: readonly [number, number];
  readonly results: readonly Measurement[];
}

async function readResults(): Promise<Record<string, Measured>> {
  try {
    const { measured } = JSON.parse(await readFile(resultsFile, 'utf8')) as {
      measured?: Record<string, Measured>;
    };
    return measured ?? {};
  } catch {
    return {};
  }
}

function round(load: number): number {
  return Math.round(load * 10) / 10;
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
