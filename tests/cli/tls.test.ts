import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { startHouse } from '../support/start-house.ts';
import { makeCertificate } from '../support/make-certificate.ts';
import { type Installation, makeInstallation, portOf } from './run-haltija.ts';

let folder: string;
let here: Installation;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-tls-'));
  here = await makeInstallation();
});
afterAll(async () => {
  await here.remove();
  await rm(folder, { recursive: true });
});
afterEach(() => void vi.useRealTimers());

const settingsOf = ({ certFile, keyFile }: { certFile: string; keyFile: string }) => ({
  HALTIJA_TLS_CERT_FILE: certFile,
  HALTIJA_TLS_KEY_FILE: keyFile,
});

function get(port: number, path: string, options: Record<string, unknown> = {}) {
  return new Promise<{ status: number; headers: Record<string, unknown>; certificate: string }>(
    (resolve, reject) => {
      const asking = request(
        {
          host: '127.0.0.1',
          port,
          path,
          servername: 'localhost',
          agent: false,
          rejectUnauthorized: false,
          ...options,
        },
        (answer) => {
          const certificate = (
            answer.socket as unknown as import('node:tls').TLSSocket
          ).getPeerX509Certificate()!;
          answer.resume();
          answer.on('end', () =>
            resolve({
              status: answer.statusCode!,
              headers: answer.headers,
              certificate: certificate.fingerprint256,
            }),
          );
        },
      );
      asking.on('error', reject);
      asking.end();
    },
  );
}

test('HTTP is served over TLS alone, and visitors are told to stay with it', async () => {
  const files = makeCertificate(folder, 'served');
  const service = await here.start(['start'], settingsOf(files));
  try {
    await vi.waitFor(() => expect(service.printed()).toContain('https://localhost:'));
    const port = portOf(service);
    const ca = await readFile(files.certFile);
    const answer = await get(port, '/en/notice', { ca, rejectUnauthorized: true });
    expect(answer.status).toBe(200);
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000');
    await expect(fetch(`http://127.0.0.1:${port}/en/notice`)).rejects.toThrow();
    await expect(get(port, '/', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })).rejects.toThrow();
    const doctor = await here.run(['doctor'], { ...settingsOf(files), HALTIJA_PORT: String(port) });
    expect(doctor.stdout).toMatch(/ok\s+HALTIJA_TLS_CERT_FILE\s+valid until/);
    expect(doctor.stdout).toMatch(/ok\s+HALTIJA_PORT\s+port \d+: in use by the service/);
  } finally {
    service.child.kill('SIGTERM');
    await service.ended;
  }
});

test('the doctor tells of a certificate that will not do', async () => {
  const right = makeCertificate(folder, 'right');
  const other = makeCertificate(folder, 'other');
  const says = async (files: { certFile: string; keyFile: string }, more: Record<string, string> = {}) => {
    const { stdout } = await here.run(['doctor'], { ...settingsOf(files), ...more });
    return stdout.split('\n').find((line) => line.includes('HALTIJA_TLS_CERT_FILE'));
  };
  expect(await says({ ...right, keyFile: other.keyFile })).toMatch(/^problem .*not of the key beside it/);
  expect(await says({ ...right, certFile: join(folder, 'none') })).toMatch(/^problem .*cannot be read/);
  expect(await says(makeCertificate(folder, 'ended', 'localhost', -1))).toMatch(/^problem .*ended on/);
  expect(await says(makeCertificate(folder, 'soon', 'localhost', 5))).toMatch(/^warning .*ends on/);
  expect(await says(right, { HALTIJA_PUBLIC_URL: 'https://contact.example.fi' })).toMatch(
    /^problem .*not for contact.example.fi/,
  );
});

test('an address in plain beside a certificate is refused, and one file without the other', async () => {
  const files = makeCertificate(folder, 'refused');
  const plain = await here.run(['start'], {
    ...settingsOf(files),
    HALTIJA_PUBLIC_URL: 'http://contact.example.fi',
  });
  expect(plain.code).toBe(2);
  expect(plain.stderr).toContain('HALTIJA_PUBLIC_URL');
  const alone = await here.run(['start'], { HALTIJA_TLS_CERT_FILE: files.certFile });
  expect(alone.stderr).toContain('HALTIJA_TLS_KEY_FILE is missing');
  const unreadable = await here.run(['start'], settingsOf({ ...files, keyFile: join(folder, 'none') }));
  expect(unreadable.code).toBe(1);
  expect(unreadable.stderr).toContain('HALTIJA_TLS_CERT_FILE');
});

test('a renewed certificate is served within the hour; a broken one leaves the old', async () => {
  const [first, second] = [makeCertificate(folder, 'first'), makeCertificate(folder, 'second')];
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { app, logLines, stop } = await startHouse({ settings: settingsOf(first), start: false });
  try {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as import('node:net').AddressInfo;
    const served = async () => (await get(port, '/en/notice')).certificate;
    const before = await served();
    await Promise.all([copyFile(second.certFile, first.certFile), copyFile(second.keyFile, first.keyFile)]);
    vi.advanceTimersByTime(61 * 60_000);
    await vi.waitFor(async () => expect(await served()).not.toBe(before));
    const renewed = await served();
    await copyFile(makeCertificate(folder, 'third').keyFile, first.keyFile);
    vi.advanceTimersByTime(60 * 60_000);
    await vi.waitFor(() => expect(logLines.join('')).toContain('the old one stays'));
    expect(await served()).toBe(renewed);
  } finally {
    await stop();
  }
});
