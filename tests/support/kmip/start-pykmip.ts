import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type KeyServiceSetting,
  writeKeyServiceSettings,
} from '../../../server/base/key-service-settings.ts';
import { findPykmip } from '../find-counterparts.ts';
import { makeAuthority, type TestAuthority } from './make-authority.ts';

/** A real KMIP server on a free port of this machine, run without privileges, with a database of its own. */
export interface TestPykmip {
  readonly folder: string;
  readonly authority: TestAuthority;
  /** How a client of that name reaches it, by a certificate of its own. */
  settingOf(client: string): KeyServiceSetting;
  /** The same as settings of a house. */
  environmentOf(client: string): Record<string, string>;
  /** Names of all keys it has, asked of its database: past the code under test. */
  names(): string[];
  /** Takes connections and answers nothing, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Ends all its processes at once, as a power cut would. */
  kill(): Promise<void>;
  /** On the same port, with the same keys. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const read = `import sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute('SELECT n.name FROM managed_object_names n JOIN managed_objects o ON o.uid = n.mo_uid')
print('\\n'.join(sorted(row[0] for row in rows)))`;

/** @param alsoAt an address by which it is reached as well, through a door of the test */
export async function startPykmip(alsoAt?: string): Promise<TestPykmip> {
  const python = findPykmip();
  if (!python) throw new Error('pykmip is missing: install python3-pykmip');
  const asRoot = process.getuid?.() === 0;
  const folder = mkdtempSync(join(tmpdir(), 'haltija-pykmip-'));
  chmodSync(folder, 0o755);
  const authority = makeAuthority(folder, 'authority');
  const names = ['DNS:localhost', 'IP:127.0.0.1', ...(alsoAt === undefined ? [] : [`IP:${alsoAt}`])].join();
  const { certFile, keyFile } = authority.sign('server', 'serverAuth', { names });
  const state = join(folder, 'state');
  for (const name of ['state', 'state/policy', 'state/tmp']) mkdirSync(join(folder, name));
  const port = await findFreePort();
  const database = join(state, 'keys.db');
  const configuration = join(folder, 'server.conf');
  writeFileSync(
    configuration,
    `[server]
hostname=127.0.0.1
port=${port}
certificate_path=${certFile}
key_path=${keyFile}
ca_path=${authority.caFile}
auth_suite=TLS1.2
policy_path=${join(state, 'policy')}
enable_tls_client_auth=True
database_path=${database}
`,
  );
  if (asRoot) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })),
    ) as [number, number];
    const own = [state, keyFile, ...readdirSync(state).map((name) => join(state, name))];
    for (const path of own) chownSync(path, uid, gid);
  }
  const clients = new Map<string, { certFile: string; keyFile: string }>();
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const run = [
      python!,
      '-W',
      'ignore',
      '-c',
      'from kmip.services.server.server import main; main()',
      '-f',
      configuration,
      '-l',
      join(state, 'log'),
    ];
    const drop = ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups'];
    const [command, ...args] = asRoot ? [...drop, ...run] : run;
    // A group of its own, so that kill() reaches every process of it and nothing else.
    server = spawn(command!, args, {
      stdio: 'ignore',
      detached: true,
      cwd: state,
      env: { PATH: process.env['PATH'] ?? '', TMPDIR: join(state, 'tmp') },
    });
    await waitForPort(port, server);
  }

  async function kill(): Promise<void> {
    const ending = server;
    if (!ending?.pid) return;
    server = undefined;
    const ended = ending.exitCode === null ? once(ending, 'exit') : undefined;
    process.kill(-ending.pid, 'SIGKILL');
    await ended;
  }

  function settingOf(client: string): KeyServiceSetting {
    const files = clients.get(client) ?? authority.sign(client, 'clientAuth');
    clients.set(client, files);
    return { host: '127.0.0.1', port, ...files, caFile: authority.caFile };
  }

  await start();
  return {
    folder,
    authority,
    settingOf,
    environmentOf(client) {
      return writeKeyServiceSettings(settingOf(client));
    },
    names: () =>
      execFileSync(python, ['-c', read, database], { encoding: 'utf8' })
        .split('\n')
        .filter((line) => line !== ''),
    freeze: () => void process.kill(-server!.pid!, 'SIGSTOP'),
    thaw: () => void process.kill(-server!.pid!, 'SIGCONT'),
    kill,
    start,
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitForPort(port: number, server: ChildProcess): Promise<void> {
  const end = Date.now() + 60_000;
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => resolve(false));
    });
    if (open) return;
    if (server.exitCode !== null) throw new Error('pykmip ended at its start');
    if (Date.now() > end) throw new Error('pykmip did not listen within a minute');
    await sleep(50);
  }
}
