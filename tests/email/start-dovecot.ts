import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { findDovecot } from '../support/find-counterparts.ts';

/** A real Dovecot on a free port of this machine, run without privileges, with mailboxes of its own. */
export interface TestDovecot {
  host: string;
  port: number;
  password: string;
  /** Signs in a client; the caller closes it. */
  connect(user: string): Promise<ImapFlow>;
  append(user: string, mails: readonly (string | Uint8Array)[], folder?: string): Promise<void>;
  /** Flags of each mail of the folder, by UID. */
  listFlags(user: string, folder?: string): Promise<Map<number, Set<string>>>;
  /** Takes from the server the right to read a mail's file, or gives it back: it then answers NO when asked for it. */
  setReadable(user: string, uid: number, readable: boolean): void;
  /** Ends all its processes at once, as a power cut would. */
  kill(): Promise<void>;
  /** On the same port, with the same mailboxes. */
  start(): Promise<void>;
  /** Gives the folder another UIDVALIDITY, its mails kept; call between kill and start. */
  changeUidValidity(user: string): void;
  stop(): Promise<void>;
}

const password = 'not-a-secret';

/**
 * @param users local names; each signs in as itself with `password`, or with a token when there is somebody to ask of it
 * @param options.introspectionUrl where the server asks what a token is worth (RFC 7662)
 */
export async function startDovecot(
  users: readonly string[],
  options: { introspectionUrl?: string } = {},
): Promise<TestDovecot> {
  const program = findDovecot();
  if (!program) throw new Error('dovecot is missing: install dovecot-imapd');
  const asRoot = process.getuid?.() === 0;
  const owner = asRoot ? { name: 'nobody', group: 'nogroup' } : { name: userInfo().username, group: '' };
  const group = owner.group || execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  const [uid, gid] = asRoot
    ? ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' })))
    : [process.getuid!(), process.getgid!()];
  // Unix socket paths are at most 107 bytes.
  const base = mkdtempSync(join(tmpdir().length > 40 ? '/tmp' : tmpdir(), 'hd-'));
  for (const folder of ['run', 'state', 'mail']) {
    mkdirSync(join(base, folder));
    chownSync(join(base, folder), uid!, gid!);
  }
  chmodSync(base, 0o755);
  const port = await findFreePort();
  writeFileSync(join(base, 'users'), users.map((user) => `${user}:{PLAIN}${password}\n`).join(''), {
    mode: 0o644,
  });
  const { introspectionUrl } = options;
  if (introspectionUrl !== undefined) {
    writeFileSync(
      join(base, 'oauth2'),
      `introspection_mode = post\nintrospection_url = ${introspectionUrl}\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n`,
      { mode: 0o644 },
    );
  }
  const configuration = join(base, 'dovecot.conf');
  writeFileSync(
    configuration,
    `
base_dir = ${base}/run
state_dir = ${base}/state
log_path = ${base}/state/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${owner.name}
default_internal_group = ${group}
default_login_user = ${owner.name}
first_valid_uid = 1
first_valid_gid = 1
recipient_delimiter = +
mail_location = maildir:${base}/mail/%u
mail_max_userip_connections = 50
mail_fsync = never
namespace inbox {
  inbox = yes
  separator = /
}
${introspectionUrl === undefined ? '' : oauth2(base)}passdb {
  driver = passwd-file
  args = ${base}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${base}/mail/%u
}
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  process_min_avail = 1
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
`,
    { mode: 0o644 },
  );
  let master: ChildProcess | undefined;

  async function start(): Promise<void> {
    const run = [program!, '-F', '-c', configuration];
    const drop = ['setpriv', `--reuid=${owner.name}`, `--regid=${group}`, '--clear-groups'];
    const [command, ...args] = asRoot ? [...drop, ...run] : run;
    // A group of its own, so that kill() reaches every process of it and nothing else.
    master = spawn(command!, args, { stdio: 'ignore', detached: true });
    await waitForBanner(port);
  }

  async function kill(): Promise<void> {
    const ending = master;
    if (!ending?.pid) return;
    master = undefined;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    process.kill(-ending.pid, 'SIGKILL');
    await ended;
    // Its children end by the same signal; the pid file of the dead would refuse the next start.
    await sleep(50);
    rmSync(join(base, 'run', 'master.pid'), { force: true });
  }

  async function openClient(user: string): Promise<ImapFlow> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      logger: false,
      auth: { user, pass: password },
      disableAutoIdle: true,
    });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  await start();
  return {
    host: '127.0.0.1',
    port,
    password,
    connect: openClient,
    async append(user, mails, folder = 'INBOX') {
      const client = await openClient(user);
      for (const mail of mails) await client.append(folder, Buffer.from(mail));
      await client.logout();
    },
    async listFlags(user, folder = 'INBOX') {
      const client = await openClient(user);
      await client.mailboxOpen(folder, { readOnly: true });
      const flags = new Map<number, Set<string>>();
      for (const mail of await client.fetchAll('1:*', { uid: true, flags: true }))
        flags.set(mail.uid, mail.flags!);
      await client.logout();
      return flags;
    },
    setReadable(user, uid, readable) {
      const folder = join(base, 'mail', user);
      const line = readFileSync(join(folder, 'dovecot-uidlist'), 'utf8')
        .split('\n')
        // The first line is about the list.
        .slice(1)
        .find((each) => each.startsWith(`${uid} `));
      const name = line!.slice(line!.indexOf(':') + 1);
      for (const part of ['new', 'cur'])
        for (const file of readdirSync(join(folder, part)))
          if (file.startsWith(name)) chmodSync(join(folder, part, file), readable ? 0o600 : 0o000);
    },
    kill,
    start,
    changeUidValidity(user) {
      for (const name of [
        'dovecot-uidlist',
        'dovecot-uidvalidity',
        'dovecot.index',
        'dovecot.index.log',
        'dovecot.index.cache',
      ]) {
        rmSync(join(base, 'mail', user, name), { force: true });
      }
      for (const name of execFileSync('ls', ['-A', join(base, 'mail', user)], { encoding: 'utf8' }).split(
        '\n',
      )) {
        if (name.startsWith('dovecot-uidvalidity.')) rmSync(join(base, 'mail', user, name));
      }
    },
    async stop() {
      await kill();
      rmSync(base, { recursive: true, force: true });
    },
  };
}

const oauth2 = (base: string) => `auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${base}/oauth2
}
`;

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitForBanner(port: number): Promise<void> {
  const end = Date.now() + 15_000;
  for (;;) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.setTimeout(2_000, () => socket.destroy());
      socket.once('data', () => {
        resolve(true);
        socket.destroy();
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (greeted) return;
    if (Date.now() > end) throw new Error('dovecot gave no banner within 15 s');
    await sleep(20);
  }
}
