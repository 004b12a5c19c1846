import { Refusal } from '../../base/errors.ts';
import type { Declaration } from '../../safeguards/declaration/declaration.ts';
import type { Language } from './corpus/corpus.ts';

/** The declared mailbox a customer writes to: of the queue, in their language if there is one. @throws Refusal */
export function chooseMailbox(
  declaration: Declaration,
  queue: string,
  language: Language,
): { key: string; address: string } {
  const inQueue = Object.entries(declaration.mailboxes).filter(([, mailbox]) => mailbox.queue === queue);
  const found = inQueue.find(([, mailbox]) => mailbox.language === language) ?? inQueue[0];
  if (found === undefined) throw new Refusal('declaration-invalid', { missing: 'mailbox', queue });
  return { key: found[0], address: found[1].address };
}
