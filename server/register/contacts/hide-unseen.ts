import { normalisePhone, parseEmailAddress } from '../../base/normalise-contact.ts';
import type { MessageBody, ReplyDraft } from './contact-columns.ts';

/** What the cards of these contacts hold beside names and addresses: a caller without a name is named by the number. */
export const phoneIn = (rows: readonly { readonly channel: string }[]): readonly string[] =>
  rows.some(({ channel }) => channel === 'phone') ? ['phone'] : [];

/** Whether the reader's task may see a category. */
export type MaySee = (category: string) => boolean;

/**
 * A name as a card or a message holds it: where none is known the address stands in its place, and mail programs write
 * addresses as names. Whoever may see only one of the two sees only that.
 */
export function hideName(name: string, may: MaySee): string {
  if (name.startsWith('+') && normalisePhone(name) === name) return may('phone') ? name : '';
  return may(parseEmailAddress(name.trim()) === undefined ? 'name' : 'emailAddress') ? name : '';
}

/** A message without what the reader's task may not see. What was written in its text is content, whatever it names. */
export function hideUnseen(body: MessageBody, may: MaySee): MessageBody {
  const from = {
    name: hideName(body.from.name, may),
    address: may('emailAddress') ? body.from.address : '',
  };
  if (may('emailAddress')) return { ...body, from };
  const { replyTo: _replyTo, invitations, ...rest } = body;
  return {
    ...rest,
    from,
    to: [],
    cc: [],
    // Made of addresses often enough.
    mailMessageId: null,
    references: [],
    ...(invitations ? { invitations: invitations.map((each) => ({ ...each, organiser: '' })) } : {}),
  };
}

/** A draft whose recipients the reader may not see goes to whom the house fills in. */
export function hideRecipients(draft: ReplyDraft, may: MaySee): ReplyDraft {
  return may('emailAddress') ? draft : { ...draft, to: null, cc: [] };
}
