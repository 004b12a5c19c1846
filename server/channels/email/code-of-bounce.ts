import type { BounceCode } from '../../register/contacts/bounce.ts';

const byWords: readonly (readonly [BounceCode, RegExp])[] = [
  [
    'mailbox-full',
    /quota|mailbox (?:is )?full|full mailbox|storage|space not enough|insufficient system|over its limit/i,
  ],
  ['too-large', /too (?:large|big)|message size|size (?:limit|exceed)|exceeded maximum incoming/i],
  [
    'address-closed',
    /disabled|no longer|discontinued|deactivated|inactive|suspended|account (?:is )?closed/i,
  ],
  [
    'no-such-address',
    /(?:user|recipient|address|mailbox|account|userid|alias)[^\n]{0,40}(?:unknown|not (?:found|exist|valid|listed|known)|does ?n[o']t|doesn't|did not exactly)|(?:unknown|no such|invalid|not a valid|not listed in|non-?existent|bad destination)[^\n]{0,20}(?:user|recipient|address|mailbox|account|final)|user not found|is not listed|unrouteable|not our customer|couldn't be found/i,
  ],
  [
    'domain-unknown',
    /host (?:unknown|not found)|unknown host|domain (?:not found|unknown|does not exist)|no such (?:host|domain)|name ?server|couldn't find any host|unrout(?:e)?able mail domain|no mx/i,
  ],
  [
    'not-in-time',
    /timed? ?out|too long|retry time|maximum delivery attempts|giving up|expired|connection refused|unable to connect|message is older/i,
  ],
  [
    'refused',
    /spam|blocked|blacklist|block ?list|policy|prohibited|refused|rejected|denied|not allowed|virus|content/i,
  ],
];

/**
 * The reason of a lasting failure: by the enhanced status (RFC 3463) where it is one that tells, else by the
 * words of the notice.
 */
export function codeOfBounce(status: string | undefined, words: string): BounceCode {
  const byStatus = status === undefined ? undefined : codeOfStatus(status);
  if (byStatus !== undefined) return byStatus;
  const written = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0];
  const fromText = written === undefined ? undefined : codeOfStatus(written);
  return fromText ?? byWords.find(([, pattern]) => pattern.test(words))?.[0] ?? 'unknown';
}

function codeOfStatus(status: string): BounceCode | undefined {
  const [kind, subject, detail] = status.split('.');
  const point = `${subject}.${detail}`;
  if (['1.1', '1.3', '1.6'].includes(point)) return 'no-such-address';
  if (['1.2', '1.10', '4.3'].includes(point) && kind === '5') return 'domain-unknown';
  if (point === '2.1') return 'address-closed';
  if (point === '2.2') return 'mailbox-full';
  if (['2.3', '3.4'].includes(point)) return 'too-large';
  if (point === '4.7' || (kind === '4' && subject === '4')) return 'not-in-time';
  if (subject === '7') return 'refused';
  return undefined;
}
