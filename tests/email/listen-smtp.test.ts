import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { createTransport } from 'nodemailer';
import { afterEach, expect, test } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import { createLogger } from '../../server/base/logger.ts';
import { createSmtpListener } from '../../server/channels/email/listen-smtp.ts';
import type { SmtpListener, SmtpListenerOptions } from '../../server/channels/email/listen-smtp.ts';
import type { MailReceiver } from '../../server/channels/email/receive-mail.ts';
import { receiveBy } from './gather-pieces.ts';

type Kept = Parameters<MailReceiver['keep']>[0];
const listeners: SmtpListener[] = [];
const logged: string[] = [];
afterEach(async () => {
  await Promise.all(listeners.splice(0).map((listener) => listener.stop()));
});

async function listen(more: Partial<SmtpListenerOptions> = {}, keep?: (mail: Kept) => Promise<void>) {
  const kept: Kept[] = [];
  const receiver = receiveBy(async (mail) => {
    await keep?.(mail);
    kept.push(mail);
    return { rawId: `raw-${kept.length}`, state: 'new' };
  });
  const listener = createSmtpListener(
    {
      receiver,
      mailboxes: () => [
        { key: 'service', address: 'service@example.fi' },
        { key: 'privacy', address: 'privacy@example.fi' },
      ],
      logger: createLogger({ level: 'info', destination: { write: (line) => void logged.push(line) } }),
    },
    { host: '127.0.0.1', port: 0, name: 'mail.example.fi', allowedNetworks: ['127.0.0.0/8'], ...more },
  );
  listeners.push(listener);
  return { kept, abandoned: receiver.abandoned, ...(await listener.start()) };
}

function send(port: number, to: string[], text = 'Hei', lmtp = false) {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, lmtp, logger: false });
  return transport.sendMail({
    from: 'maija@example.fi',
    to,
    text,
    envelope: { from: 'maija@example.fi', to },
  });
}

test('a mailbox that is gone between RCPT and DATA is refused; the others of the same mail are kept', async () => {
  let gone = false;
  const kept: Kept[] = [];
  const deps = {
    receiver: receiveBy((mail) =>
      Promise.resolve({ rawId: `raw-${kept.push(mail)}`, state: 'new' as const }),
    ),
    mailboxes: () => [
      { key: 'service', address: 'service@example.fi' },
      ...(gone ? [] : [{ key: 'privacy', address: 'privacy@example.fi' }]),
    ],
    logger: createLogger({ level: 'silent' }),
  };
  const options = { host: '127.0.0.1', port: 0, name: 'mail.example.fi', allowedNetworks: ['127.0.0.1'] };
  const answers = async (lmtp: boolean, to: string[]): Promise<string[]> => {
    gone = false;
    const listener = createSmtpListener(deps, { ...options, lmtp });
    listeners.push(listener);
    const { port } = await listener.start();
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    const say = async (line: string, until: RegExp) => {
      text = '';
      socket.write(`${line}\r\n`);
      await expect.poll(() => text, { interval: 5 }).toMatch(until);
    };
    await expect.poll(() => text, { interval: 5 }).toMatch(/^220/);
    await say(`${lmtp ? 'LHLO' : 'EHLO'} client.example.fi`, /^250 /m);
    await say('MAIL FROM:<maija@example.fi>', /^250/);
    for (const each of to) await say(`RCPT TO:<${each}>`, /^250/);
    await say('DATA', /^354/);
    gone = true;
    await say(
      'Subject: x\r\n\r\nHei\r\n.',
      lmtp ? new RegExp(`(^\\d{3} .*\\s+){${to.length}}`, 'm') : /^\d{3} /,
    );
    socket.destroy();
    return [...text.matchAll(/^(\d{3}) /gm)].map((match) => match[1]!);
  };
  expect(await answers(true, ['service@example.fi', 'privacy@example.fi'])).toEqual(['250', '550']);
  expect(await answers(false, ['privacy@example.fi'])).toEqual(['550']);
  expect(await answers(false, ['privacy@example.fi', 'service@example.fi'])).toEqual(['451']);
  expect(kept.map(({ mailbox }) => mailbox)).toEqual(['service', 'service']);
});

test('other domains, other names, and all but the declared are refused: nothing is relayed', async () => {
  const { port, kept } = await listen();
  for (const to of [
    'other@example.fi',
    'service@example.com',
    'service@sub.example.fi',
    'a%example.com@example.fi',
    'postmaster',
  ]) {
    await expect(send(port, [to]), to).rejects.toMatchObject({
      responseCode: expect.toSatisfy((code) => code === 550 || code === 553 || code === 501),
    });
  }
  expect(kept).toEqual([]);
});

test('a client outside the allowed networks is turned away at the greeting', async () => {
  const { port } = await listen({ allowedNetworks: ['10.0.0.0/8', '::1'] });
  const greeting = await new Promise<string>((resolve) => {
    connect(port, '127.0.0.1').once('data', (bytes) => resolve(String(bytes)));
  });
  expect(greeting).toMatch(/^554 /);
  for (const network of ['10.0.0.0/33', 'example.fi', '10.0.0.0/8/8', '']) {
    expect(() =>
      createSmtpListener(
        {
          receiver: receiveBy(async () => ({ rawId: '', state: 'new' })),
          mailboxes: () => [],
          logger: createLogger({ level: 'silent' }),
        },
        { host: '127.0.0.1', port: 0, name: 'x', allowedNetworks: [network] },
      ),
    ).toThrow(Refusal);
  }
});

test('a mail too large is refused for good, announced or not', async () => {
  const { port, kept } = await listen({ sizeLimit: 10_000 });
  await expect(send(port, ['service@example.fi'], 'x'.repeat(20_000))).rejects.toMatchObject({
    responseCode: 552,
  });
  const answer = await talk(port, [
    'EHLO x',
    'MAIL FROM:<a@example.fi>',
    'RCPT TO:<service@example.fi>',
    'DATA',
    `${'x'.repeat(20_000)}\r\n.`,
  ]);
  expect(answer.at(-1)).toMatch(/^552 /);
  expect(kept).toEqual([]);
});

test('storage that is away or full asks to try again', async () => {
  let failure: Error | undefined = new Refusal('storage-unavailable');
  const { port, kept } = await listen({}, async () => {
    if (failure) throw failure;
  });
  await expect(send(port, ['service@example.fi'])).rejects.toMatchObject({ responseCode: 452 });
  failure = new Refusal('storage-full');
  await expect(send(port, ['service@example.fi'])).rejects.toMatchObject({
    responseCode: 452,
    response: expect.stringContaining('full'),
  });
  failure = new Error('maija@example.fi');
  await expect(send(port, ['service@example.fi'])).rejects.toMatchObject({
    responseCode: 452,
    response: expect.not.stringContaining('maija'),
  });
  failure = undefined;
  await send(port, ['service@example.fi']);
  expect(kept).toHaveLength(1);
});

test('250 is said only when the mail is kept', async () => {
  let release = () => {};
  const durable = new Promise<void>((resolve) => (release = resolve));
  let asked = false;
  const { port } = await listen({}, async () => {
    asked = true;
    await durable;
  });
  let answered = false;
  const sending = send(port, ['service@example.fi']).then(() => (answered = true));
  await expect.poll(() => asked).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(answered).toBe(false);
  release();
  await sending;
  expect(answered).toBe(true);
});

test('more mail at once than memory is given is passed on as it comes, to each mailbox', async () => {
  const { port, kept } = await listen({ memoryLimit: 1_000 });
  await send(port, ['service@example.fi', 'privacy@example.fi'], 'x'.repeat(5_000));
  await send(port, ['service@example.fi'], 'short');
  expect(kept.map(({ mailbox, raw }) => [mailbox, raw.length > 5_000])).toEqual([
    ['service', true],
    ['privacy', true],
    ['service', false],
  ]);
  expect(Buffer.from(kept[0]!.raw).toString()).toContain('x'.repeat(70));
});

test('of a huge mail that is too large after all, or whose client breaks off, nothing is kept', async () => {
  const { port, kept, abandoned } = await listen({ sizeLimit: 3 * 1024 * 1024 });
  const line = `${'x'.repeat(76)}\r\n`;
  const begin = ['EHLO x', 'MAIL FROM:<a@example.fi>', 'RCPT TO:<service@example.fi>', 'DATA'];
  const answer = await talk(port, [...begin, `${line.repeat(60_000)}.`]);
  expect(answer.at(-1)).toMatch(/^552 /);
  expect(abandoned()).toBe(1);
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const said = () => new Promise((resolve) => socket.once('data', resolve));
  await said();
  for (const each of begin) {
    socket.write(`${each}\r\n`);
    await said();
  }
  socket.write(line.repeat(20_000), () => socket.destroy());
  await expect.poll(abandoned, { timeout: 5_000 }).toBe(2);
  expect(kept).toEqual([]);
});

test('of a huge mail that one mailbox cannot keep the other keeps its own, and each recipient is told', async () => {
  const { port, kept } = await listen({ lmtp: true }, async ({ mailbox }) => {
    if (mailbox === 'privacy') throw new Refusal('storage-full');
  });
  const text = `${'x'.repeat(76)}\r\n`.repeat(20_000);
  const to = ['service@example.fi', 'privacy@example.fi'];
  const info = await send(port, to, text, true);
  expect(info.accepted).toEqual(['service@example.fi']);
  expect(info.rejectedErrors?.map(({ responseCode }) => responseCode)).toEqual([452]);
  expect(kept.map(({ mailbox }) => mailbox)).toEqual(['service']);
});

test('a client that trickles is ended by the time for one mail; more clients than allowed wait outside', async () => {
  const { port } = await listen({ dataTimeout: 300, maxClients: 1 });
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write('EHLO x\r\nMAIL FROM:<a@example.fi>\r\nRCPT TO:<service@example.fi>\r\nDATA\r\n');
  const trickle = setInterval(() => socket.write('x'), 50);
  const second = await new Promise<string>((resolve) => {
    connect(port, '127.0.0.1').once('data', (bytes) => resolve(String(bytes)));
  });
  expect(second).toMatch(/^421 /m);
  await closed;
  clearInterval(trickle);
  await send(port, ['service@example.fi']);
});

test('plus-addresses and capitals mean the mailbox; each mailbox gets its own', async () => {
  const { port, kept } = await listen();
  await send(port, ['Service+c-abc@EXAMPLE.fi', 'privacy@example.fi', 'service@example.fi']);
  expect(kept.map(({ mailbox, envelope }) => [mailbox, envelope.sender, envelope.recipients.length])).toEqual(
    [
      ['service', 'maija@example.fi', 2],
      ['privacy', 'maija@example.fi', 1],
    ],
  );
  expect(Buffer.from(kept[0]!.raw).toString()).toContain('Hei');
});

test('LMTP, and another program as client (swaks): null sender too', async () => {
  const lmtp = await listen({ lmtp: true });
  const info = await send(lmtp.port, ['service@example.fi', 'service+x@example.fi'], 'Hei', true);
  expect(info.accepted).toHaveLength(2);
  expect(lmtp.kept).toHaveLength(1);
  const { port, kept } = await listen();
  await promisify(execFile)('swaks', [
    '--server',
    `127.0.0.1:${port}`,
    '--from',
    '<>',
    '--to',
    'service@example.fi',
    '--silent',
    '3',
  ]);
  expect(kept[0]!.envelope.sender).toBe('');
});

test('the log of all this names nobody', () => {
  expect(logged.length).toBeGreaterThan(3);
  expect(logged.join('')).not.toMatch(/maija|@example|127\.0\.0\.1/i);
});

/** Sends each line when the one before is answered; the answers. */
async function talk(port: number, lines: string[]): Promise<string[]> {
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  const waiting = [...lines];
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      if (!/^\d{3} /m.test(String(bytes))) return;
      answers.push(String(bytes));
      const line = waiting.shift();
      if (line === undefined) return resolve();
      socket.write(`${line}\r\n`);
    });
  });
  socket.destroy();
  return answers;
}
