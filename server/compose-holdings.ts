import { mailHolding, mailOfContacts } from './channels/email/mail-holding.ts';
import { importPartHolding } from './operations/import/import-part-holding.ts';
import { createContactHolding } from './register/contacts/contact-holding.ts';
import { incidentHolding } from './register/contacts/incidents/incident-holding.ts';
import { createPersonHolding } from './register/people/person-holding.ts';
import { projectHolding } from './register/recordings/project-holding.ts';
import { identificationsOfContacts } from './register/identification/identifications-of-contacts.ts';
import { recordingHolding } from './register/recordings/recording-holding.ts';
import { recordingsOfContacts } from './register/recordings/recordings-of-contacts.ts';
import type { Holding } from './safeguards/retention/holding.ts';
import type { BlindIndex } from './safeguards/vault/blind-index.ts';

/** All that holds personal data. Contacts first: a person goes when the last of them is gone. */
export function createHoldings({ blindIndex }: { blindIndex: BlindIndex }): readonly Holding[] {
  return [
    // A recording before the contact it would else go with.
    recordingHolding,
    createContactHolding([mailOfContacts, recordingsOfContacts, identificationsOfContacts]),
    projectHolding,
    mailHolding,
    importPartHolding,
    incidentHolding,
    createPersonHolding({ blindIndex }),
  ];
}
