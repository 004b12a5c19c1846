import type { Id } from '../../base/new-id.ts';
import type { Tx } from '../../storage/database.ts';
import type { ContactMover } from './contact-mover.ts';
import type { ContactsDeps } from './contacts.ts';

/** Lets the log name the right person for what hangs on a contact under a key of its own. @param subject their pseudonym */
export async function repointCompanions(
  {
    movers,
    access,
    vault,
  }: Pick<ContactsDeps, 'access' | 'vault'> & { readonly movers: readonly ContactMover[] },
  tx: Tx,
  contact: Id<'contact'>,
  subject: string,
): Promise<void> {
  for (const mover of movers) {
    const units = (await mover.subjectsOf?.(tx, contact)) ?? [];
    if (units.length === 0) continue;
    await vault.changeSubject(tx, access.systemGrant('reseal', { units, categories: [] }), units, subject);
  }
}
