#!/usr/bin/env node
// `npm test`: everything that must hold, in order, each step timed. Arguments go to vitest (a path, -t name).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { CannotPrepare, ensureInstalled, ensureWebBuilt, failWith, pickNode, root } from './prepare.mjs';

const counts = { passed: 0, failed: 0 };
const failures = [];
let missing = [];
let skipped = 0;
let node = process.execPath;

function print(line) {
  process.stdout.write(`${line}\n`);
}

function run(args, { capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, args, {
      cwd: root,
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
      env: {
        ...process.env,
        // What the tests start must be the same Node.
        PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      },
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.on('error', () => resolve({ exitCode: 127, output }));
    child.on('close', (code) => resolve({ exitCode: code ?? 128, output }));
  });
}

/** The program of an installed package, without relying on links in node_modules/.bin. */
function programOf(name, program = name) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[program]);
}

async function step(title, act) {
  const begun = performance.now();
  let problem;
  try {
    problem = await act();
  } catch (error) {
    problem = error instanceof CannotPrepare ? error.message : (error.stack ?? String(error));
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (problem) failures.push(title);
  counts[problem ? 'failed' : 'passed'] += 1;
  print(`${problem ? 'FAIL' : ' ok '} ${title.padEnd(14)} ${seconds.padStart(6)} s`);
  if (problem && problem !== true) print(`     ${problem.replaceAll('\n', '\n     ')}`);
}

async function passes(args) {
  const { exitCode } = await run(args);
  return exitCode !== 0 && `exit code ${exitCode}`;
}

async function checkImports() {
  const { output } = await run(
    [
      programOf('dependency-cruiser', 'depcruise'),
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      'server',
      'contract',
      'web',
      'bench',
    ],
    { capture: true },
  );
  let summary;
  try {
    summary = JSON.parse(output).summary;
  } catch {
    return 'dependency-cruiser gave no answer';
  }
  // With a TypeScript it cannot use it reads nothing, finds nothing and is content.
  if (!(summary.totalCruised > 0)) return 'dependency-cruiser read 0 modules';
  const broken = summary.violations.filter((violation) => violation.rule.severity === 'error');
  print(`     ${summary.totalCruised} modules`);
  return broken.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).join('\n');
}

/** What tests need of this machine: without it they are left out, or fail where all is required. */
async function findMissing() {
  const ask = `import { findMissing } from './tests/support/find-missing.ts';
    console.log(JSON.stringify(findMissing()));`;
  const { output } = await run(['--input-type=module', '-e', ask], { capture: true });
  return JSON.parse(output);
}

const howToHave = ({ what, packages, setting }) =>
  `${what}: apt-get install ${packages.join(' ')}${setting ? `, or name it in ${setting}` : ''}`;

async function checkCounterparts(requireAll) {
  missing = await findMissing();
  if (requireAll) return missing.length > 0 && `not found: ${missing.map(howToHave).join('; ')}`;
  for (const each of missing) print(`     not found, its tests are left out: ${each.what}`);
  return false;
}

/** The last word, so that nobody takes a part of the check for the whole. */
function printWhatWasLeftOut() {
  const only = process.argv.slice(2);
  if (only.length > 0) print(`only: the tests of ${only.join(' ')}`);
  if (skipped > 0 && only.length === 0)
    print(`left out: ${skipped} tests were skipped. This was not the whole check.`);
  for (const each of missing) print(`left out for want of ${howToHave(each)}`);
}

/** Each failed test and how it began to fail: the end of a long output is what one sees first. */
function whatFailed(report) {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap((file) => {
      const tests = file.assertionResults.filter(({ status }) => status === 'failed');
      const lines = tests.flatMap(({ fullName, failureMessages }) => [
        `  ${fullName}`,
        ...failureMessages.flatMap((message) =>
          message
            .split('\n', 9)
            .filter((line) => !/^ *at /.test(line))
            .map((line) => `    ${line.slice(0, 200)}`),
        ),
      ]);
      return [
        relative(root, file.name),
        ...(file.message ? [`  ${file.message.slice(0, 400)}`] : []),
        ...lines,
      ];
    });
}

async function runTests(requireAll) {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-check-'));
  const file = join(folder, 'vitest.json');
  try {
    const { exitCode } = await run([
      programOf('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...process.argv.slice(2),
    ]);
    const report = JSON.parse(readFileSync(file, 'utf8'));
    counts.passed += report.numPassedTests;
    counts.failed += report.numFailedTests;
    if (exitCode !== 0) {
      return [`${report.numFailedTests} tests failed (exit code ${exitCode})`, ...whatFailed(report)].join(
        '\n',
      );
    }
    if (report.numPassedTests === 0) return 'no test ran';
    skipped = report.numPendingTests + report.numTodoTests;
    return requireAll && skipped > 0 && `${skipped} tests skipped`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const requireAll = process.env.HALTIJA_REQUIRE_ALL === '1';
try {
  await step('install', async () => {
    await ensureInstalled({ dev: true });
    node = pickNode();
  });
  if (failures.length === 0) {
    await step('counterparts', () => checkCounterparts(requireAll));
    await step('types', () => passes([programOf('typescript7', 'tsc'), '-p', '.']));
    await step('lint', () => passes([programOf('oxlint'), '--quiet', '.']));
    await step('format', () => passes([programOf('oxfmt'), '--check', '.']));
    await step('imports', checkImports);
    await step('dead code', () => passes([programOf('knip')]));
    await step('web build', () => ensureWebBuilt(node));
    await step('tests', () => runTests(requireAll));
  }
} catch (error) {
  failWith(error);
}
if (failures.length > 0) print(`failed: ${failures.join(', ')}`);
printWhatWasLeftOut();
print(`check: ${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = failures.length > 0 ? 1 : 0;
