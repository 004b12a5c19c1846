import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '../server/base/logger.ts';
import { readSettings } from '../server/base/settings.ts';
import { compose, type House } from '../server/compose.ts';
import { secretsOf } from '../server/compose-storage.ts';
import { openKeeper } from '../server/safeguards/vault/keeper.ts';
import { startEmbeddedPostgres } from '../server/storage/embedded/start-embedded-postgres.ts';
import { answers, cleanEnvironment, endProcess, freePort } from './run-process.ts';
import { makeBenchFolder, registerFile } from './start-bench-house.ts';

const root = join(import.meta.dirname, '..');

export interface Node {
  readonly port: number;
  readonly smtpPort: number;
  /** Of the service, not of the launcher that stays before it. */
  readonly pid: number;
}

/** Several processes of the service on one database, one keeper and one blob folder; and a house beside them, to look with. */
export async function startNodes(
  count: number,
): Promise<{ nodes: readonly Node[]; house: House; stop(): Promise<void> }> {
  const { folder, remove } = await makeBenchFolder();
  const log = createLogger({ level: 'info', destination: { write: () => undefined } });
  const dataDir = join(folder, 'data');
  const keeper = await openKeeper(join(folder, 'keeper'), { create: true });
  const password = secretsOf(keeper)('owner');
  const server = await startEmbeddedPostgres({
    dataDir: join(dataDir, 'postgres'),
    ownerPassword: password,
    databaseName: 'haltija',
    log,
  });
  const { host, port: databasePort, user } = server.connection;
  const shared = {
    HALTIJA_DATA_DIR: dataDir,
    HALTIJA_KEEPER_DIR: join(folder, 'keeper'),
    HALTIJA_DATABASE_URL: `postgresql://${user}:${encodeURIComponent(password)}@localhost:${databasePort}/haltija?host=${encodeURIComponent(host)}`,
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_PUBLIC_URL: 'https://contact.example.fi',
    HALTIJA_LOG_LEVEL: 'error',
  };
  const children: ChildProcess[] = [];
  const nodes: Node[] = [];
  let house: House | undefined;
  const stop = async () => {
    await house?.stop();
    await Promise.all(children.map(endProcess));
    await server.stop();
    await remove();
  };
  try {
    for (let index = 0; index < count; index += 1) {
      const [port, smtpPort] = [await freePort(), await freePort()];
      const child = spawn(process.execPath, [join(root, 'bin/haltija.mjs'), 'start'], {
        cwd: root,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          ...cleanEnvironment(),
          ...shared,
          HALTIJA_PORT: String(port),
          HALTIJA_SMTP_PORT: String(smtpPort),
        },
      });
      children.push(child);
      let said = '';
      child.stderr.on('data', (data: Buffer) => (said = (said + data.toString()).slice(-500)));
      const begun = performance.now();
      while (!(await answers(`http://127.0.0.1:${port}/readyz`))) {
        if (child.exitCode !== null) throw new Error(`a process ended with ${child.exitCode}: ${said}`);
        if (performance.now() - begun > 120_000) throw new Error('a process was not ready in two minutes');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      nodes.push({ port, smtpPort, pid: serviceOf(child.pid!) });
    }
    const settings = readSettings({ ...shared, HALTIJA_SMTP_PORT: '0' }, { registerFile });
    house = await compose(settings, { log });
    return { nodes, house, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serviceOf(launcher: number): number {
  const children = readFileSync(`/proc/${launcher}/task/${launcher}/children`, 'utf8').trim();
  return Number(children.split(' ')[0]);
}
