import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { Language } from '../../safeguards/declaration/declaration.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { countReceived } from '../figures/count-received.ts';
import { findOrMakePerson, type PlacedPerson } from '../people/find-or-make-person.ts';
import { noteMailFrom } from '../people/address-standing.ts';
import { touchPerson } from '../people/touch-person.ts';
import type { TechnicalHeaders } from '../team/rules/rule.ts';
import { applyRules, closesAtOnce, queueAfter, rulesFor, type RuleReply } from './apply-rules.ts';
import {
  bodyColumn,
  cardColumn,
  fileDescriptionColumn,
  type Invitation,
  type ListCard,
  type MailCut,
  maskedCodeColumn,
} from './contact-columns.ts';
import { contactPeriod, heldContactPeriod } from './contact-period.ts';
import type { ContactsDeps } from './contacts.ts';
import { continued } from './continue-contact.ts';
import { insertContact, updateContact } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { type FileContent, storeContent } from './file-content.ts';
import { lockContactOrHeir } from './find-heir.ts';
import { insertFile, insertMask, insertMessage, insertThreadId } from './messages-store.ts';
import type { BounceCode } from './bounce.ts';
import { confirmsSender, type SenderCheck } from './sender-check.ts';
import { weighSender } from './weigh-sender.ts';
import { maskCodes } from './mask-codes.ts';
import { concerned, tellColleagues } from './tell-colleagues.ts';
import { makePreview } from './make-preview.ts';
import { indexText } from './search/index-text.ts';
import { messageTexts } from './search/message-texts.ts';

/** A message as a channel read it. Everything in it is personal data. */
export interface IncomingMessage {
  readonly channel: 'email';
  readonly mailbox: string;
  readonly queue: string;
  readonly language: Language | null;
  /** The contact it continues, found by the channel. */
  readonly thread: Id<'contact'> | undefined;
  readonly at: Date;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Where the sender wants the answer. */
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly quoted: string;
  readonly html: string | null;
  readonly mailMessageId: string | null;
  readonly references: readonly string[];
  readonly files: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly realType?: string;
    readonly contentId?: string;
    readonly content: FileContent;
  }[];
  readonly mailId: Id<'mail'> | null;
  /** Of its headers what rules may ask of; absent for what staff read in the tray. */
  readonly technical?: TechnicalHeaders;
  /** A machine's answer: it is kept, but makes nobody wait. */
  readonly automatic: boolean;
  /** Whether it comes from whom it says; absent for what staff read in the tray. */
  readonly sender?: SenderCheck;
  readonly blockedHosts?: readonly string[];
  readonly invitations?: readonly Invitation[];
  readonly cut?: readonly MailCut[];
  /** A mail server's notice that a mail was not delivered: its sender is no person. */
  readonly notice?: BounceCode;
}

export interface Received {
  readonly contactId: Id<'contact'>;
  readonly messageId: Id<'message'>;
  readonly personId: Id<'person'>;
  readonly isNew: boolean;
  /** What a rule wants answered, where the channel may do so. */
  readonly reply?: RuleReply | undefined;
}

/** Every category that receiving may write or must open. */
export const categories = ['messages', 'files', 'name', 'emailAddress', 'identityCode'];

/**
 * Receives a message within the caller's transaction: person, unit keys, contact, message, files,
 * masked codes, thread ids, log entry and event commit together. The published declaration says
 * what the channel may keep; the rest is left out.
 * @throws Refusal 'category-not-allowed-on-channel' when the channel may not keep messages at all
 */
export async function receiveMessage(
  deps: ContactsDeps,
  tx: Tx,
  incoming: IncomingMessage,
): Promise<Received> {
  const published = deps.current();
  const { declaration } = published;
  const automatic = (category: string) =>
    mayCollect(declaration, incoming.channel, category)?.when === 'automatic';
  if (!automatic('messages'))
    throw new Refusal('category-not-allowed-on-channel', { category: 'messages', channel: incoming.channel });

  const thread = incoming.thread === undefined ? undefined : await lockContactOrHeir(tx, incoming.thread);
  // A thread does not lead out of its queue: what is written to the officer stays with the officer. A contact that
  // colleagues have moved is still answered by way of its own mailbox.
  const existing =
    thread && (thread.queue === incoming.queue || thread.mailbox === incoming.mailbox) ? thread : undefined;
  const from = {
    name: automatic('name') ? incoming.from.name : '',
    address: automatic('emailAddress') ? incoming.from.address : '',
  };
  const contactId = existing?.id ?? newId<'contact'>(incoming.at);
  const messageId = newId<'message'>(incoming.at);
  const { texts, codes } = maskCodes([incoming.subject, incoming.text, incoming.quoted, incoming.html ?? '']);
  const [subject = '', text = '', quoted = '', html = ''] = texts;
  const files = automatic('files') ? incoming.files : [];
  const rules = await rulesFor(deps, tx, incoming, subject, existing);
  const queue = existing?.queue ?? queueAfter(rules, incoming.queue);

  let person: PlacedPerson | undefined;
  let sealer: Sealer;
  if (existing) {
    const grant = deps.access.systemGrant('intake', { units: [contactId], categories });
    sealer = await deps.vault.change(tx, grant, 'change', {
      details: { channel: incoming.channel, queue, message: messageId },
    });
    if (!sealer.holds(contactId)) throw new Refusal('unit-erased');
    if (incoming.notice === undefined) touchPerson(tx, published, existing.person_id, incoming.at);
  } else {
    person = await findOrMakePerson(
      tx,
      { blindIndex: deps.blindIndex, published },
      {
        channel: incoming.channel,
        emailAddress: incoming.notice === undefined ? from.address : '',
        name: incoming.notice === undefined ? from.name : '',
        language: incoming.language,
        at: incoming.at,
      },
    );
    const grant = deps.access.systemGrant('intake', { units: [person.personId, contactId], categories });
    sealer = await deps.vault.change(tx, grant, 'make', {
      make: [
        ...(person.isNew ? [{ id: person.personId, kind: 'person' as const }] : []),
        { id: contactId, kind: 'contact' as const, about: person.personId },
      ],
      details: { channel: incoming.channel, queue, message: messageId },
    });
    await person.store(sealer);
  }
  const sender = incoming.sender && (await weighSender(deps, tx, incoming, existing, person));
  const confirmed = confirmsSender(sender);
  // Of an address that is new and not confirmed there is nothing to note.
  const tells = confirmed || person?.isNew !== true;
  if (incoming.notice === undefined && sender?.conclusion !== 'denied' && tells)
    noteMailFrom(tx, deps.blindIndex, from.address, confirmed);

  const period = existing
    ? await heldContactPeriod(deps, existing, incoming.at)
    : contactPeriod(published, { openedAt: incoming.at, at: incoming.at });
  const name = from.name || from.address;
  let assignee: Id<'staff'> | null = null;
  const sealCard = (card: ListCard) => sealer.seal(cardColumn, contactId, contactId, card);
  if (existing) {
    const card = sealer.open(cardColumn, cardColumn.at(contactId, contactId, existing.card_sealed));
    await updateContact(
      tx,
      continued(
        deps,
        existing,
        incoming,
        files.length,
        sealCard({ ...card, preview: makePreview(text) }),
        period,
      ),
    );
  } else {
    // A machine's mail is given to nobody, and nothing is due on it.
    assignee =
      incoming.automatic || closesAtOnce(rules)
        ? null
        : await deps.team.pickAssignee(tx, queue, incoming.language);
    const since = incoming.automatic ? null : incoming.at;
    const begun = { waiting_since: since, underway_since: since };
    insertContact(tx, {
      id: contactId,
      person_id: person!.personId,
      channel: incoming.channel,
      mailbox: incoming.mailbox,
      queue,
      status: incoming.automatic ? 'waiting' : 'open',
      priority: 'normal',
      assignee_id: assignee,
      language: incoming.language,
      tags: [],
      opened_at: incoming.at,
      last_at: incoming.at,
      ...begun,
      ...dueMoments(deps, { queue, priority: 'normal', ...begun }),
      last_in_at: incoming.at,
      messages: 1,
      files: files.length,
      card_sealed: sealCard({ subject, name, preview: makePreview(text) }),
      ...period,
    });
  }

  insertMessage(tx, {
    contact_id: contactId,
    id: messageId,
    direction: 'in',
    channel: incoming.channel,
    at: incoming.at,
    author_id: null,
    mail_id: incoming.mailId,
    delivery: 'received',
    body_sealed: sealer.seal(bodyColumn, contactId, messageId, {
      from,
      to: incoming.to,
      cc: incoming.cc,
      ...(incoming.replyTo === undefined || !automatic('emailAddress') ? {} : { replyTo: incoming.replyTo }),
      subject,
      text,
      quoted,
      html: incoming.html === null ? null : html,
      mailMessageId: incoming.mailMessageId,
      references: incoming.references,
      ...(sender ? { sender } : {}),
      ...(incoming.blockedHosts?.length ? { blockedHosts: incoming.blockedHosts } : {}),
      ...(incoming.invitations?.length ? { invitations: incoming.invitations } : {}),
      ...(incoming.cut?.length ? { cut: incoming.cut } : {}),
      ...(incoming.notice === undefined ? {} : { notice: incoming.notice }),
      ...(incoming.automatic && incoming.notice === undefined ? { automatic: true } : {}),
    }),
  });
  countReceived(tx, deps, existing ?? { ...incoming, queue }, {
    at: incoming.at,
    isNew: existing === undefined,
    wasClosed: existing !== undefined && existing.closed_at !== null,
    automatic: incoming.automatic,
  });
  const language = existing ? existing.language : incoming.language;
  const words = messageTexts({ subject, text, quoted }, existing === undefined);
  await indexText(deps, tx, {
    contactId,
    textId: messageId,
    kind: 'message',
    at: incoming.at,
    texts: words,
    language,
  });
  // The mark stands in the text either way; the code behind it is kept only where identity codes may be held.
  const keepsCodes = mayCollect(declaration, incoming.channel, 'identityCode') !== undefined;
  for (const { mark, code } of keepsCodes ? codes : []) {
    const id = newId<'mask'>();
    const code_sealed = sealer.seal(maskedCodeColumn, contactId, id, code);
    insertMask(tx, { contact_id: contactId, id, message_id: messageId, mark, code_sealed });
  }
  for (const file of files) {
    const textId = await storeFile(deps, tx, sealer, contactId, messageId, file);
    const names = [file.name.slice(0, 200)];
    await indexText(deps, tx, { contactId, textId, kind: 'file', at: incoming.at, texts: names, language });
  }
  if (incoming.mailMessageId !== null)
    insertThreadId(tx, deps.blindIndex.lastingDigest('message-id', incoming.mailMessageId), contactId);
  await deps.live.announce(tx, {
    kind: existing ? 'contact-changed' : 'contact-new',
    contactId,
    queue,
    facts: ['message.received'],
  });
  if (existing && !incoming.automatic)
    await tellColleagues(deps, tx, existing, await concerned(tx, existing), 'answered');
  if (assignee !== null) await tellColleagues(deps, tx, { id: contactId, queue }, [assignee], 'assigned');
  const isNew = existing === undefined;
  const came = { contactId, messageId, isNew, automatic: incoming.automatic, queue: incoming.queue };
  const reply = await applyRules(deps, tx, rules, came);
  return { contactId, messageId, personId: existing?.person_id ?? person!.personId, isNew, reply };
}

export async function storeFile(
  deps: ContactsDeps,
  tx: Tx,
  sealer: Sealer,
  contactId: Id<'contact'>,
  messageId: Id<'message'>,
  file: IncomingMessage['files'][number],
): Promise<Id<'file'>> {
  const id = newId<'file'>();
  insertFile(tx, {
    contact_id: contactId,
    id,
    message_id: messageId,
    description_sealed: sealer.seal(fileDescriptionColumn, contactId, id, {
      name: file.name.slice(0, 200),
      contentType: file.contentType.slice(0, 100),
      ...(file.realType === undefined ? {} : { realType: file.realType.slice(0, 100) }),
      ...(file.contentId === undefined ? {} : { contentId: file.contentId.slice(0, 200) }),
    }),
    ...(await storeContent(deps.blobs, sealer, contactId, id, file.content)),
  });
  return id;
}
