import { once } from 'node:events';
import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { connect, createServer } from 'node:net';
import type { Settings } from '../../base/settings.ts';
import { embeddedFolder } from '../../compose-storage.ts';
import { findRunningPostgres } from '../../storage/embedded/find-running-postgres.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

// A service with much to do answers late, and is no other program for that.
const patience = 10_000;
/** The name stands at the beginning. */
const mostRead = 64 * 1024;

/** Each port is free, or held by the service itself; the address people use is safe to use. */
export async function checkListening(settings: Settings): Promise<Finding[]> {
  const running =
    settings.databaseUrl === undefined ? await findRunningPostgres(embeddedFolder(settings)) : undefined;
  const ours = running === undefined ? undefined : `in use by the service (pid ${running.ownerPid})`;
  const findings = [
    await checkPort('HALTIJA_PORT', settings.host, settings.port, async () =>
      (await answersHttp(settings)) ? (ours ?? 'in use by a Haltija') : undefined,
    ),
  ];
  for (const [setting, port] of [
    ['HALTIJA_SMTP_PORT', settings.smtpPort],
    ['HALTIJA_LMTP_PORT', settings.lmtpPort],
  ] as const) {
    if (port === 0) continue;
    findings.push(
      await checkPort(setting, settings.smtpHost, port, async () =>
        (await greetsAsHaltija(settings.smtpHost, port)) ? (ours ?? 'in use by a Haltija') : undefined,
      ),
    );
  }
  findings.push(checkPublicUrl(settings));
  return findings;
}

async function checkPort(
  setting: string,
  host: string,
  port: number,
  heldByUs: () => Promise<string | undefined>,
): Promise<Finding> {
  if (port === 0) return ok(setting, 'any free port');
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return ok(setting, `port ${port} on ${host} is free`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      const held = await heldByUs();
      return held === undefined
        ? problem(setting, `port ${port} is in use by another program`, 'Stop that one, or write a free port')
        : ok(setting, `port ${port}: ${held}`);
    }
    if (code === 'EACCES')
      return problem(setting, `this user may not listen on port ${port}`, 'Write a port from 1024 up');
    return problem(
      setting.replace('PORT', 'HOST').replace('LMTP', 'SMTP'),
      `${host} cannot be listened on (${code})`,
      'Write an address of this machine, such as 127.0.0.1',
    );
  } finally {
    server.close();
  }
}

function answersHttp({ host, port, tls }: Settings): Promise<boolean> {
  const local = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
  // Whose certificate it is matters to visitors; here it only has to be our own page.
  const options = { host: local, port, path: '/openapi.json', timeout: patience, rejectUnauthorized: false };
  return new Promise((resolve) => {
    const asking = (tls ? getSecure : getPlain)(options, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (part: string) => (text = (text + part).slice(0, mostRead)));
      answer.on('end', () => resolve(text.includes('"Haltija"')));
      answer.on('error', () => resolve(false));
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(false));
  });
}

function greetsAsHaltija(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host === '0.0.0.0' || host === '::' ? 'localhost' : host, port });
    const answer = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.setTimeout(patience, () => answer(false));
    socket.on('error', () => answer(false));
    socket.once('data', (data) => answer(/^220 haltija\b/.test(data.toString('latin1'))));
  });
}

function checkPublicUrl({ publicUrl }: Settings): Finding {
  const about = 'HALTIJA_PUBLIC_URL';
  const { protocol, hostname } = new URL(publicUrl);
  if (protocol === 'https:') return ok(about, publicUrl);
  if (/^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
    return ok(about, `${publicUrl}, for this machine only`);
  return warning(
    about,
    `${publicUrl} is not encrypted: passwords and data could be read on the way`,
    'Set HALTIJA_TLS_CERT_FILE, or put a web server with TLS in front, and write the https:// address',
  );
}
