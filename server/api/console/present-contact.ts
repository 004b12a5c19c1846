import type { z } from 'zod';
import type { contactCardSchema, contactSchema, readingSchema } from '../../../contract/console/contacts.ts';
import type { OpenedContact } from '../../register/contacts/open-contact.ts';
import type { OpenedCard } from '../../register/contacts/list-contacts.ts';
import type { LogEntry } from '../../safeguards/access-log/log-entry.ts';

const moment = (at: Date) => at.toISOString();
const momentOrNull = (at: Date | null) => at?.toISOString() ?? null;

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
    version: row.version,
  };
}

export function presentContact(opened: OpenedContact, readings: number): z.input<typeof contactSchema> {
  const { row } = opened;
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
    assigneeId: row.assignee_id,
    person: {
      personId: opened.person.personId,
      provisional: opened.person.provisional,
      name: opened.person.name,
      emailAddresses: [...opened.person.emailAddresses],
      contacts: opened.contactsOfPerson,
    },
    messages: opened.messages.map(({ body, files, masks, ...message }) => ({
      messageId: message.id,
      direction: message.direction,
      channel: message.channel,
      at: moment(message.at),
      from: body.from,
      to: [...body.to],
      subject: body.subject,
      text: body.text,
      quoted: body.quoted,
      html: body.html,
      authorId: message.author_id,
      delivery: message.delivery,
      deliveryCode: message.delivery_code,
      files: files.map(({ id, size, description }) => ({ fileId: id, size, ...description })),
      maskedCodes: masks.map(({ id, mark }) => ({ maskId: id, mark })),
    })),
    notes: opened.notes.map((note) => ({
      noteId: note.id,
      at: moment(note.at),
      authorId: note.author_id,
      text: note.text,
    })),
    kept: {
      deleteAfter: moment(row.delete_after),
      rule: row.delete_rule,
      declarationVersion: row.declaration_version,
    },
    readings,
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
