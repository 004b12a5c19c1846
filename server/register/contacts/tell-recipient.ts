import type { Id } from '../../base/new-id.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { Db } from '../../storage/database.ts';
import { openToldFields, readToldFields, type SealedTold } from '../people/told-fields.ts';
import { bodyColumn } from './contact-columns.ts';
import { type ContactRow, readContact } from './contacts-store.ts';
import { type MessageRow, readMessages } from './messages-store.ts';

/**
 * The categories of which a recipient can be told with an event, by their keys in the declaration. Files, notes,
 * recordings and identity codes are not among them: they leave by no web hook, whatever is declared.
 */
export const tellableCategories = [
  'name',
  'emailAddress',
  'phone',
  'address',
  'messages',
  'contactMetadata',
] as const;
const personal: readonly string[] = ['name', 'emailAddress', 'phone', 'address'];

/** Characters of a message; the whole is read by the API. */
const longestText = 20_000;

export interface Asked {
  readonly categories: readonly string[];
  readonly purpose: string;
  /** Which message the event is about, by its kind. */
  readonly message: 'received' | 'sent' | 'failed' | 'newest';
}

export interface SealedContact {
  readonly row: ContactRow;
  readonly person: SealedTold;
  readonly message: MessageRow | undefined;
}

/** Ciphertext only. Undefined: the contact is gone. */
export async function readForRecipient(
  db: Db,
  contactId: Id<'contact'>,
  asked: Asked,
): Promise<SealedContact | undefined> {
  const row = await readContact(db, contactId);
  if (row === undefined) return undefined;
  const [person, messages] = await Promise.all([
    readToldFields(db, row.person_id, {
      categories: asked.categories.filter((category) => personal.includes(category)),
      purpose: asked.purpose,
    }),
    asked.categories.includes('messages') ? readMessages(db, contactId) : [],
  ]);
  return { row, person, message: messages.findLast((message) => isAbout(message, asked.message)) };
}

/** What is still to leave can be taken back: nobody else is told of it before. */
function isAbout({ delivery }: MessageRow, wanted: Asked['message']): boolean {
  if (wanted === 'newest') return delivery === 'received' || delivery === 'sent' || delivery === 'bounced';
  return delivery === wanted;
}

/** What is told of a contact, by category; each only where the grant has it. */
export function openForRecipient(
  opener: Opener,
  { row, person, message }: SealedContact,
  categories: readonly string[],
): Readonly<Record<string, unknown>> {
  const told: Record<string, unknown> = { ...openToldFields(opener, person) };
  if (categories.includes('messages') && message !== undefined) {
    const { subject, text } = opener.open(bodyColumn, bodyColumn.at(row.id, message.id, message.body_sealed));
    told['messages'] = [
      {
        messageId: message.id,
        direction: message.direction,
        at: message.at.toISOString(),
        subject,
        text: text.slice(0, longestText),
        cut: text.length > longestText,
      },
    ];
  }
  if (categories.includes('contactMetadata')) {
    told['contactMetadata'] = {
      number: row.number,
      channel: row.channel,
      queue: row.queue,
      status: row.status,
      priority: row.priority,
      language: row.language,
      openedAt: row.opened_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      closedAt: row.closed_at?.toISOString() ?? null,
    };
  }
  return told;
}
