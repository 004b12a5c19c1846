import { makeMessageId } from '../../channels/email/build-mail.ts';
import { mailOfContacts } from '../../channels/email/mail-holding.ts';
import { identificationsOfContacts } from '../../register/identification/identifications-of-contacts.ts';
import { recordingsOfContacts } from '../../register/recordings/recordings-of-contacts.ts';
import type { House } from '../../compose.ts';
import { mergeContacts } from '../../register/contacts/merge-contacts.ts';
import { moveContactToPerson } from '../../register/contacts/move-contact-to-person.ts';
import { splitCalls } from '../../register/contacts/split-calls.ts';
import { splitContact } from '../../register/contacts/split-contact.ts';
import type { Handlers } from './bind-routes.ts';

export function createMergingHandlers(
  house: House,
): Pick<Handlers, 'mergeContacts' | 'splitContact' | 'splitCalls' | 'moveContact'> {
  const deps = {
    ...house.contacts,
    movers: [mailOfContacts, recordingsOfContacts, identificationsOfContacts],
    messageIdOf: makeMessageId,
  };

  return {
    mergeContacts: ({ params, body }, { actor }) => mergeContacts(deps, actor, params.contactId, body),
    splitContact: ({ params, body }, { actor }) => splitContact(deps, actor, params.contactId, body),
    splitCalls: ({ params, body }, { actor }) => splitCalls(deps, actor, params.contactId, body),
    moveContact: ({ params, body }, { actor }) => moveContactToPerson(deps, actor, params.contactId, body),
  };
}
