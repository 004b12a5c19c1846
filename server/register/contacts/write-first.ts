import { findIdentityCodes, maskIdentityCodes } from '../../base/find-identity-codes.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import { findOrMakePerson } from '../people/find-or-make-person.ts';
import { isUndeliverable } from '../people/address-standing.ts';
import { type AnsweringDeps, enqueueSending, mustBeConfirmed, signatureOf } from './answer-contact.ts';
import { keepAsDraft } from './cancel-message.ts';
import { noteDoubt } from './change-contact.ts';
import { readRecipients } from './compose-reply.ts';
import { bodyColumn, cardColumn } from './contact-columns.ts';
import { contactPeriod } from './contact-period.ts';
import { insertContact, readContact } from './contacts-store.ts';
import { insertScheduled } from './delivery-store.ts';
import { isTaken } from './drafts-store.ts';
import { insertMessage } from './messages-store.ts';
import { makePreview } from './make-preview.ts';

export interface FirstLetter {
  readonly contactId: Id<'contact'>;
  readonly messageId: Id<'message'>;
  readonly mailbox: string;
  readonly to: string;
  /** As staff know it; empty when they do not. */
  readonly name: string;
  readonly language?: Language | undefined;
  readonly subject: string;
  readonly text: string;
  readonly delaySeconds?: number | undefined;
  readonly confirmed?: readonly string[] | undefined;
  /** False: kept as the writer's draft in the contact begun for it, where files can be put to it. */
  readonly send?: boolean | undefined;
}

/**
 * Writes to somebody first: a contact of its own, to whoever the address belongs to or a person made for it, with
 * staff as the source of what is new. Unsent, it is a contact of the writer's own with a draft and no message, as
 * after an undo. The same `contactId` again changes nothing.
 * @throws Refusal 'not-found' (mailbox), 'category-not-allowed-on-channel' (the declaration lets e-mail keep no address),
 *   'recipient-doubtful', 'value-not-valid', 'task-missing'
 */
export async function writeFirst(
  deps: AnsweringDeps,
  actor: StaffActor,
  letter: FirstLetter,
): Promise<{ contactId: Id<'contact'>; version: number }> {
  const { contactId, messageId } = letter;
  const published = deps.current();
  const { declaration } = published;
  const mailbox = Object.hasOwn(declaration.mailboxes, letter.mailbox)
    ? declaration.mailboxes[letter.mailbox]
    : undefined;
  if (mailbox === undefined) throw new Refusal('not-found', { what: 'mailbox' });
  for (const category of ['messages', 'emailAddress'])
    if (mayCollect(declaration, 'email', category) === undefined)
      throw new Refusal('category-not-allowed-on-channel', { category, channel: 'email' });
  const there = await readContact(deps.db, contactId);
  if (there !== undefined) return { contactId, version: there.version };
  const ask = {
    act: 'answer-contact',
    queue: mailbox.queue,
    units: [contactId],
    categories: ['messages', 'emailAddress', 'name'],
  } as const;
  const first = await deps.access.authorize(actor, ask);
  if (!['messages', 'emailAddress'].every((category) => first.categories.includes(category)))
    return deps.access.refuse(actor, ask, 'task-missing');
  const sends = letter.send !== false;
  if (sends && letter.text.trim() === '') throw new Refusal('value-not-valid', { field: 'text' });
  const recipients = readRecipients([letter.to], []);
  const [address = ''] = recipients.to;
  const text = maskIdentityCodes(letter.text, findIdentityCodes(letter.text));
  const subject = maskIdentityCodes(letter.subject, findIdentityCodes(letter.subject));
  const at = deps.clock.now();
  const language = letter.language ?? mailbox.language;
  const sendAt = letter.delaySeconds ? new Date(at.getTime() + letter.delaySeconds * 1000) : undefined;

  const written = deps.db.transaction(async (tx) => {
    if (await isTaken(tx, contactId, messageId, actor.staffId))
      throw new Refusal('invalid-input', { field: 'messageId' });
    const person = await findOrMakePerson(
      tx,
      { blindIndex: deps.blindIndex, published },
      {
        channel: 'email',
        emailAddress: address,
        name: letter.name,
        language,
        at,
        writtenBy: actor.staffId,
      },
    );
    const outgoing = {
      personId: person.personId,
      ...recipients,
      text,
      files: 0,
      names: letter.name ? [letter.name] : [],
      thread: [{ from: { name: '', address }, to: [], cc: [] }],
      senderDoubtful: false,
      isUndeliverable: (to: string) => isUndeliverable(deps, to),
    };
    if (sends) await mustBeConfirmed(deps, letter.confirmed, outgoing);
    const grant = await deps.access.authorize(actor, { ...ask, units: [person.personId, contactId] });
    const sealer = await deps.vault.change(tx, grant, 'make', {
      make: [
        ...(person.isNew ? [{ id: person.personId, kind: 'person' as const }] : []),
        { id: contactId, kind: 'contact' as const, about: person.personId },
      ],
      details: {
        change: sends ? 'wrote-first' : 'answer-drafted',
        channel: 'email',
        queue: mailbox.queue,
        message: messageId,
      },
    });
    await person.store(sealer);
    const name = letter.name.trim() || address;
    insertContact(tx, {
      id: contactId,
      person_id: person.personId,
      channel: 'email',
      mailbox: letter.mailbox,
      queue: mailbox.queue,
      status: sends ? 'waiting' : 'open',
      priority: 'normal',
      assignee_id: actor.staffId,
      language,
      tags: [],
      opened_at: at,
      last_at: at,
      waiting_since: null,
      answer_due_at: null,
      underway_since: null,
      done_due_at: null,
      last_in_at: null,
      messages: sends ? 1 : 0,
      files: 0,
      card_sealed: sealer.seal(cardColumn, contactId, contactId, {
        subject,
        name,
        preview: sends ? makePreview(text) : '',
      }),
      ...contactPeriod(published, { openedAt: at, at }),
    });
    if (!sends) {
      await keepAsDraft(deps, tx, sealer, {
        contactId,
        draftId: messageId,
        staffId: actor.staffId,
        draft: { to: recipients.to, cc: [], subject, text, quote: false, language: letter.language ?? null },
      });
      await deps.live.announce(tx, { kind: 'contact-new', contactId, queue: mailbox.queue });
      return { contactId, version: 1 };
    }
    insertMessage(tx, {
      contact_id: contactId,
      id: messageId,
      direction: 'out',
      channel: 'email',
      at,
      author_id: actor.staffId,
      mail_id: null,
      delivery: sendAt === undefined ? 'queued' : 'scheduled',
      ...(sendAt === undefined ? {} : { send_at: sendAt }),
      body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
        from: { name: mailbox.name[language], address: mailbox.address },
        ...recipients,
        subject,
        text,
        quoted: '',
        html: null,
        mailMessageId: null,
        references: [],
        signature: await signatureOf(deps, letter.mailbox, language, actor.staffId),
        writtenIn: language,
      }),
    });
    if (sendAt !== undefined)
      insertScheduled(tx, {
        contact_id: contactId,
        message_id: messageId,
        later: false,
        then_close: false,
        status_before: 'open',
        assignee_before: actor.staffId,
        waiting_before: null,
        due_before: null,
        underway_before: null,
        done_due_before: null,
        snoozed_before: null,
        last_before: at,
      });
    await enqueueSending(tx, contactId, messageId, sendAt);
    await deps.live.announce(tx, { kind: 'contact-new', contactId, queue: mailbox.queue });
    return { contactId, version: 1 };
  });
  return written.catch((error: unknown) => noteDoubt(deps, actor, ask, error));
}
