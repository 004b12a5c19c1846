import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { median, type Measurement } from './measurement.ts';
import { answers, cleanEnvironment, endProcess, freePort } from './run-process.ts';
import { makeBenchFolder } from './start-bench-house.ts';

const root = join(import.meta.dirname, '..');
const bareServer = `import { createServer } from 'node:http';
createServer((request, response) => response.end('page')).listen(Number(process.env.HALTIJA_PORT), '127.0.0.1');
process.on('SIGTERM', () => process.exit(0));`;

/**
 * B11: seconds from the command to the first page, with packages installed and pages built: cold makes
 * keys, database cluster and register, warm finds them. Baseline: a bare HTTP server of Node's.
 */
export async function measureStart(options: {
  quick: boolean;
  log(line: string): void;
}): Promise<Measurement[]> {
  const rounds: { cold: number; warm: number; bare: number }[] = [];
  for (let round = 0; round < (options.quick ? 1 : 3); round += 1) {
    const { folder, remove } = await makeBenchFolder();
    try {
      const settings = {
        HALTIJA_DATA_DIR: join(folder, 'data'),
        HALTIJA_MAIL_DNS: 'off',
        HALTIJA_SMTP_PORT: '0',
        HALTIJA_LOG_LEVEL: 'error',
      };
      const start = () =>
        firstPage(process.execPath, [join(root, 'bin/haltija.mjs'), 'start'], '/console/', settings);
      const bare = await firstPage(process.execPath, ['--input-type=module', '-e', bareServer], '/', {});
      rounds.push({ bare, cold: await start(), warm: await start() });
    } finally {
      await remove();
    }
    const { cold, warm, bare } = rounds.at(-1)!;
    options.log(
      `B11 round ${round + 1}: cold ${cold.toFixed(2)} s, warm ${warm.toFixed(2)} s, bare server ${bare.toFixed(2)} s`,
    );
  }
  return (['cold', 'warm'] as const).map((kind) => {
    const most = kind === 'cold' ? 15 : 3;
    const ours = median(rounds.map((round) => round[kind]));
    const baseline = median(rounds.map(({ bare }) => bare));
    return {
      id: `B11 ${kind}`,
      what:
        kind === 'cold'
          ? 'start on an empty data folder, to the first page'
          : 'start again, to the first page',
      ours,
      baseline,
      unit: 's',
      ratio: ours / baseline,
      aim: `≤ ${most} s`,
      met: ours <= most,
      rounds: rounds.map((round) => ({ ours: round[kind], baseline: round.bare })),
      notes: {},
    };
  });
}

/** Seconds until the page is answered with 200; the process is ended after. */
async function firstPage(
  program: string,
  args: readonly string[],
  path: string,
  settings: Record<string, string>,
): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...cleanEnvironment(), ...settings, HALTIJA_PORT: String(port) },
  });
  let said = '';
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  try {
    while (!(await answers(`http://127.0.0.1:${port}${path}`))) {
      if (child.exitCode !== null)
        throw new Error(`the server ended with ${child.exitCode}: ${said.slice(-500)}`);
      if (performance.now() - begun > 120_000) throw new Error(`no page in two minutes: ${said.slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return (performance.now() - begun) / 1000;
  } finally {
    await endProcess(child);
  }
}
