import { IconMailOff } from '@tabler/icons-react';
import { useWords } from '../../words/use-words.ts';
import type { Contact } from '../api/queries.ts';

/** Above the answer: an address of this person's that mail comes back from. */
export function DeadAddresses({ contact }: { readonly contact: Contact }) {
  const { t } = useWords();
  const { undeliverable } = contact.person;
  if (undeliverable.length === 0) return null;
  return (
    <p className="dead-addresses" role="note">
      <IconMailOff size={16} aria-hidden="true" />
      {t('bounce.dead', { addresses: undeliverable.join(', ') })}
    </p>
  );
}
