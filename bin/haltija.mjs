#!/usr/bin/env node
// The first step of every command, on whatever Node the host has: install, build, hand over to the server's
// own process on Node 24. Stays in between only to pass signals on and to be killed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, ensureWebBuilt, failWith, isWebStale, pickNode, root, say } from './prepare.mjs';

const showsPages = new Set(['demo', 'start', 'bench']);

async function prepare(args) {
  const command = args.find((arg) => !arg.startsWith('-'));
  const asksHelp = args.includes('--help') || args.includes('-h');
  const needsPages = showsPages.has(command) && !asksHelp;
  // Building takes the packages for development; running does not.
  await ensureInstalled({ dev: needsPages && isWebStale() });
  const node = pickNode();
  if (needsPages) await ensureWebBuilt(node);
  return node;
}

function describeProcess(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const end = stat.lastIndexOf(')');
    return { name: stat.slice(stat.indexOf('(') + 1, end), parent: stat.slice(end + 2).split(' ')[1] };
  } catch {
    return { name: '', parent: '' };
  }
}

/** Who waits for us: npm itself, or the shell it runs scripts in and the npm above that. */
function describeWaiting() {
  const parent = describeProcess(process.ppid);
  return /^(sh|dash|ash|bash)$/.test(parent.name) ? `${process.ppid} ${parent.parent}` : `${process.ppid}`;
}

// Measured with six of the largest mails at once: without these 450 MB at most, most of it freed and not given back; with
// them 320. glibc keeps what each thread frees; buffers above 64 KiB now go back at once. (Other C libraries do not read them.)
const memory = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

// Code as it was compiled by the start before: a command begins in half the time. In the folder of the packages, never in one
// that others may write to; where we may not write either, nothing is kept.
const compiled = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'haltija-compiled') };

function handOver(node, args) {
  const child = spawn(
    node,
    [
      '--disable-warning=ExperimentalWarning',
      // Half of what V8 takes for what is young: 20 to 30 MB, and no mail a second.
      '--max-semi-space-size=16',
      '--import',
      pathToFileURL(join(root, 'bin', 'follow-launcher.mjs')).href,
      join(root, 'server', 'cli', 'main.ts'),
      ...args,
    ],
    // The fourth is a pipe that nothing is written to: it closes when we are gone, even by kill -9.
    { stdio: ['inherit', 'inherit', 'inherit', 'pipe'], env: { ...memory, ...compiled, ...process.env } },
  );
  child.on('error', (error) => {
    say(`cannot start ${node}: ${error.message}`);
    process.exit(1);
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal sends Ctrl-C to the whole group: passed on, it would count as a second one.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    });
  }

  // When someone who waits is given another parent, the one above was killed, and nobody waits any more.
  if (process.env.npm_lifecycle_event) {
    const before = describeWaiting();
    setInterval(() => {
      if (describeWaiting() !== before) child.kill('SIGTERM');
    }, 500).unref();
  }

  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

try {
  const args = process.argv.slice(2);
  handOver(await prepare(args), args);
} catch (error) {
  failWith(error);
}
