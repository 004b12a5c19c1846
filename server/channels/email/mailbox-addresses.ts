import { normaliseEmail } from '../../base/normalise-contact.ts';

/** A mailbox of the register: `key` names it in the declaration and settings, `address` to the world. */
export interface Mailbox {
  key: string;
  address: string;
}

/** The mailbox a recipient means, plus-addresses included (`service+anything@`), or undefined: not ours. */
export function findMailbox(mailboxes: readonly Mailbox[], recipient: string): Mailbox | undefined {
  const wanted = normaliseEmail(recipient);
  if (wanted === undefined) return undefined;
  const at = wanted.lastIndexOf('@');
  const local = wanted.slice(0, at);
  const plus = local.indexOf('+');
  const plain = plus > 0 ? `${local.slice(0, plus)}${wanted.slice(at)}` : wanted;
  const own = (address: string) => mailboxes.find((mailbox) => normalOf(mailbox) === address);
  return own(wanted) ?? own(plain);
}

const normal = new WeakMap<Mailbox, string | undefined>();

function normalOf(mailbox: Mailbox): string | undefined {
  if (!normal.has(mailbox)) normal.set(mailbox, normaliseEmail(mailbox.address));
  return normal.get(mailbox);
}
