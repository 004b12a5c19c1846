import { Refusal } from '../../base/errors.ts';
import { newId } from '../../base/new-id.ts';
import { mayBring, mayCollect, mayImport } from '../../safeguards/declaration/may-collect.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { findOrMakePerson, type PlacedPerson } from '../people/find-or-make-person.ts';
import { touchPerson } from '../people/touch-person.ts';
import { bodyColumn, cardColumn, maskedCodeColumn } from './contact-columns.ts';
import { contactPeriod, heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import { insertContact, updateContact } from './contacts-store.ts';
import { lockContactOrHeir } from './find-heir.ts';
import { makePreview } from './make-preview.ts';
import { maskCodes } from './mask-codes.ts';
import { insertMask, insertMessage, insertThreadId } from './messages-store.ts';
import { noteOlder } from './old-message-store.ts';
import { categories, type IncomingMessage, type Received, storeFile } from './receive-message.ts';
import { indexText } from './search/index-text.ts';
import { messageTexts } from './search/message-texts.ts';

/** A message of the time before this register, as an older system kept it. Everything in it is personal data. */
export interface OldMessage extends Omit<IncomingMessage, 'automatic' | 'sender'> {
  /** We wrote it. */
  readonly outgoing: boolean;
  /** The customer it is from or to. */
  readonly person: { readonly name: string; readonly address: string };
  /** Every id by which others of its thread may refer to it or to theirs. */
  readonly threadIds: readonly string[];
}

/**
 * Receives a message of an earlier time, within the caller's transaction. Its contact is closed at that time, and all
 * periods run from it: nobody waits, nobody is told, nothing is counted, and nothing lives longer for being
 * brought here. One that belongs to a contact that is open joins it and leaves it as it stands.
 * @throws Refusal 'category-not-allowed-on-channel' when no source may bring messages, or the channel may not keep them
 */
export async function receiveOldMessage(deps: ContactsDeps, tx: Tx, old: OldMessage): Promise<Received> {
  const published = deps.current();
  const stored = (category: string) => mayImport(published.declaration, category);
  if (!stored('messages'))
    throw new Refusal('category-not-allowed-on-channel', { category: 'messages', channel: old.channel });

  const thread = old.thread === undefined ? undefined : await lockContactOrHeir(tx, old.thread);
  const existing =
    thread && (thread.queue === old.queue || thread.mailbox === old.mailbox) ? thread : undefined;
  const only = (person: { name: string; address: string }) => ({
    name: stored('name') ? person.name : '',
    address: stored('emailAddress') ? person.address : '',
  });
  const customer = only(old.person);
  const contactId = existing?.id ?? newId<'contact'>(old.at);
  const messageId = newId<'message'>(old.at);
  const { texts, codes } = maskCodes([old.subject, old.text, old.quoted, old.html ?? '']);
  const [subject = '', text = '', quoted = '', html = ''] = texts;
  const files = stored('files') ? old.files : [];

  let person: PlacedPerson | undefined;
  let sealer: Sealer;
  if (existing) {
    const grant = deps.access.systemGrant('intake', { units: [contactId], categories });
    sealer = await deps.vault.change(tx, grant, 'change', {
      details: { change: 'imported', channel: old.channel, queue: existing.queue, message: messageId },
    });
    if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
    if (old.notice === undefined) touchPerson(tx, published, existing.person_id, old.at);
  } else {
    person = await findOrMakePerson(
      tx,
      { blindIndex: deps.blindIndex, published },
      {
        channel: old.channel,
        emailAddress: old.notice === undefined ? customer.address : '',
        name: old.notice === undefined ? customer.name : '',
        language: old.language,
        at: old.at,
        imported: true,
      },
    );
    const grant = deps.access.systemGrant('intake', { units: [person.personId, contactId], categories });
    sealer = await deps.vault.change(tx, grant, 'make', {
      make: [
        ...(person.isNew ? [{ id: person.personId, kind: 'person' as const }] : []),
        { id: contactId, kind: 'contact' as const, about: person.personId },
      ],
      details: { change: 'imported', channel: old.channel, queue: old.queue, message: messageId },
    });
    await person.store(sealer);
  }

  const sealCard = (card: { subject: string; name: string; preview: string }) =>
    sealer.seal(cardColumn, contactId, contactId, card);
  if (existing) {
    const later = old.at > existing.last_at;
    const isIn = !old.outgoing && old.notice === undefined;
    const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, existing.card_sealed));
    noteOlder(tx, contactId, old.at);
    await updateContact(tx, {
      ...existing,
      messages: existing.messages + 1,
      files: existing.files + files.length,
      card_sealed: sealCard(later ? { ...card, preview: makePreview(text) } : card),
      last_at: later ? old.at : existing.last_at,
      last_in_at: isIn ? latest(existing.last_in_at, old.at) : existing.last_in_at,
      closed_at: existing.closed_at && latest(existing.closed_at, old.at),
      ...(later && latest(existing.closed_at, old.at) === old.at
        ? await heldContactPeriod(deps, existing, old.at)
        : {}),
    });
  } else {
    insertContact(tx, {
      id: contactId,
      person_id: person!.personId,
      channel: old.channel,
      mailbox: old.mailbox,
      queue: old.queue,
      status: 'closed',
      closedAt: old.at,
      priority: 'normal',
      assignee_id: null,
      language: old.language,
      tags: [],
      opened_at: old.at,
      last_at: old.at,
      waiting_since: null,
      answer_due_at: null,
      underway_since: null,
      done_due_at: null,
      last_in_at: old.outgoing ? null : old.at,
      messages: 1,
      files: files.length,
      card_sealed: sealCard({ subject, name: customer.name || customer.address, preview: makePreview(text) }),
      ...contactPeriod(published, { openedAt: old.at, at: old.at }),
    });
  }

  insertMessage(tx, {
    contact_id: contactId,
    id: messageId,
    direction: old.outgoing ? 'out' : 'in',
    channel: old.channel,
    at: old.at,
    author_id: null,
    mail_id: old.mailId,
    delivery: old.outgoing ? 'sent' : 'received',
    body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
      from: old.outgoing ? old.from : customer,
      to: old.to,
      cc: old.cc,
      ...(old.replyTo === undefined || !stored('emailAddress') ? {} : { replyTo: old.replyTo }),
      subject,
      text,
      quoted,
      html: old.html === null ? null : html,
      mailMessageId: old.mailMessageId,
      references: old.references,
      ...(old.blockedHosts?.length ? { blockedHosts: old.blockedHosts } : {}),
      ...(old.invitations?.length ? { invitations: old.invitations } : {}),
      ...(old.cut?.length ? { cut: old.cut } : {}),
      ...(old.notice === undefined ? {} : { notice: old.notice }),
    }),
  });
  const language = existing ? existing.language : old.language;
  const words = messageTexts({ subject, text, quoted }, existing === undefined);
  await indexText(deps, tx, {
    contactId,
    textId: messageId,
    kind: 'message',
    at: old.at,
    texts: words,
    language,
  });
  const keepsCodes =
    mayBring(published.declaration, 'old-mail', 'identityCode') &&
    mayCollect(published.declaration, old.channel, 'identityCode') !== undefined;
  for (const { mark, code } of keepsCodes ? codes : []) {
    const id = newId<'mask'>();
    const code_sealed = sealer.seal(maskedCodeColumn, contactId, id, code);
    insertMask(tx, { contact_id: contactId, id, message_id: messageId, mark, code_sealed });
  }
  for (const file of files) {
    const textId = await storeFile(deps, tx, sealer, contactId, messageId, file);
    const names = [file.name.slice(0, 200)];
    await indexText(deps, tx, { contactId, textId, kind: 'file', at: old.at, texts: names, language });
  }
  for (const id of old.threadIds)
    insertThreadId(tx, deps.blindIndex.lastingDigest('message-id', id), contactId);
  // A contact that is worked on changes before the eyes of who has it open; old closed ones are nobody's news.
  if (existing && existing.closed_at === null)
    await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: existing.queue });
  return { contactId, messageId, personId: existing?.person_id ?? person!.personId, isNew: !existing };
}

function latest(one: Date | null, other: Date): Date {
  return one !== null && one > other ? one : other;
}
