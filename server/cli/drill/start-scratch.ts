import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { systemClock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import { silentLogger } from '../../base/logger.ts';
import { readSettings, type Settings } from '../../base/settings.ts';
import { indexedTables } from '../../compose-indexed.ts';
import { attachStorage, embeddedFolder, findDatabase } from '../../compose-storage.ts';
import { chooseMailbox } from '../../operations/demo/choose-mailbox.ts';
import { generateCorpus } from '../../operations/demo/corpus/generate-corpus.ts';
import type { Attached, Scratch } from '../../operations/drill/drill-thief.ts';
import { createDeclarations } from '../../safeguards/declaration/create-declarations.ts';
import { keyServiceOf, openKeys } from '../../compose-keeper.ts';
import { moveOutOfService } from '../../safeguards/vault/move-keeper.ts';
import { createDatabase } from '../../storage/database.ts';
import { removeEmbeddedPostgres } from '../../storage/embedded/remove-embedded-postgres.ts';
import { projectFolder } from '../project-folder.ts';

const patienceMs = 180_000;
const size = { people: 12, contacts: 40 };
const program = join(projectFolder, 'server', 'cli', 'main.ts');
const follow = pathToFileURL(join(projectFolder, 'bin', 'follow-launcher.mjs')).href;

export interface ScratchHouse {
  readonly scratch: Scratch;
  /** Ends it if it still runs, and removes all of it. */
  remove(): Promise<void>;
}

/**
 * Starts the demo of this build in a temporary folder, as a process of its own with its most talkative log, and waits
 * until it is filled. Nothing of a register that serves is touched.
 * @param registerFile the declaration it runs by; it must have the example's tasks
 * @param options.asked to stop while it starts
 * @param options.keyService a key service that is to lock its keys, by the names of the settings; what it makes there it destroys
 * @throws Refusal `storage-unavailable` (`drill-not-started`), `internal` (`drill-stopped`)
 */
export async function startScratch(
  registerFile: string,
  options: { asked?: AbortSignal; keyService?: Readonly<Record<string, string>> } = {},
): Promise<ScratchHouse> {
  const { asked, keyService = {} } = options;
  const since = systemClock.now();
  const folder = await mkdtemp(join(tmpdir(), 'haltija-drill-'));
  // As root the database runs as another user, who must get through.
  await chmod(folder, 0o711);
  const temporaryDir = join(folder, 'temporary');
  await mkdir(temporaryDir, { mode: 0o700 });
  const identity = await generateIdentity();
  const backups = { folder: join(folder, 'backups'), identity };
  const given = {
    HALTIJA_BACKUP_DIR: backups.folder,
    HALTIJA_BACKUP_RECIPIENTS: await identityToRecipient(identity),
    HALTIJA_DATA_DIR: join(folder, 'data'),
    HALTIJA_REGISTER: registerFile,
    HALTIJA_LOG_LEVEL: 'debug',
    HALTIJA_MAIL_DNS: 'off',
    HALTIJA_PORT: '0',
    // 0 would be no listener at all; below the ports that the kernel gives away.
    HALTIJA_SMTP_PORT: String(randomInt(20_000, 32_000)),
    ...(await writePhone(folder)),
    ...keyService,
  };
  const settings = readSettings(given, { registerFile });
  const environment = { PATH: process.env['PATH'] ?? '', TMPDIR: temporaryDir, ...given };
  const seed = randomInt(2 ** 31 - 1);
  const { people, contacts } = size;
  const running = launch(environment, folder, [
    'demo',
    `--seed=${seed}`,
    `--people=${people}`,
    `--contacts=${contacts}`,
  ]);

  async function stop(): Promise<void> {
    if (running.child.exitCode !== null || running.child.signalCode !== null) return;
    const ended = once(running.child, 'exit');
    running.child.kill('SIGTERM');
    await ended;
  }
  async function remove(): Promise<void> {
    await stop();
    const service = keyServiceOf(settings);
    if (service && existsSync(join(settings.keeperDir, 'root.key')))
      await moveOutOfService(settings.keeperDir, service, () => Promise.resolve());
    await removeEmbeddedPostgres(embeddedFolder(settings));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }

  try {
    await isFilled(running, asked);
    const keeper = await openKeys(settings, { create: false });
    const database = (await findDatabase(settings, () => Promise.resolve(keeper)))!;
    const owner = database.owner;
    const { mailbox, corpus, declaration } = await readRegister(owner, seed);
    const scratch: Scratch = {
      pid: running.child.pid!,
      port: Number(/"port":(\d+)/.exec(running.logged())![1]),
      smtpPort: settings.smtpPort,
      sipPort: settings.phone!.sipPort,
      mailbox,
      since,
      folder,
      dataDir: settings.dataDir,
      keeperDir: settings.keeperDir,
      temporaryDir,
      backups,
      owner,
      keeper,
      corpus,
      declaration,
      log: running.logged,
      async run(args) {
        const command = launch(environment, folder, args);
        const [code] = (await once(command.child, 'exit')) as [number | null];
        if (code !== 0)
          throw new Refusal('internal', { reason: 'drill', what: args[0] ?? '', code: code ?? 0 });
      },
      stop,
      attach: (work) => attachAsOwner(settings, work),
    };
    return { scratch, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** An exchange on this machine, of a processor that the example has, for which somebody answers that calls are announced. */
async function writePhone(folder: string): Promise<Record<string, string>> {
  const peersFile = join(folder, 'peers.json');
  const peer = {
    name: 'drill',
    recipient: 'work-reports',
    queue: 'service',
    addresses: ['127.0.0.1'],
    transports: ['udp'],
    announcement: {
      calls: ['incoming'],
      owner: 'The drill',
      evidence: 'None: nobody is called',
      lastReview: '2020-01-01',
      nextReview: '2099-01-01',
    },
  };
  await writeFile(peersFile, JSON.stringify({ peers: [peer] }), { mode: 0o600 });
  const from = randomInt(16_000, 19_000);
  return {
    HALTIJA_PHONE_PEERS: peersFile,
    HALTIJA_PHONE_SIP_PORT: String(randomInt(12_000, 15_900)),
    HALTIJA_PHONE_MEDIA_PORTS: `${from}-${from + 40}`,
  };
}

interface Launched {
  readonly child: ChildProcess;
  /** stdout, where the demo talks to a person. */
  told(): string;
  /** stderr: the log. */
  logged(): string;
}

function launch(env: Record<string, string>, cwd: string, args: readonly string[]): Launched {
  // The fourth is a pipe that closes when we are gone, even by kill -9: then it ends as well.
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', follow, program, ...args],
    { cwd, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] },
  );
  let told = '';
  let logged = '';
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (told += text));
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (logged += text));
  return { child, told: () => told, logged: () => logged };
}

async function isFilled({ child, told, logged }: Launched, asked: AbortSignal | undefined): Promise<void> {
  const deadline = performance.now() + patienceMs;
  while (!told().includes('Filled in ')) {
    if (asked?.aborted) throw new Refusal('internal', { reason: 'drill-stopped' });
    if (child.exitCode !== null || performance.now() > deadline || told().includes('could not be filled'))
      throw new Refusal('storage-unavailable', {
        reason: 'drill-not-started',
        // Lines of the log hold no personal data.
        detail: logged().trimEnd().split('\n').at(-1)?.slice(0, 300) ?? '',
      });
    await sleep(50);
  }
}

async function readRegister(owner: Scratch['owner'], seed: number) {
  const db = createDatabase(owner, { max: 1 });
  try {
    const declarations = createDeclarations({ db, clock: systemClock });
    await declarations.refresh();
    const { version, declaration } = declarations.current();
    const { address } = chooseMailbox(declaration, 'service', 'fi');
    const now = (await declarations.versions()).at(-1)!.publishedAt;
    return {
      mailbox: address,
      declaration: await declarations.source(version),
      corpus: generateCorpus({ seed, now, ...size }),
    };
  } finally {
    await db.end();
  }
}

async function attachAsOwner<T>(settings: Settings, work: (storage: Attached) => Promise<T>): Promise<T> {
  const storage = await attachStorage(settings, { log: silentLogger, clock: systemClock });
  try {
    const { owner: connection } = (await findDatabase(settings, () => Promise.resolve(storage.keeper)))!;
    const owner = createDatabase(connection, { max: 1 });
    return await work({ db: storage.db, owner, keeper: storage.keeper, tables: indexedTables }).finally(() =>
      owner.end(),
    );
  } finally {
    await storage.stop();
  }
}
