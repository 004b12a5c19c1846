import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const projectFolder = join(import.meta.dirname, '../..');

/** The console as its source is now; files that start at once build it once. */
export async function buildPages(): Promise<void> {
  const build = "import { ensureWebBuilt } from './bin/prepare.mjs'; await ensureWebBuilt(process.execPath)";
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', build], { cwd: projectFolder });
}
