import { join } from 'node:path';

/** For a process that a test starts: it takes the code as the process before compiled it, as commands do (bin/haltija.mjs). */
export const compiled = {
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/haltija-compiled'),
};
