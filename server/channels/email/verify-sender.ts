import { BlockList, isIP } from '../../base/ip-address.ts';
import { Readable } from 'node:stream';
import { domainToASCII } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DKIMResult } from 'mailauth';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { dmarc } from 'mailauth/lib/dmarc/index.js';
import { spf } from 'mailauth/lib/spf/index.js';
import type { Clock } from '../../base/clock.ts';
import type { SenderCheck, SenderReason } from '../../register/contacts/sender-check.ts';
import type { AskNameServers } from './ask-name-servers.ts';
import { readTrustedSpf, type TrustedSpf } from './read-trusted-results.ts';
import type { MailEnvelope } from './mail-envelope.ts';
import type { RawMail } from './mail-in-pieces.ts';

export interface SenderVerifier {
  /**
   * Never throws and never takes longer than its limit: what could not be found out in time is unconfirmed.
   * @param waits nobody waits for it: name servers are asked even while they have just been silent
   */
  verify(
    raw: RawMail,
    fromAddress: string,
    envelope: MailEnvelope,
    waits?: 'nobody-waits',
  ): Promise<SenderCheck>;
}

export interface SenderVerifierOptions {
  /** Milliseconds for all questions about one mail. */
  timeLimit?: number;
  /** Name by which a mail server of one's own signs its Authentication-Results. */
  authservId?: string | undefined;
}

/** So many mails in a row without an answer, and for a while nobody is asked: silence must not hold up mail. */
const silentInRow = 3;
const silenceTime = 30_000;
const mostQuestions = 60;
const chunkBytes = 64 * 1024;

/** Mail that comes from here was handed on by a server of one's own: its address says nothing about the sender. */
const ownNetworks = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  ownNetworks.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  ownNetworks.addSubnet(network, bits, 'ipv6');

/**
 * SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 9989). DMARC decides: a signature of just any domain proves
 * nothing, and a changed body is DKIM `neutral`.
 */
export function createSenderVerifier(
  deps: { ask: AskNameServers; clock: Clock },
  options: SenderVerifierOptions = {},
): SenderVerifier {
  const timeLimit = options.timeLimit ?? 4_000;
  let silent = 0;
  let silentUntil = 0;

  async function look(raw: RawMail, fromAddress: string, envelope: MailEnvelope): Promise<SenderCheck> {
    const ask = limitQuestions(deps.ask);
    const [signed, direct] = await Promise.all([
      dkimVerify(Readable.from(raw instanceof Uint8Array ? inChunks(raw) : raw.read()), {
        resolver: ask,
        sender: envelope.sender ?? '',
        curTime: deps.clock.now(),
        rejectRsaSha1: true,
      }),
      options.authservId === undefined ? askSpf(ask, envelope) : undefined,
    ]);
    const path: TrustedSpf = direct ??
      readHeaders(signed.headers?.parsed, options.authservId) ?? { result: 'none', domain: '' };
    const passed = signed.results.filter((each) => each.status.result === 'pass' && each.signingDomain);
    const dkim = bestDkim(signed.results);
    const reasons = new Set<SenderReason>();
    if (signed.results.some(isBodyChanged)) reasons.add('body-changed');
    else if (dkim === 'fail' || dkim === 'permerror') reasons.add('signature-not-valid');
    if (path.result === 'fail' || path.result === 'softfail') reasons.add('server-not-allowed');

    const wanted = domainOf(fromAddress);
    // What the reader is shown must be what was checked.
    const single =
      signed.headerFrom.length > 0 && signed.headerFrom.every((address) => domainOf(address) === wanted);
    const verdict = await dmarc({
      headerFrom: signed.headerFrom,
      fromFields: signed.fromFields,
      spfDomains: path.result === 'pass' && path.domain !== '' ? [path.domain] : [],
      dkimDomains: passed.map((each) => ({
        ...(each.id === undefined ? {} : { id: each.id }),
        domain: each.signingDomain!,
        ...(each.status.aligned === undefined ? {} : { aligned: each.status.aligned }),
        ...(each.status.underSized === undefined ? {} : { underSized: each.status.underSized }),
      })),
      resolver: ask,
    });
    if (verdict === false || !single) {
      reasons.add('several-senders');
      return {
        conclusion: 'unconfirmed',
        spf: path.result,
        dkim,
        dmarc: 'permerror',
        aligned: 'none',
        reasons: [...reasons],
      };
    }
    const found = dmarcResult(verdict.status.result);
    // Without an answer about a signature or a server, a failure is none yet.
    const unsure =
      signed.results.some((each) => each.status.result === 'temperror') || path.result === 'temperror';
    const result = found === 'fail' && unsure ? 'temperror' : found;
    const bySpf = Boolean(verdict.alignment?.spf.result);
    const byDkim = Boolean(verdict.alignment?.dkim.result);
    // A signature over the beginning lets anybody write on.
    const partly = byDkim && !bySpf && (verdict.alignment.dkim.underSized ?? 0) > 0;
    if (partly) reasons.add('part-unsigned');
    if (result === 'none') reasons.add('no-policy');
    if (result === 'temperror') reasons.add('no-answer');
    if (result === 'fail' && (passed.length > 0 || path.result === 'pass')) reasons.add('other-domain');
    const refused = result === 'fail' && ['reject', 'quarantine'].includes(verdict.policy);
    return {
      conclusion: result === 'pass' && !partly ? 'confirmed' : refused ? 'denied' : 'unconfirmed',
      spf: path.result,
      dkim,
      dmarc: result,
      aligned: bySpf && byDkim ? 'both' : bySpf ? 'spf' : byDkim ? 'dkim' : 'none',
      reasons: [...reasons],
    };
  }

  async function askSpf(ask: AskNameServers, envelope: MailEnvelope): Promise<TrustedSpf | undefined> {
    const { client, sender } = envelope;
    const address = client?.address.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
    const family = isIP(address);
    if (client === undefined || sender === undefined || family === 0) return undefined;
    if (ownNetworks.check(address, family === 6 ? 'ipv6' : 'ipv4')) return undefined;
    const found = await spf({ ip: address, sender, helo: client.hello, resolver: ask, mta: 'haltija' });
    return { result: spfResult(found.status.result), domain: found.domain };
  }

  return {
    async verify(raw, fromAddress, envelope, waits) {
      if (waits === undefined && silentUntil > performance.now()) return unanswered;
      const stop = new AbortController();
      const check = await Promise.race([
        look(raw, fromAddress, envelope).catch(() => unanswered),
        sleep(timeLimit, unanswered, { ref: false, signal: stop.signal }),
      ]);
      stop.abort();
      silent = check.dmarc === 'temperror' ? silent + 1 : 0;
      if (silent >= silentInRow) silentUntil = performance.now() + silenceTime;
      return check;
    },
  };
}

/** A mail with hundreds of signatures must not make us ask for each. */
function limitQuestions(ask: AskNameServers): AskNameServers {
  let asked = 0;
  return (name, type) => {
    asked += 1;
    return asked > mostQuestions
      ? Promise.reject(Object.assign(new Error('too many questions'), { code: 'ETIMEOUT' }))
      : ask(name, type);
  };
}

const unanswered: SenderCheck = {
  conclusion: 'unconfirmed',
  spf: 'temperror',
  dkim: 'temperror',
  dmarc: 'temperror',
  aligned: 'none',
  reasons: ['no-answer'],
};

// Whole pieces, so that hashing a large mail leaves others their turn.
function* inChunks(raw: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += chunkBytes)
    yield Buffer.from(raw.buffer, raw.byteOffset + at, Math.min(chunkBytes, raw.length - at));
}

function readHeaders(
  parsed: readonly { key: string; line: Buffer }[] | undefined,
  authservId: string | undefined,
): TrustedSpf | undefined {
  if (parsed === undefined || authservId === undefined) return undefined;
  const lines = parsed
    .filter((each) => each.key === 'authentication-results')
    .map((each) => each.line.toString('latin1'));
  return readTrustedSpf(lines, authservId);
}

function isBodyChanged({ status }: DKIMResult): boolean {
  return status.result === 'neutral' && /body hash/i.test(status.comment ?? '');
}

function bestDkim(results: readonly DKIMResult[]): SenderCheck['dkim'] {
  const order = ['pass', 'policy', 'neutral', 'temperror', 'fail', 'permerror'] as const;
  return order.find((result) => results.some((each) => each.status.result === result)) ?? 'none';
}

function dmarcResult(result: string): SenderCheck['dmarc'] {
  return (
    (['pass', 'fail', 'none', 'temperror', 'permerror'] as const).find((each) => each === result) ?? 'none'
  );
}

function spfResult(result: string): TrustedSpf['result'] {
  const known = ['pass', 'fail', 'softfail', 'neutral', 'none', 'temperror', 'permerror'] as const;
  return known.find((each) => each === result) ?? 'none';
}

function domainOf(address: string): string {
  return domainToASCII(address.slice(address.lastIndexOf('@') + 1).replace(/\.$/, '')).toLowerCase();
}
