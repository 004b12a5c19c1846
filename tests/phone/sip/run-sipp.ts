import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { findSipp } from '../../support/find-counterparts.ts';
import { multipart, twoLines, twoPeople } from './write-invite.ts';

/** One step of a scenario, as sipp reads it. */
type Step = string;

interface Content {
  readonly type: string;
  readonly text: string;
}

const message = (start: string, lines: readonly string[], content?: Content): string =>
  [
    start,
    'Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport',
    'From: <sip:sbc@sbc.example>;tag=[pid]sipp[call_number]',
    ...lines,
    'Call-ID: [call_id]',
    'Max-Forwards: 70',
    'Contact: <sip:sbc@[local_ip]:[local_port];transport=[transport]>;+sip.src',
    ...(content ? [`Content-Type: ${content.type}`] : []),
    'Content-Length: [len]',
    '',
    ...(content ? [content.text.replaceAll('\r\n', '\n')] : []),
  ].join('\n');

const outside = 'To: <sip:recorder@haltija.example>';
const inside = '[last_To:]';
const say = (text: string, attributes = 'retrans="500"'): Step =>
  `<send ${attributes}><![CDATA[\n${text}\n]]></send>`;
const hear = (status: number, more = ''): Step => `<recv response="${status}" ${more}/>`;

const whole = multipart(twoLines(), twoPeople());
const plain = (direction: string, version: number): Content => ({
  type: 'application/sdp',
  text: twoLines(direction, version),
});

/** @param lost per cent of the first message of each kind that never leave */
export const invite = (more: readonly string[] = [], lost = 0, content: Content = whole): Step[] => [
  say(
    message(
      'INVITE sip:recorder@haltija.example SIP/2.0',
      [
        outside,
        'CSeq: 1 INVITE',
        'Require: siprec',
        'Allow: INVITE, ACK, BYE, CANCEL, UPDATE, OPTIONS',
        ...more,
      ],
      content,
    ),
    `retrans="500" lost="${lost}"`,
  ),
  hear(100, 'optional="true"'),
  hear(200, 'rrs="true"'),
  say(message('ACK [next_url] SIP/2.0', [inside, 'CSeq: 1 ACK']), `lost="${lost}"`),
];
export const reinvite = (number: number, direction: string): Step[] => [
  say(
    message(
      'INVITE [next_url] SIP/2.0',
      [inside, `CSeq: ${number} INVITE`, 'Require: siprec'],
      plain(direction, number),
    ),
  ),
  hear(100, 'optional="true"'),
  hear(200),
  say(message('ACK [next_url] SIP/2.0', [inside, `CSeq: ${number} ACK`]), ''),
];
export const update = (number: number): Step[] => [
  say(
    message('UPDATE [next_url] SIP/2.0', [inside, `CSeq: ${number} UPDATE`], {
      type: 'application/rs-metadata+xml',
      text: twoPeople('partial'),
    }),
  ),
  hear(200),
];
export const pause = (milliseconds: number): Step => `<pause milliseconds="${milliseconds}"/>`;
/** Sends what a file holds, from and to the ports of the call. */
export const playSound = (file: string): Step =>
  `<nop><action><exec play_pcap_audio="${file}"/></action></nop>`;
export const bye = (number: number, lost = 0): Step[] => [
  say(message('BYE [next_url] SIP/2.0', [inside, `CSeq: ${number} BYE`]), `retrans="500" lost="${lost}"`),
  hear(200),
];
/** Ten in a hundred never leave, and are not said again. */
export const forgottenBye = (number: number): Step[] => [
  say(message('BYE [next_url] SIP/2.0', [inside, `CSeq: ${number} BYE`]), 'lost="10"'),
];
export const cancelled: Step[] = [
  say(
    message(
      'INVITE sip:recorder@haltija.example SIP/2.0',
      [outside, 'CSeq: 1 INVITE', 'Require: siprec'],
      whole,
    ),
  ),
  hear(100),
  say(
    [
      'CANCEL sip:recorder@haltija.example SIP/2.0',
      '[last_Via:]',
      'From: <sip:sbc@sbc.example>;tag=[pid]sipp[call_number]',
      outside,
      'Call-ID: [call_id]',
      'CSeq: 1 CANCEL',
      'Content-Length: 0',
      '',
    ].join('\n'),
  ),
  hear(200, 'optional="true"'),
  hear(487),
  say(
    [
      'ACK sip:recorder@haltija.example SIP/2.0',
      '[last_Via:]',
      'From: <sip:sbc@sbc.example>;tag=[pid]sipp[call_number]',
      inside,
      'Call-ID: [call_id]',
      'CSeq: 1 ACK',
      'Content-Length: 0',
      '',
    ].join('\n'),
    '',
  ),
];

export interface SippRun {
  readonly port: number;
  readonly transport: 'u1' | 't1' | 'tn';
  readonly calls: number;
  /** At once. */
  readonly most: number;
  readonly rate: number;
  readonly steps: readonly Step[];
}

/** Plays calls with sipp. Its exit code is 0 when every call went as written; otherwise the failure says what it wrote of errors. */
export async function runSipp({ port, transport, calls, most, rate, steps }: SippRun): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haltija-sipp-'));
  try {
    writeFileSync(
      join(folder, 'calls.xml'),
      `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="calls">\n${steps.join('\n')}\n</scenario>\n`,
    );
    const child = spawn(
      findSipp()!,
      [
        `127.0.0.1:${port}`,
        ...'-i 127.0.0.1 -mi 127.0.0.1 -sf calls.xml -nostdin -trace_err -timeout_error'.split(' '),
        ...`-t ${transport} -max_socket 500 -timeout 120s -m ${calls} -l ${most} -r ${rate}`.split(' '),
        // On a machine with much to do it would give up by itself.
        ...'-watchdog_major_maxtriggers 100000 -watchdog_minor_maxtriggers 100000'.split(' '),
      ],
      { cwd: folder, stdio: 'ignore' },
    );
    const code = await new Promise<number>((resolve) => child.once('exit', (exit) => resolve(exit ?? 128)));
    const errors = readdirSync(folder)
      .filter((name) => name.endsWith('_errors.log'))
      .map((name) => readFileSync(join(folder, name), 'utf8').slice(0, 5000));
    expect(code, errors.join('\n')).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
