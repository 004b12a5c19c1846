import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { type OpenedMessage, openThread } from './answer-contact.ts';
import { keepAsDraft } from './cancel-message.ts';
import type { ContactsDeps } from './contacts.ts';
import { lockContact, readContact, updateContact } from './contacts-store.ts';
import { setRecalled } from './delivery-store.ts';
import { readDraftsOf } from './drafts-store.ts';
import type { IncidentKind } from './incidents/incident-terms.ts';
import { handlersOf, incidentOfMessage, storeIncident } from './incidents/make-incident.ts';
import { readMessage } from './messages-store.ts';
import { tellColleagues } from './tell-colleagues.ts';

export interface Recall {
  readonly incidentId: Id<'incident'>;
  /** Becomes the id of the prepared mail. */
  readonly draftId: Id<'message'>;
  readonly kind: IncidentKind;
  readonly note: string;
  /** How many people's data it may have shown to the wrong eyes. */
  readonly persons: number;
  /** Where it should not have gone; a request to delete it is prepared to these. */
  readonly recipients: readonly string[];
}

const requests: Readonly<Record<Language, { subject: string; text: string }>> = {
  sv: {
    subject: 'Vänligen radera ett felskickat meddelande',
    text: 'Hej,\n\nVi har av misstag skickat dig ett meddelande som inte var avsett för dig. Vi ber dig vänligen att radera det, att inte läsa eller sprida innehållet och att bekräfta för oss att det är raderat.\n\nVi beklagar det inträffade.',
  },
  fi: {
    subject: 'Pyyntö poistaa väärälle vastaanottajalle lähetetty viesti',
    text: 'Hei,\n\nlähetimme sinulle erehdyksessä viestin, jota ei ollut tarkoitettu sinulle. Pyydämme ystävällisesti, että poistat viestin, et lue etkä välitä sen sisältöä ja vahvistat meille poistaneesi sen.\n\nPahoittelemme tapahtunutta.',
  },
  en: {
    subject: 'Please delete a message sent to you by mistake',
    text: 'Hello,\n\nWe sent you by mistake a message that was not meant for you. Please delete it, do not read it or pass it on, and let us know that you have deleted it.\n\nWe apologise for the error.',
  },
};

/**
 * Reports that a message went wrong once it is out. No mail can be called back: the message is marked, an incident
 * that the officer settles is made with its own key, whoever settles incidents of the queue is told, and a polite
 * request to delete is prepared as a draft. The same message again changes nothing.
 * @returns the draft with the request; null when none was asked for, or one is being written there already. `told`: how
 *   many may settle the incident, the reporter too when they may
 * @throws Refusal 'not-found', 'changed-meanwhile' (not out yet: cancel it), 'task-missing', 'declaration-invalid'
 */
export async function recallMessage(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  recall: Recall,
): Promise<{ incidentId: Id<'incident'>; draftId: Id<'message'> | null; told: number }> {
  const seen = await readContact(deps.db, contactId);
  if (seen === undefined) throw new Refusal('not-found', { what: 'contact' });
  const { incidentId } = recall;
  const ask = {
    act: 'report-incident',
    queue: seen.queue,
    units: [contactId, seen.person_id, incidentId],
    categories: ['messages'],
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return deps.db.transaction(async (tx) => {
    const row = await lockContact(tx, contactId);
    if (row === undefined) throw new Refusal('unit-erased');
    if (row.queue !== seen.queue) throw new Refusal('changed-meanwhile', { version: row.version });
    const reported = await incidentOfMessage(tx, messageId);
    const now = deps.clock.now();
    const { declaration } = deps.current();
    const officers = await handlersOf(deps, tx, row.queue);
    const told = officers.length;
    if (reported !== undefined) return { incidentId: reported, draftId: null, told };
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [{ id: incidentId, kind: 'incident', about: row.person_id }],
      details: { change: 'message-recalled', message: messageId, contact: contactId },
    });
    if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
    const found = await readMessage(tx, contactId, messageId);
    if (found?.direction !== 'out') throw new Refusal('not-found', { what: 'message' });
    const [message] = openThread(sealer, [found]) as [OpenedMessage];
    if (message.delivery === 'scheduled' || message.delivery === 'queued')
      throw new Refusal('changed-meanwhile', { delivery: message.delivery });
    const went = [...message.body.to, ...message.body.cc];
    const wrong = recall.recipients.filter((address) => went.includes(address));
    await storeIncident(deps, tx, sealer, actor, {
      incidentId,
      queue: row.queue,
      kind: recall.kind,
      source: 'recall',
      note: recall.note,
      happenedAt: message.sent_at ?? message.at,
      // Whoever recalls it knows of it: the clock runs.
      awareAt: now,
      persons: recall.persons,
      records: 1,
      categories: ['messages'],
      message: {
        contactId,
        messageId,
        recipients: wrong.length > 0 ? wrong : went,
        personId: row.person_id,
      },
    });
    setRecalled(tx, contactId, messageId, now);
    await updateContact(tx, row);
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: row.queue });
    await deps.live.announce(tx, { kind: 'incidents-changed', contactId: null, queue: row.queue });
    const others = officers.filter((each) => each !== actor.staffId);
    await tellColleagues(deps, tx, row, others, 'incident');
    const drafts = await readDraftsOf(tx, contactId, actor.staffId);
    if (wrong.length === 0 || drafts.some((draft) => draft.kind === 'reply'))
      return { incidentId, draftId: null, told };
    const mailbox = row.mailbox === null ? undefined : declaration.mailboxes[row.mailbox];
    const { subject, text } = requests[row.language ?? mailbox?.language ?? 'en'];
    const draft = { to: wrong, cc: [], subject, text, quote: false };
    await keepAsDraft(deps, tx, sealer, {
      contactId,
      draftId: recall.draftId,
      staffId: actor.staffId,
      draft,
    });
    await deps.live.announce(tx, { kind: 'drafts-changed', contactId, queue: row.queue });
    return { incidentId, draftId: recall.draftId, told };
  });
}
