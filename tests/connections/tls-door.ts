import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type AddressInfo, createServer as createPlainServer, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSecureContext,
  createServer,
  getCACertificates,
  setDefaultCACertificates,
  TLSSocket,
} from 'node:tls';

/** An address of this machine that is not its loopback: what goes there could as well go to any other machine. */
export const awayHost =
  Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? '0.0.0.0';

/** A door on that address, with a server of 127.0.0.1 behind it. */
export interface Door {
  readonly port: number;
  /** Connections made since it was opened, and those that stand. */
  made(): number;
  standing(): number;
  stop(): Promise<void>;
}

let certificate: { key: string; cert: string } | undefined;

/** A certificate for that address, which this process trusts from now on. */
function trustedCertificate(): { key: string; cert: string } {
  if (certificate !== undefined) return certificate;
  const folder = mkdtempSync(join(tmpdir(), 'haltija-door-'));
  const pem = (name: string) => join(folder, name);
  execFileSync(
    'openssl',
    [
      ...`req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=${awayHost}`.split(
        ' ',
      ),
      '-addext',
      `subjectAltName=IP:${awayHost}`,
      '-keyout',
      pem('key'),
      '-out',
      pem('cert'),
    ],
    { stdio: 'ignore' },
  );
  certificate = { key: readFileSync(pem('key'), 'utf8'), cert: readFileSync(pem('cert'), 'utf8') };
  rmSync(folder, { recursive: true });
  setDefaultCACertificates([...getCACertificates(), certificate.cert]);
  return certificate;
}

/** @param behind a port of 127.0.0.1, or the path of a socket; @param secure with TLS, ended here; `postgres`: once asked for it, as PostgreSQL does */
export async function openDoor(behind: number | string, secure: boolean | 'postgres'): Promise<Door> {
  const open = new Set<Socket>();
  let made = 0;
  const pass = (socket: Socket) => {
    made += 1;
    open.add(socket);
    const inner = typeof behind === 'string' ? connect(behind) : connect(behind, '127.0.0.1');
    const end = () => {
      open.delete(socket);
      socket.destroy();
      inner.destroy();
    };
    for (const each of [socket, inner]) each.on('error', end).on('close', end);
    socket.pipe(inner).pipe(socket);
  };
  const passAsked = (plain: Socket) => {
    plain.on('error', () => plain.destroy());
    plain.once('data', () => {
      plain.write('S');
      pass(
        new TLSSocket(plain, { isServer: true, secureContext: createSecureContext(trustedCertificate()) }),
      );
    });
  };
  const server =
    secure === true
      ? createServer(trustedCertificate(), pass)
      : createPlainServer(secure === 'postgres' ? passAsked : pass);
  await new Promise<void>((resolve) => server.listen(0, awayHost, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    made: () => made,
    standing: () => open.size,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
