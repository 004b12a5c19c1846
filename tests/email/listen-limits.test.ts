import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../../server/base/logger.ts';
import {
  createSmtpListener,
  type SmtpListener,
  type SmtpListenerOptions,
} from '../../server/channels/email/listen-smtp.ts';
import { receiveBy } from './gather-pieces.ts';

const listeners: SmtpListener[] = [];
const sockets: Socket[] = [];
let folder: string;
let tls: { key: string; cert: string };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'haltija-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const more = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...more,
    ],
    { stdio: 'ignore' },
  );
  tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
});

async function listen(more: Partial<SmtpListenerOptions> = {}) {
  let kept = 0;
  const listener = createSmtpListener(
    {
      receiver: receiveBy(async () => ({ rawId: `raw-${(kept += 1)}`, state: 'new' })),
      mailboxes: () => [{ key: 'service', address: 'service@example.fi' }],
      logger: silentLogger,
    },
    { host: '127.0.0.1', port: 0, name: 'mail.example.fi', allowedNetworks: ['127.0.0.0/8'], ...more },
  );
  listeners.push(listener);
  return { ...(await listener.start()), kept: () => kept };
}

/** A connection that says nothing. @returns what it is greeted with, from an address of this machine's own */
async function greet(port: number, localAddress = '127.0.0.1'): Promise<{ text: string; socket: Socket }> {
  const socket = connect({ port, host: '127.0.0.1', localAddress });
  socket.on('error', () => undefined);
  sockets.push(socket);
  const text = await new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
  return { text, socket };
}

const envelope = { from: 'maija@example.fi', to: ['service@example.fi'] };
const send = (port: number, more: object) => {
  const transport = createTransport({ host: 'localhost', port, secure: false, ...more });
  return transport.sendMail({ from: envelope.from, to: envelope.to, text: 'Hei', envelope });
};

test('one address may not take all connections; another still gets one, and one that ends makes room', async () => {
  const { port } = await listen({ maxClientsOfOne: 2 });
  const first = await greet(port);
  expect(first.text).toMatch(/^220 /);
  expect((await greet(port)).text).toMatch(/^220 /);
  expect((await greet(port)).text).toMatch(/^421 4\.7\.0/);
  expect((await greet(port, '127.0.0.2')).text).toMatch(/^220 /);
  first.socket.destroy();
  await expect.poll(async () => (await greet(port)).text.slice(0, 3)).toBe('220');
});

test('over all addresses no more than the most', async () => {
  const { port } = await listen({ maxClients: 2, maxClientsOfOne: 2 });
  await greet(port);
  await greet(port, '127.0.0.2');
  expect((await greet(port, '127.0.0.3')).text).toMatch(/^421 /m);
});

test('who says nothing, and who stays for ever, is ended', async () => {
  const silent = await listen({ socketTimeout: 200 });
  const quiet = await greet(silent.port);
  await new Promise((resolve) => quiet.socket.once('close', resolve));
  const { port } = await listen({ connectionTimeout: 400 });
  const { socket } = await greet(port);
  const chatter = setInterval(() => socket.write('NOOP\r\n'), 50);
  await new Promise((resolve) => socket.once('close', resolve));
  clearInterval(chatter);
});

test('with a certificate it offers STARTTLS, and nothing older than TLS 1.2; without one it offers none', async () => {
  const { port, kept } = await listen({ readTls: () => Promise.resolve(tls) });
  await expect(send(port, { requireTLS: true })).rejects.toMatchObject({ code: 'ESOCKET' });
  await expect(
    send(port, { requireTLS: true, tls: { ca: tls.cert, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } }),
  ).rejects.toThrow();
  await send(port, { requireTLS: true, tls: { ca: tls.cert } });
  expect(kept()).toBe(1);
  const plain = await listen();
  await expect(send(plain.port, { requireTLS: true, tls: { ca: tls.cert } })).rejects.toMatchObject({
    code: 'ETLS',
  });
  await expect(listen({ readTls: () => Promise.reject(new Error('no such file')) })).rejects.toMatchObject({
    code: 'settings-invalid',
  });
});

test('a mail far larger than announced is taken: no room was made by what was announced', async () => {
  const { port, kept } = await listen();
  const { socket } = await greet(port);
  let text = '';
  socket.on('data', (bytes) => (text += String(bytes)));
  for (const line of [
    'EHLO x',
    'MAIL FROM:<a@example.fi> SIZE=1000',
    'RCPT TO:<service@example.fi>',
    'DATA',
  ]) {
    text = '';
    socket.write(`${line}\r\n`);
    await expect.poll(() => text, { interval: 5 }).toMatch(/^\d{3} /m);
  }
  text = '';
  socket.write(`${'x'.repeat(60)}\r\n`.repeat(40_000));
  socket.write('.\r\n');
  await expect.poll(() => text, { timeout: 5_000 }).toMatch(/^250 2\.0\.0/m);
  expect(kept()).toBe(1);
});
