import type { z } from 'zod';
import type {
  contactCardSchema,
  contactSchema,
  earlierPageSchema,
  messageSchema,
  noteSchema,
  readingSchema,
  todoSchema,
} from '../../../contract/console/contacts.ts';
import type { listedTodoSchema } from '../../../contract/console/work.ts';
import type { Id } from '../../base/new-id.ts';
import type { EarlierPart } from '../../register/contacts/open-earlier.ts';
import type { OpenedNote, OpenedThreadMessage } from '../../register/contacts/open-messages.ts';
import type { OpenedContact } from '../../register/contacts/open-contact.ts';
import { missedOf } from '../../register/contacts/recipients-of.ts';
import type { OpenedCard } from '../../register/contacts/list-contacts.ts';
import type { OpenedTodo } from '../../register/contacts/list-todos.ts';
import { mostCounted } from '../../safeguards/access-log/read-entries.ts';
import type { LogEntry } from '../../safeguards/access-log/log-entry.ts';

const moment = (at: Date) => at.toISOString();
const momentOrNull = (at: Date | null) => at?.toISOString() ?? null;

function isUnread({ row, mark }: OpenedCard): boolean {
  if (row.status === 'closed' || row.last_in_at === null) return false;
  return mark?.seenAt == null || mark.seenAt < row.last_in_at;
}

export function presentCard(card: OpenedCard): z.input<typeof contactCardSchema> {
  const { row } = card;
  return {
    contactId: row.id,
    personId: row.person_id,
    subject: card.subject,
    name: card.name,
    preview: card.preview,
    channel: row.channel,
    queue: row.queue,
    status: row.status,
    language: row.language,
    assigneeId: row.assignee_id,
    messages: row.messages,
    files: row.files,
    lastAt: moment(row.last_at),
    waitingSince: momentOrNull(row.waiting_since),
    answerDueAt: momentOrNull(row.answer_due_at),
    doneDueAt: momentOrNull(row.done_due_at),
    snoozedUntil: momentOrNull(row.snoozed_until),
    priority: row.priority,
    tags: row.tags,
    unread: isUnread(card),
    watching: card.mark?.watching ?? false,
    mentioned: (card.mark?.mentionedAt ?? null) !== null,
    version: row.version,
  };
}

export function presentContact(
  opened: OpenedContact,
  ruleName: (rule: Id<'rule'>) => string | undefined,
): z.input<typeof contactSchema> {
  const { row, readings } = opened;
  return {
    contactId: row.id,
    number: `#${row.number}`,
    version: row.version,
    status: row.status,
    queue: row.queue,
    channel: row.channel,
    mailbox: row.mailbox,
    language: row.language,
    subject: opened.subject,
    openedAt: moment(row.opened_at),
    closedAt: momentOrNull(row.closed_at),
    waitingSince: momentOrNull(row.waiting_since),
    answerDueAt: momentOrNull(row.answer_due_at),
    doneDueAt: momentOrNull(row.done_due_at),
    snoozedUntil: momentOrNull(row.snoozed_until),
    priority: row.priority,
    tags: row.tags,
    assigneeId: row.assignee_id,
    seenAt: momentOrNull(opened.mark?.seenAt ?? null),
    followers: opened.followers.map((each) => ({
      staffId: each.staff_id,
      watching: each.watching,
      mentionedAt: momentOrNull(each.mentioned_at),
    })),
    todos: opened.todos.map(presentTodo),
    person: {
      personId: opened.person.personId,
      provisional: opened.person.provisional,
      name: opened.person.name,
      emailAddresses: [...opened.person.emailAddresses],
      undeliverable: [...opened.person.undeliverable],
      contacts: opened.contactsOfPerson,
    },
    messages: opened.messages.map(presentMessage),
    notes: opened.notes.map(presentNote),
    calls: opened.calls,
    earlier: opened.earlier,
    reply: { ...opened.reply, to: [...opened.reply.to], others: [...opened.reply.others] },
    drafts: opened.drafts.map(({ reply, note, files, ...draft }) => ({
      draftId: draft.draftId,
      kind: draft.kind,
      version: draft.version,
      savedAt: moment(draft.savedAt),
      text: reply?.text ?? note?.text ?? '',
      to: reply?.to ? [...reply.to] : null,
      cc: [...(reply?.cc ?? [])],
      subject: reply?.subject ?? null,
      quote: reply?.quote ?? false,
      language: reply?.language ?? null,
      mentions: [...(note?.mentions ?? [])],
      files: files.map(({ id, size, description }) => ({ fileId: id, size, ...description })),
    })),
    kept: {
      deleteAfter: moment(row.delete_after),
      rule: row.delete_rule,
      declarationVersion: row.declaration_version,
    },
    events: opened.events.map((event) => ({
      eventId: event.id,
      kind: event.kind,
      otherId: event.other_id,
      otherNumber: event.other_number === null ? null : `#${event.other_number}`,
      messages: event.messages,
      at: moment(event.at),
      by: event.by,
      rule:
        event.rule_id === null
          ? null
          : { name: ruleName(event.rule_id) ?? null, effects: [...(event.effects ?? [])] },
    })),
    readings: Math.min(readings, mostCounted),
    moreReadings: readings > mostCounted,
  };
}

function presentMessage({
  body,
  files,
  masks,
  ...message
}: OpenedThreadMessage): z.input<typeof messageSchema> {
  return {
    messageId: message.id,
    direction: message.direction,
    channel: message.channel,
    at: moment(message.at),
    from: body.from,
    to: [...body.to],
    cc: [...body.cc],
    replyTo: body.replyTo === undefined || body.replyTo === body.from.address ? null : body.replyTo,
    subject: body.subject,
    text: body.text,
    quoted: body.quoted,
    html: body.html,
    authorId: message.author_id,
    delivery: message.delivery,
    deliveryCode: message.delivery_code,
    attempts: message.attempts,
    sendAt: momentOrNull(message.send_at),
    nextTryAt: momentOrNull(message.next_try_at),
    sentAt: momentOrNull(message.sent_at),
    recalledAt: momentOrNull(message.recalled_at),
    missed: missedOf(body, message.missed ?? []),
    files: files.map(({ id, size, description }) => ({ fileId: id, size, ...description })),
    maskedCodes: masks.map(({ id, mark }) => ({ maskId: id, mark })),
    sender: body.sender === undefined ? null : { ...body.sender, reasons: [...body.sender.reasons] },
    blockedHosts: [...(body.blockedHosts ?? [])],
    invitations: [...(body.invitations ?? [])],
    cut: [...(body.cut ?? [])],
    hasRaw: message.mail_id !== null,
    notice: body.notice ?? null,
    automatic: body.automatic === true,
  };
}

function presentNote(note: OpenedNote): z.input<typeof noteSchema> {
  return {
    noteId: note.id,
    at: moment(note.at),
    authorId: note.author_id,
    mentioned: note.mentioned,
    text: note.text,
  };
}

export function presentEarlier({ messages, notes, earlier }: EarlierPart): z.input<typeof earlierPageSchema> {
  return { messages: messages.map(presentMessage), notes: notes.map(presentNote), earlier };
}

function presentTodo(todo: OpenedContact['todos'][number]): z.input<typeof todoSchema> {
  return {
    todoId: todo.id,
    text: todo.text,
    ownerId: todo.owner_id,
    dueOn: todo.due_on,
    madeBy: todo.made_by,
    madeAt: moment(todo.made_at),
    doneAt: momentOrNull(todo.done_at),
  };
}

export function presentListedTodo(todo: OpenedTodo): z.input<typeof listedTodoSchema> {
  return {
    ...presentTodo(todo),
    contactId: todo.contact_id,
    number: `#${todo.number}`,
    subject: todo.subject,
    name: todo.name,
    queue: todo.queue,
    status: todo.status,
    late: todo.late,
  };
}

export function presentReading(entry: LogEntry): z.input<typeof readingSchema> {
  return {
    at: moment(entry.at),
    action: entry.action,
    act: entry.act,
    task: entry.task,
    actorKind: entry.actorKind,
    staffId: entry.actorKind === 'staff' ? entry.actor : null,
    reason: entry.reason,
  };
}

/** A cursor that was not given stays away. */
export function pageOf(query: { readonly cursor?: string | undefined; readonly limit: number }): {
  cursor?: string;
  limit: number;
} {
  const { cursor, limit } = query;
  return cursor === undefined ? { limit } : { cursor, limit };
}
