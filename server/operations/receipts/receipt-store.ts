import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';

export interface ContactOf {
  readonly id: Id<'contact'>;
  readonly queue: string;
}

/** Contacts of a person, by all the ids the person is known by. */
export function contactsOfPerson(db: Db, people: readonly Id[]): Promise<ContactOf[]> {
  return db.query('SELECT id, queue FROM register.contact WHERE person_id = ANY ($1) ORDER BY id', [people]);
}

export async function readContactOf(
  db: Db,
  contactId: Id<'contact'>,
): Promise<(ContactOf & { readonly person_id: Id<'person'> }) | undefined> {
  const [row] = await db.query<ContactOf & { person_id: Id<'person'> }>(
    'SELECT id, queue, person_id FROM register.contact WHERE id = $1',
    [contactId],
  );
  return row;
}

/** What hangs on contacts and has a key of its own: other ids of merged ones, the raw mail, incidents, recordings. */
export async function unitsOfContacts(db: Db, contacts: readonly Id[]): Promise<Id[]> {
  const rows = await db.query<{ id: Id }>(
    `SELECT old_id AS id FROM register.contact_forward WHERE contact_id = ANY ($1)
     UNION SELECT id FROM mail.raw WHERE contact_id = ANY ($1)
     UNION SELECT id FROM register.incident WHERE contact_id = ANY ($1)
     UNION SELECT id FROM register.recording WHERE contact_id = ANY ($1)`,
    [contacts],
  );
  return rows.map(({ id }) => id);
}

export async function languageOfPerson(
  db: Db,
  personId: Id<'person'>,
): Promise<'sv' | 'fi' | 'en' | undefined> {
  const [row] = await db.query<{ language: 'sv' | 'fi' | 'en' | null }>(
    'SELECT language FROM register.person WHERE id = $1',
    [personId],
  );
  return row?.language ?? undefined;
}

export async function isPerson(db: Db, personId: Id<'person'>): Promise<boolean> {
  return (await db.query('SELECT FROM register.person WHERE id = $1', [personId])).length > 0;
}
