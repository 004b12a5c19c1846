import type { Email } from 'postal-mime';
import { normaliseEmail } from '../../base/normalise-contact.ts';
import { type BounceCode } from '../../register/contacts/bounce.ts';
import { codeOfBounce } from './code-of-bounce.ts';
import { htmlToText } from './html-to-text.ts';

/** A mail server tells that a mail was not, or not yet, delivered. Everything in it but the codes is personal data. */
export interface BounceNotice {
  kind: 'failed' | 'delayed';
  code: BounceCode;
  /** Whom it did not reach, normalised; empty when it does not say. */
  recipients: string[];
  /** Message-IDs of the mail it is about, then of those it answered; with angle brackets. */
  messageIds: string[];
  /** Addresses in the returned headers: one of them may hold our reply token. */
  returnedAddresses: string[];
  /** By its form; else only its wording tells. */
  certain: boolean;
}

const mostText = 128 * 1024;
const mostRecipients = 50;

const machine =
  /^(?:mailer-?daemon|mail-?daemon|postmaster|mdaemon|mail[._-]?delivery[._-]?(?:sub)?system|(?:imss|inetgw\d*|e\d+_smtp_mail_service|symantec_antivirus_for_smtp_gateways)|.*\bmailer-daemon)$/i;
const machineName =
  /\b(?:mail|message|internet mail) ?delivery (?:sub)?(?:system|service)|mailer[ -]?daemon|system administrator|^"?postmaster"?$|jetmail system|delivery subsystem|mail administrator/i;

const subjects =
  /undeliver|non[- ]?deliver|returned (?:e-?)?mail|delivery (?:status )?(?:notification|report|failure|problem|error|warning)|(?:mail|message) (?:delivery )?(?:failed|failure|error|delayed)|failure (?:notice|delivery|notification)|failed mail|could(?: not|n't) be delivered|not (?:be |been |yet been )?delivered|mail system error|error during delivery|processing error|delayed mail|message delayed|delivery (?:has )?failed|automatically rejected|user unknown|unknown user|non remis|non recens|rejected mail|nameserver error|unzustellbar|zustellung|olevererbar|kunde inte levereras|ei voitu toimittaa|toimittaminen (?:viivästyi|epäonnistui)|échec|no entregado|non consegnat|не доставлено|unable to deliver/i;

const complaints =
  /(?:could|can|did|was|were|is|has|have)(?: ?not|n't)(?: be(?:en)?| able to(?: be)?)?(?: yet been)? ?(?:deliver|reach|sent|process)|undeliver|unable to (?:be delivered|deliver|send|reach)|deliver[a-z]* (?:to the following|has failed|failed|problems?|failure|error|was aborted|temporarily)|not delivered|failed (?:recipient|address|permanently)|(?:recipient|address|user|mailbox|account)[^\n]{0,60}(?:unknown|not (?:found|exist|valid|listed|known)|does ?n[o']t|doesn't|no longer|rejected|disabled|full|failed|exceed|over quota|unavailable|is full|did not exactly match)|(?:unknown|no such|invalid|non-?existent) (?:user|recipient|address|mailbox|host|domain|final delivery)|permanent(?:ly)? (?:fatal|failed|error|failure|delivery)|message (?:rejected|refused|was (?:automatically )?rejected|could not|that you sent was rejected|delayed)|over (?:its )?quota|quota exceeded|exceeded (?:maximum|storage)|returned (?:mail|to sender|below|message|unopened)|still being retried|will (?:continue|keep) (?:to )?try|not yet been delivered|has been delayed|\b5\d\d[ -]\d\.\d\.\d\b|\b55[0-4] |too many hops|bounce|error while (?:processing|sending)|rcpt to:|did not receive/i;

const lateSigns =
  /still being retried|will (?:continue|keep) (?:on )?(?:to )?try|not yet been delivered|has been delayed|temporarily deferred|delivery (?:status notification \()?delay|message delayed|delayed mail|delayed \d+ (?:hours?|days?)|warning message only|you do not need to resend|no action is required/i;

/** From here on stands the returned mail, or its headers. Bounded: a line of thousands of dashes must not take minutes. */
const originalStarts =
  /^[ \t>*=-]{0,80}(?:--.{0,200}?(?:original|returned|copy of|below (?:this|the next) line|message (?:text )?follows|header)|original message|(?:here is )?your (?:returned mail|message reads)|the (?:body|header)s? of (?:the|your)|included (?:below )?is a copy|a copy of the original|message (?:headers?|text) follows|return-path:|received: (?:from|by)|old message:|.{0,200}?this is a copy of (?:your|the) message|unsent message)/im;

/**
 * Whether a mail is a delivery notice: by RFC 3464 where it holds one, else by its sender and words, since most
 * servers write their own. A mail from what is no server must also return a mail and say so in subject
 * and text: a customer who writes of undelivered mail is no bounce.
 * @param email parsed with every enclosed message kept as an attachment
 */
export function recogniseBounce(email: Email): BounceNotice | undefined {
  const parts = email.attachments.map((each) => ({
    type: each.mimeType.toLowerCase(),
    text: asText(each.content),
  }));
  const shown = (
    email.text ?? (email.html === undefined ? '' : htmlToText(email.html.slice(0, mostText)))
  ).slice(0, mostText);
  const texts = [shown, ...parts.filter((each) => each.type === 'text/plain').map((each) => each.text)].join(
    '\n',
  );
  const at = texts.search(originalStarts);
  const said = at === -1 ? texts : texts.slice(0, at);
  const status = parts
    .filter((each) => /^message\/(?:global-)?delivery-status$/.test(each.type))
    .map((each) => each.text)
    .concat(/^(?:final|original)-recipient:/im.test(said) ? [said] : [])
    .join('\n\n');
  const returned = parts
    .filter((each) =>
      /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/(?:global-)?rfc822-headers)$/.test(
        each.type,
      ),
    )
    .map((each) => each.text)
    .concat(at === -1 ? [] : [texts.slice(at)])
    .join('\n\n');

  const subject = email.subject ?? '';
  const byMachine = isFromMachine(email);
  const certain = isFromDaemon(email);
  const report = readReport(status);
  if (report?.delivered) return undefined;
  if (report === undefined) {
    const saidSo = complaints.test(said) || complaints.test(texts.slice(0, 4_000));
    const recognised = byMachine
      ? saidSo || subjects.test(subject) || (certain && returned !== '')
      : !/^\s*(?:fwd?|vs|vb|tr|wg)\s*:/i.test(subject) &&
        subjects.test(subject) &&
        complaints.test(said) &&
        (returned !== '' || isShortNotice(said));
    if (!recognised) return undefined;
  }
  const late = report ? report.late : lateSigns.test(`${subject}\n${said}`);
  const own = new Set(
    [...(email.to ?? []), ...(email.from ? [email.from] : [])].map((each) =>
      normaliseEmail(each.address ?? ''),
    ),
  );
  const recipients = report?.recipients.length ? report.recipients : findAddresses(said, own);
  return {
    kind: late ? 'delayed' : 'failed',
    code: late ? 'delayed' : codeOfBounce(report?.status, `${report?.diagnostic ?? ''}\n${subject}\n${said}`),
    recipients: recipients.slice(0, mostRecipients),
    messageIds: readReturnedIds(returned),
    returnedAddresses: readReturnedAddresses(returned),
    certain: certain || report !== undefined,
  };
}

/** Worth the second look that keeps enclosed messages apart. */
export function mayBeBounce(email: Email): boolean {
  const type = email.headers.find((each) => each.key === 'content-type')?.value ?? '';
  return (
    /multipart\/report/i.test(type) ||
    isFromMachine(email) ||
    subjects.test(email.subject ?? '') ||
    email.attachments.some((each) => /delivery-status$/i.test(each.mimeType))
  );
}

function isFromMachine(email: Email): boolean {
  return isFromDaemon(email) || machine.test(senderName(email)) || machineName.test(email.from?.name ?? '');
}

function isFromDaemon(email: Email): boolean {
  const returnPath = email.headers.find((each) => each.key === 'return-path')?.value.trim() ?? '';
  return (
    returnPath === '<>' ||
    /^<?mailer-daemon(?:@|>?$)/i.test(returnPath) ||
    /^mailer-daemon$/i.test(senderName(email))
  );
}

function senderName(email: Email): string {
  return (email.from?.address ?? '').replace(/@[^@]*$/, '').replace(/^"|"$/g, '');
}

// A notice of a few lines, such as some gateways write, holds little but the address.
function isShortNotice(said: string): boolean {
  return said.length < 2_000 && findAddresses(said, new Set()).length > 0 && !/\?\s*$/m.test(said);
}

interface Report {
  recipients: string[];
  status: string | undefined;
  diagnostic: string;
  late: boolean;
  /** It tells of success. */
  delivered: boolean;
}

function readReport(status: string): Report | undefined {
  const groups = status
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
    .split(/\n[ \t]*\n\s*/);
  const field = (group: string, name: string) =>
    new RegExp(`^[ \\t]{0,80}${name}[ \\t]{0,80}:[ \\t]*(.+)$`, 'im').exec(group)?.[1]?.trim();
  const about = groups
    .map((group) => ({
      recipient: field(group, 'original-recipient') ?? field(group, 'final-recipient'),
      final: field(group, 'final-recipient'),
      action: field(group, 'action')
        ?.toLowerCase()
        .replace(/[^a-z].*$/, ''),
      status: /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(field(group, 'status') ?? '')?.[0],
      diagnostic: field(group, 'diagnostic-code') ?? '',
    }))
    .filter((each) => each.recipient !== undefined || each.action !== undefined);
  if (about.length === 0) return undefined;
  // Some servers write "failure" or "error".
  const failed = about.filter((each) =>
    each.action === undefined
      ? !each.status?.startsWith('2')
      : !['delayed', 'delivered', 'relayed', 'expanded'].includes(each.action),
  );
  const late = about.filter((each) => each.action === 'delayed');
  const counted = failed.length > 0 ? failed : late;
  return {
    recipients: unique(counted.flatMap((each) => [each.recipient, each.final].map(readRecipient))),
    status: counted[0]?.status,
    diagnostic: counted.map((each) => each.diagnostic).join('\n'),
    late: failed.length === 0 && late.length > 0,
    delivered: counted.length === 0,
  };
}

function readRecipient(value: string | undefined): string | undefined {
  return normaliseEmail(/[^\s<>;"',()]{1,100}@[^\s<>;"',()]{1,253}/.exec(value ?? '')?.[0] ?? '');
}

function findAddresses(text: string, except: ReadonlySet<string | undefined>): string[] {
  const found = text.slice(0, 16_000).match(/[^\s<>;:"',()[\]=]{1,100}@[^\s<>;:"',()[\]=]{1,200}/g) ?? [];
  const isMachine = (address: string) => machine.test(address.slice(0, address.lastIndexOf('@')));
  return unique(found.map((each) => normaliseEmail(each.replace(/[.!?>*]+$/, '')))).filter(
    (address) => !except.has(address) && !isMachine(address),
  );
}

function readReturnedIds(returned: string): string[] {
  const unfolded = returned
    .slice(0, mostText)
    .replace(/\r\n?/g, '\n')
    .replace(/\n>?[ \t]+/g, ' ');
  const ids = (name: string) =>
    [...unfolded.matchAll(new RegExp(`^[> \\t]{0,80}${name}[ \\t]{0,80}:(.*)$`, 'gim'))].flatMap(
      (match) => match[1]?.match(/<[^<>\s]{1,900}>/g) ?? [],
    );
  return [...new Set([...ids('message-id'), ...ids('in-reply-to'), ...ids('references').toReversed()])].slice(
    0,
    50,
  );
}

function readReturnedAddresses(returned: string): string[] {
  const unfolded = returned
    .slice(0, mostText)
    .replace(/\r\n?/g, '\n')
    .replace(/\n>?[ \t]+/g, ' ');
  return [
    ...new Set(
      [
        ...unfolded.matchAll(
          /^[> \t]{0,80}(?:reply-to|from|sender|to|cc|x-original-to|delivered-to)[ \t]{0,80}:(.*)$/gim,
        ),
      ].flatMap((match) => match[1]?.match(/[^\s<>;:"',()]{1,100}@[^\s<>;:"',()]{1,200}/g) ?? []),
    ),
  ].slice(0, 50);
}

function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function asText(content: ArrayBuffer | Uint8Array | string): string {
  if (typeof content === 'string') return content.slice(0, mostText);
  return Buffer.from(content instanceof Uint8Array ? content : new Uint8Array(content))
    .subarray(0, mostText)
    .toString('utf8');
}
