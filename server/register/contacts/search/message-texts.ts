import type { MessageBody } from '../contact-columns.ts';

/**
 * What of a message is searched. What it quotes stands in the contact already, and would be found once for every
 * answer; but not what the first message quotes or passes on.
 */
export function messageTexts(
  body: Pick<MessageBody, 'subject' | 'text' | 'quoted'>,
  first: boolean,
): string[] {
  return first ? [body.subject, body.text, body.quoted] : [body.subject, body.text];
}
