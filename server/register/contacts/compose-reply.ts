import { identityCodeMask } from '../../base/find-identity-codes.ts';
import { normaliseEmail, parseEmailAddress } from '../../base/normalise-contact.ts';
import { Refusal } from '../../base/errors.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import type { MessageBody } from './contact-columns.ts';

/** Most recipients of one answer: it is an answer, not a circular. */
const mostRecipients = 20;

/** @throws Refusal 'value-not-valid' for what is no address, 'no-address-to-answer' when none is left */
export function readRecipients(to: readonly string[], cc: readonly string[]): { to: string[]; cc: string[] } {
  const seen = new Set<string>();
  const read = (addresses: readonly string[], field: string) =>
    addresses.flatMap((text) => {
      const address = parseEmailAddress(text);
      if (address === undefined) throw new Refusal('value-not-valid', { field });
      const key = address.toLowerCase();
      if (seen.has(key)) return [];
      seen.add(key);
      return [address];
    });
  const recipients = { to: read(to, 'to'), cc: read(cc, 'cc') };
  if (recipients.to.length === 0) throw new Refusal('no-address-to-answer');
  if (seen.size > mostRecipients) throw new Refusal('value-not-valid', { field: 'cc', most: mostRecipients });
  return recipients;
}

export function replySubject(subject: string): string {
  return /^(re|sv|vs)\s*:/i.test(subject) ? subject : `Re: ${subject}`;
}

/** The mark of a struck-out code means nothing outside the house. */
function withoutMarks(text: string): string {
  return text.replace(/\[\[code:\d+\]\]/g, identityCodeMask);
}

const mostQuoted = 20_000;

/** The line that stands below every mail of ours, in what somebody quoted of one: below the answer it stands again. */
const quotedNoticeLine = /^>.*\bhttps?:\/\/\S+\/(?:sv|fi|en)\/notice\/\d+\s*$/;

/** The mail answered, as it stands below the answer: who wrote when, then every line behind a `>`. */
export function quoteOriginal(
  original: Pick<MessageBody, 'from' | 'text'>,
  at: Date,
  language: Language,
  timeZone: string,
): string {
  const when = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  }).format(at);
  const who = original.from.name || original.from.address;
  const head = {
    sv: `${when} skrev ${who}:`,
    fi: `${who} kirjoitti ${when}:`,
    en: `On ${when}, ${who} wrote:`,
  }[language];
  const text = withoutMarks(original.text.slice(0, mostQuoted)).trimEnd();
  const lines = text.split('\n').filter((line) => !quotedNoticeLine.test(line));
  return [
    head,
    ...lines.map((line) => (line === '' || line.startsWith('>') ? `>${line}` : `> ${line}`)),
  ].join('\n');
}

/** Everybody who got or wrote the mail, but for our own addresses and who is answered already. */
export function othersOf(
  original: Pick<MessageBody, 'from' | 'to' | 'cc'>,
  answered: readonly string[],
  ours: readonly string[],
): string[] {
  const left = new Set([...answered, ...ours].map((address) => normaliseEmail(address)));
  const others: string[] = [];
  for (const text of [original.from.address, ...original.to, ...original.cc]) {
    const address = parseEmailAddress(text);
    const key = normaliseEmail(text);
    // A reply token of ours stands behind a plus.
    const plain = key?.replace(/\+[^@]*@/, '@');
    if (address === undefined || left.has(key) || left.has(plain)) continue;
    left.add(key);
    others.push(address);
  }
  return others;
}

export interface BegunReply {
  readonly to: readonly string[];
  /** Who else got the mail answered. */
  readonly others: readonly string[];
  readonly subject: string;
}

/** Whom an answer goes to, who else is there and what it is about, as long as nobody changes it. @param last the newest mail that came in @param ours our own addresses */
export function beginReply(
  last: Pick<MessageBody, 'from' | 'to' | 'cc' | 'replyTo' | 'subject'> | undefined,
  subject: string,
  ours: readonly string[],
): BegunReply {
  const about = replySubject(last?.subject ?? subject);
  if (last === undefined || last.from.address === '') return { to: [], others: [], subject: about };
  const to = [last.replyTo ?? last.from.address];
  return { to, others: othersOf(last, to, ours), subject: about };
}
