import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { makeCertificate } from '../../support/make-certificate.ts';
import { peerOf } from './peer-of.ts';
import { bye, invite, pause, reinvite, runSipp } from './run-sipp.ts';
import { startStunnel } from './start-stunnel.ts';
import { startTestSip, type TestSip, until } from './test-sip.ts';
import { testWithSipp } from './test-with-sipp.ts';
import { writeRequest } from './write-invite.ts';

const folder = mkdtempSync(join(tmpdir(), 'haltija-sip-tls-'));
const ours = makeCertificate(folder, 'ours', 'haltija.example');
const theirs = makeCertificate(folder, 'theirs', 'sbc.example');
const others = makeCertificate(folder, 'others', 'other.example');
const strangers = makeCertificate(folder, 'strangers', 'sbc.example');
const pem = (file: string) => readFileSync(file, 'utf8');
const identity = {
  certificate: pem(ours.certFile),
  key: pem(ours.keyFile),
  authorities: `${pem(theirs.certFile)}\n${pem(others.certFile)}`,
};

let the: TestSip;
const start = async (limits = {}) => {
  the = await startTestSip({
    listen: [{ transport: 'tls', host: '127.0.0.1', port: 0 }],
    identity,
    peers: [peerOf([], { transports: ['tls'], certificateName: 'sbc.example' })],
    limits: { messagesPerSecond: 5000, connectionsPerPeer: 300, ...limits },
    timers: { t1: 500, t2: 4000, t4: 5000 },
  });
};
afterEach(() => the.stop());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is answered to OPTIONS; undefined: the connection was closed instead. */
async function options(own: { certFile: string; keyFile: string } | undefined): Promise<string | undefined> {
  const socket: TLSSocket = connectTls({
    host: '127.0.0.1',
    port: the.port,
    ca: identity.certificate,
    servername: 'haltija.example',
    ...(own ? { cert: pem(own.certFile), key: pem(own.keyFile) } : {}),
  });
  return new Promise((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      resolve(chunk.toString().split('\r\n')[0]);
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(undefined));
    socket.on('secureConnect', () =>
      socket.write(
        writeRequest('OPTIONS', { Via: 'SIP/2.0/TLS 127.0.0.1:5061;branch=z9hG4bK1', Require: '' }),
      ),
    );
  });
}

describe('mutual TLS', () => {
  test('a certificate that is missing, of another name, or signed by nobody we know is no peer', async () => {
    await start();
    expect(await options(undefined)).toBeUndefined();
    expect(await options(others)).toBeUndefined();
    expect(await options(strangers)).toBeUndefined();
    await until(() => the.codes().includes('wrong-certificate'));
    expect(await options(theirs)).toBe('SIP/2.0 200 OK');
  });

  test('a renewed certificate is shown from the next connection on', async () => {
    await start();
    const renewed = makeCertificate(folder, 'renewed', 'haltija.example');
    the.sip.renew({ ...identity, certificate: pem(renewed.certFile), key: pem(renewed.keyFile) });
    await until(() => true);
    expect(await options(theirs)).toBeUndefined();
    the.sip.renew(identity);
    expect(await options(theirs)).toBe('SIP/2.0 200 OK');
  });

  testWithSipp.each(['t1', 'tn'] as const)(
    '200 at once behind a real stunnel, %s',
    { timeout: 120_000 },
    async (transport) => {
      await start();
      const stunnel = await startStunnel(folder, the.port, theirs, ours.certFile);
      try {
        const steps = [...invite(), pause(1500), ...reinvite(2, 'inactive'), ...bye(3)];
        const calls = { calls: 200, most: 200, rate: 100, steps };
        await runSipp({ port: stunnel.port, transport, ...calls });
        await until(() => the.handler.count('ended', 'ended-by-peer') === 200);
      } finally {
        await stunnel.stop();
      }
    },
  );
});
