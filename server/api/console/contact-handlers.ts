import { openRawMail } from '../../channels/email/open-raw-mail.ts';
import { countTray } from '../../channels/email/tray.ts';
import type { House } from '../../compose.ts';
import { assignContact, closeContact, reopenContact } from '../../register/contacts/change-contact.ts';
import { countInbox, listInbox } from '../../register/contacts/list-contacts.ts';
import { openContact } from '../../register/contacts/open-contact.ts';
import { openEarlier } from '../../register/contacts/open-earlier.ts';
import { idsOfContact, mayReadContact } from '../../register/contacts/may-read-contact.ts';
import { whoseMaskedCode } from '../../register/identification/whose-masked-code.ts';
import { undoChange } from '../../register/contacts/undo-change.ts';
import type { Handlers } from './bind-routes.ts';
import { presentCard, pageOf, presentContact, presentEarlier, presentReading } from './present-contact.ts';
import { sendRawMail } from './send-raw-mail.ts';

type ContactHandlers = Pick<
  Handlers,
  | 'listContacts'
  | 'countContacts'
  | 'openContact'
  | 'openEarlier'
  | 'assign'
  | 'close'
  | 'reopen'
  | 'undo'
  | 'contactReadings'
  | 'openRawMail'
  | 'lookUpMaskedCode'
>;

export function createContactHandlers(house: House): ContactHandlers {
  const deps = house.contacts;

  return {
    async listContacts({ query }, { actor }) {
      const { cards, next } = await listInbox(deps, actor, query);
      return { contacts: cards.map(presentCard), next };
    },

    async countContacts(_call, { actor }) {
      const [counts, tray] = await Promise.all([countInbox(deps, actor), countTray(deps, actor)]);
      return { ...counts, tray: tray.waiting, trayAside: tray.aside };
    },

    async openContact({ params, query }, { actor }) {
      const opening = { ...deps, logReader: house.logReader };
      const opened = await openContact(opening, actor, params.contactId, query.reason);
      return presentContact(opened, house.team.rules.nameOf);
    },

    async openEarlier({ params, query }, { actor }) {
      return presentEarlier(await openEarlier(deps, actor, params.contactId, query));
    },

    assign: ({ params, body }, { actor }) =>
      assignContact({ ...deps, ...house.sharing }, actor, params.contactId, body),
    close: ({ params, body }, { actor }) => closeContact(deps, actor, params.contactId, body),
    reopen: ({ params, body }, { actor }) => reopenContact(deps, actor, params.contactId, body),
    undo: ({ params, body }, { actor }) => undoChange(deps, actor, params.contactId, body),

    async openRawMail({ params, query, reply }, { actor }) {
      const { contactId, messageId } = params;
      return sendRawMail(reply, await openRawMail(deps, actor, contactId, messageId, query.reason));
    },

    async contactReadings({ params, query }, { actor }) {
      await mayReadContact(deps, actor, params.contactId);
      const ids = await idsOfContact(deps, params.contactId);
      const { entries, next } = await house.logReader.forUnit(ids, pageOf(query));
      return { readings: entries.map(presentReading), next: next ?? null };
    },

    async lookUpMaskedCode({ params }, { actor }) {
      return { personId: await whoseMaskedCode(deps, actor, params.contactId, params.maskId) };
    },
  };
}
