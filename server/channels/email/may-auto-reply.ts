import type { ParsedMail } from './parsed-mail.ts';

export type AutoReplyVerdict =
  | { allowed: true; /** The return path: the only address an automatic answer may go to. */ to: string }
  | {
      allowed: false;
      reason:
        | 'automatic'
        | 'bounce'
        | 'list'
        | 'bulk'
        | 'suppressed'
        | 'no-return-path'
        | 'robot'
        | 'not-addressed'
        | 'denied'
        | 'ourselves';
    };

const robots =
  /^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-(?:request|owner|bounces?))(?:[+=].*)?$/i;

/**
 * Whether a mail may be answered automatically, and to which address (RFC 3834 s. 2 and 4; s. 5 for the
 * header). `returnPath` of the envelope goes before that of the mail. Ours must stand in To or Cc, since a blind copy
 * or a forwarding asks nobody; and who is denied by their own domain is not the one who would get it.
 * How often one sender may be answered is `take-auto-reply-turn.ts`.
 */
export function mayAutoReply(
  mail: Pick<
    ParsedMail,
    | 'autoSubmitted'
    | 'precedence'
    | 'autoResponseSuppress'
    | 'fromList'
    | 'returnPath'
    | 'from'
    | 'to'
    | 'cc'
    | 'bounce'
  >,
  envelopeSender: string | undefined,
  isOurs: (address: string) => boolean,
  isDenied = false,
): AutoReplyVerdict {
  const to = envelopeSender ?? mail.returnPath;
  if (mail.autoSubmitted !== undefined && mail.autoSubmitted !== 'no')
    return { allowed: false, reason: 'automatic' };
  if (to === '' || mail.bounce !== undefined) return { allowed: false, reason: 'bounce' };
  if (mail.fromList) return { allowed: false, reason: 'list' };
  if (mail.precedence && ['bulk', 'list', 'junk'].includes(mail.precedence))
    return { allowed: false, reason: 'bulk' };
  if (/\b(?:all|oof|autoreply)\b/.test(mail.autoResponseSuppress ?? ''))
    return { allowed: false, reason: 'suppressed' };
  if (to === undefined) return { allowed: false, reason: 'no-return-path' };
  for (const address of mail.from ? [to, mail.from.address] : [to]) {
    if (robots.test(address.slice(0, address.lastIndexOf('@')))) return { allowed: false, reason: 'robot' };
    if (isOurs(address)) return { allowed: false, reason: 'ourselves' };
  }
  if (![...mail.to, ...mail.cc].some((each) => isOurs(each.address)))
    return { allowed: false, reason: 'not-addressed' };
  if (isDenied) return { allowed: false, reason: 'denied' };
  return { allowed: true, to };
}
