/** The one-letter names (RFC 3261, 7.3.3; RFC 4028, 4488, 3891). */
const compact: Readonly<Record<string, string>> = {
  a: 'accept-contact',
  b: 'referred-by',
  c: 'content-type',
  e: 'content-encoding',
  f: 'from',
  i: 'call-id',
  k: 'supported',
  l: 'content-length',
  m: 'contact',
  o: 'event',
  r: 'refer-to',
  s: 'subject',
  t: 'to',
  u: 'allow-events',
  v: 'via',
  x: 'session-expires',
};

/** A header's name as it is compared: whole, in small letters. */
export function wholeName(name: string): string {
  const small = name.toLowerCase();
  return compact[small] ?? small;
}

/** Those that must not stand twice: with two of them two readers could see two messages. */
export const onlyOnce: ReadonlySet<string> = new Set([
  'call-id',
  'content-disposition',
  'content-length',
  'content-type',
  'cseq',
  'expires',
  'from',
  'max-forwards',
  'min-se',
  'session-expires',
  'to',
]);
