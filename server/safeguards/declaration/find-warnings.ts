import { acts } from './declaration.ts';
import type { Declaration } from './declaration.ts';
import { tasksHolding } from './may-hold.ts';

export type DeclarationWarning =
  | { readonly kind: 'act-without-task'; readonly act: string }
  | { readonly kind: 'contact-address-without-mailbox'; readonly address: string }
  | { readonly kind: 'queue-without-task'; readonly queue: string };

/** What is allowed and probably not meant: shown before publishing, never a refusal. */
export function findWarnings(declaration: Declaration): DeclarationWarning[] {
  const warnings: DeclarationWarning[] = acts
    .filter((act) => tasksHolding(declaration, act).length === 0)
    .map((act) => ({ kind: 'act-without-task', act }));
  const { contactAddress } = declaration.controller;
  const addresses = Object.values(declaration.mailboxes).map(({ address }) => address.toLowerCase());
  if (!addresses.includes(contactAddress.toLowerCase())) {
    warnings.push({ kind: 'contact-address-without-mailbox', address: contactAddress });
  }
  for (const queue of Object.keys(declaration.queues)) {
    const served = Object.values(declaration.tasks).some((task) => task.queues.includes(queue));
    if (!served) warnings.push({ kind: 'queue-without-task', queue });
  }
  return warnings;
}
