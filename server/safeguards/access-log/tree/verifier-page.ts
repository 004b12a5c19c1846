import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../../verifier');

/** The verifier as one page that works from a disk without a network: the text of the command's checks stands in it as it is. */
export async function readVerifierPage(): Promise<string> {
  const [program, page] = await Promise.all(
    ['verify-log.mjs', 'page.html'].map((name) => readFile(join(folder, name), 'utf8')),
  );
  const core = /^\/\/ --- core[^\n]*\n([^]*?)^\/\/ --- end of core/m.exec(program!)![1]!;
  return page!.replace('/* core */', () => core);
}
