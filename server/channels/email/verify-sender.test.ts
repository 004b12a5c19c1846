import { expect, test } from 'vitest';
import { serveNothing, serveZone } from '../../../tests/email/name-servers.ts';
import { keyRecord, signMail } from '../../../tests/email/sign-mail.ts';
import { systemClock } from '../../base/clock.ts';
import { createSenderVerifier } from './verify-sender.ts';

const zone = {
  'TXT example.fi': ['v=spf1 ip4:203.0.113.7 -all'],
  'TXT _dmarc.example.fi': ['v=DMARC1; p=reject'],
  'TXT s1._domainkey.example.fi': [keyRecord],
  'TXT lenient.example': ['v=spf1 ip4:203.0.113.7 ~all'],
  'TXT _dmarc.lenient.example': ['v=DMARC1; p=none'],
  'TXT other.example': ['v=spf1 ip4:203.0.113.7 -all'],
  'TXT s1._domainkey.other.example': [keyRecord],
};
const make = (options = {}) => createSenderVerifier({ ask: serveZone(zone), clock: systemClock }, options);
const mail = (from: string, body = 'Hei, missä kirjeeni on?', headers: string[] = []) =>
  Buffer.from(
    [
      ...headers,
      `From: ${from}`,
      'To: service@posti.example',
      'Subject: Kirje',
      'Date: Mon, 02 Nov 2026 10:00:00 +0000',
      'Message-ID: <1@example.fi>',
      '',
      body,
      '',
    ].join('\r\n'),
  );
const by = (address: string, sender: string) => ({
  recipients: [],
  sender,
  client: { address, hello: 'mail.example.fi' },
});
const fetched = { recipients: [] };
const from = 'aino@example.fi';

test('a mail that its domain does not stand for is denied, and a stranger unconfirmed', async () => {
  const verifier = make();
  expect(await verifier.verify(mail(from), from, by('198.51.100.1', from))).toMatchObject({
    conclusion: 'denied',
    spf: 'fail',
    dkim: 'none',
    dmarc: 'fail',
    reasons: ['server-not-allowed'],
  });
  expect(await verifier.verify(mail(from), from, fetched)).toMatchObject({
    conclusion: 'denied',
    spf: 'none',
  });
  // The envelope of another domain passes for itself only.
  expect(await verifier.verify(mail(from), from, by('203.0.113.7', 'x@other.example'))).toMatchObject({
    conclusion: 'denied',
    spf: 'pass',
    reasons: ['other-domain'],
  });
  const nobody = 'b@no-policy.example';
  expect(await verifier.verify(mail(nobody), nobody, fetched)).toMatchObject({
    conclusion: 'unconfirmed',
    dmarc: 'none',
    reasons: ['no-policy'],
  });
  // A domain that asks for nothing denies nothing either.
  const lenient = 'c@lenient.example';
  expect(await verifier.verify(mail(lenient), lenient, by('198.51.100.1', lenient))).toMatchObject({
    conclusion: 'unconfirmed',
    dmarc: 'fail',
  });
});

test('SPF or DKIM of the own domain confirms', async () => {
  const verifier = make();
  expect(await verifier.verify(mail(from), from, by('203.0.113.7', from))).toMatchObject({
    conclusion: 'confirmed',
    spf: 'pass',
    aligned: 'spf',
    reasons: [],
  });
  expect(await verifier.verify(await signMail(mail(from), 'example.fi'), from, fetched)).toMatchObject({
    conclusion: 'confirmed',
    dkim: 'pass',
    aligned: 'dkim',
  });
});

test('a changed body, a signature of another domain or over the beginning only confirms nothing', async () => {
  const verifier = make();
  const signed = await signMail(mail(from), 'example.fi');
  const changed = Buffer.from(signed.toString().replace('missä', 'MISSÄ'));
  expect(await verifier.verify(changed, from, fetched)).toMatchObject({
    conclusion: 'denied',
    dkim: 'neutral',
    reasons: ['body-changed'],
  });
  expect(await verifier.verify(await signMail(mail(from), 'other.example'), from, fetched)).toMatchObject({
    conclusion: 'denied',
    dkim: 'pass',
    reasons: ['other-domain'],
  });
  const partly = await signMail(mail(from), 'example.fi', { maxBodyLength: 5 });
  expect(await verifier.verify(partly, from, fetched)).toMatchObject({
    conclusion: 'unconfirmed',
    reasons: ['part-unsigned'],
  });
});

test('what the reader is shown must be what was checked', async () => {
  const verifier = make();
  const two = await signMail(mail(from, 'Hei', ['From: chef@bank.example']), 'example.fi');
  for (const shown of [from, 'chef@bank.example'])
    expect(await verifier.verify(two, shown, fetched)).toMatchObject({
      conclusion: 'unconfirmed',
      reasons: ['several-senders'],
    });
  const signed = await signMail(mail(from), 'example.fi');
  expect((await verifier.verify(signed, 'chef@bank.example', fetched)).conclusion).toBe('unconfirmed');
});

test('SPF of a server of one’s own counts by its name only, and the topmost', async () => {
  const verifier = make({ authservId: 'mx.posti.example' });
  const results = (id: string, domain: string) =>
    `Authentication-Results: ${id};\r\n spf=pass (a comment; spf=fail) smtp.mailfrom=aino@${domain}`;
  const check = (...headers: string[]) => verifier.verify(mail(from, 'Hei', headers), from, fetched);
  expect((await check(results('mx.posti.example', 'example.fi'))).conclusion).toBe('confirmed');
  expect((await check(results('MX.posti.example 1', 'example.fi'))).conclusion).toBe('confirmed');
  expect((await check(results('mx.evil.example', 'example.fi'))).conclusion).toBe('denied');
  expect(
    (await check(results('mx.posti.example', 'other.example'), results('mx.posti.example', 'example.fi')))
      .conclusion,
  ).toBe('denied');
  expect(
    (await make().verify(mail(from, 'Hei', [results('mx.posti.example', 'example.fi')]), from, fetched))
      .conclusion,
  ).toBe('denied');
});

test('mail handed on by a server of one’s own network is not judged by that server’s address', async () => {
  for (const address of ['10.1.2.3', '127.0.0.1', '::ffff:192.168.1.1', '::1', 'fd00::1', 'nonsense'])
    expect((await make().verify(mail(from), from, by(address, from))).spf, address).toBe('none');
});

test('name servers that fail or keep silent confirm nothing, deny nothing and hold up nothing', async () => {
  const failing = createSenderVerifier({
    ask: () => Promise.reject(Object.assign(new Error('x'), { code: 'ESERVFAIL' })),
    clock: systemClock,
  });
  expect(await failing.verify(mail(from), from, by('203.0.113.7', from))).toMatchObject({
    conclusion: 'unconfirmed',
    dmarc: 'temperror',
    reasons: ['no-answer'],
  });
  // Only the key is out of reach: the domain's policy alone must not deny.
  const noKey = createSenderVerifier({
    ask: (name, type) =>
      name.startsWith('s1.')
        ? Promise.reject(Object.assign(new Error('x'), { code: 'ETIMEOUT' }))
        : serveZone(zone)(name, type),
    clock: systemClock,
  });
  expect(await noKey.verify(await signMail(mail(from), 'example.fi'), from, fetched)).toMatchObject({
    conclusion: 'unconfirmed',
    dkim: 'temperror',
  });

  const silent = createSenderVerifier({ ask: serveNothing, clock: systemClock }, { timeLimit: 40 });
  const start = performance.now();
  for (let index = 0; index < 200; index += 1)
    expect((await silent.verify(mail(from), from, fetched)).reasons).toEqual(['no-answer']);
  // Three are waited for; then nobody is asked for a while.
  expect(performance.now() - start).toBeLessThan(1_500);
});

test('hostile headers do not throw', async () => {
  const verifier = make();
  for (const text of [
    '',
    '\r\n',
    'From:\r\n\r\n',
    `DKIM-Signature: ${'a='.repeat(20_000)}\r\nFrom: ${from}\r\n\r\nx`,
    `${'DKIM-Signature: v=1; d=example.fi; s=s1; h=from; bh=x; b=y\r\n'.repeat(300)}From: ${from}\r\n\r\nx`,
  ])
    expect((await verifier.verify(Buffer.from(text), from, fetched)).conclusion).not.toBe('confirmed');
});
