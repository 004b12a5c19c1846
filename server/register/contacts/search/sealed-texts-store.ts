import type { Id } from '../../../base/new-id.ts';
import { hasGround } from '../../../safeguards/declaration/ground.ts';
import type { Db } from '../../../storage/database.ts';
import type { TextKind } from './search-store.ts';

export interface SealedText {
  readonly contact_id: Id<'contact'>;
  readonly id: Id;
  readonly sealed: Buffer;
}

const tables = {
  message: 'SELECT contact_id, id, body_sealed AS sealed FROM register.contact_message',
  note: 'SELECT contact_id, id, text_sealed AS sealed FROM register.contact_note',
  file: 'SELECT contact_id, id, description_sealed AS sealed FROM register.contact_file',
} as const;

/** A message has the ground of its contact, whose key says so. */
const grounds = {
  message: '',
  note: `WHERE ${hasGround('t', 'notes')}`,
  file: `WHERE ${hasGround('t', 'files')}`,
} as const;

/** The texts as they stand now; one that is gone meanwhile is absent. */
export async function readSealedTexts(
  db: Db,
  texts: readonly { readonly contactId: Id; readonly textId: Id; readonly kind: TextKind }[],
): Promise<ReadonlyMap<Id, SealedText>> {
  const found = await Promise.all(
    (Object.keys(tables) as TextKind[]).map((kind) => {
      const wanted = texts.filter((text) => text.kind === kind);
      return wanted.length === 0
        ? []
        : db.query<SealedText>(
            `${tables[kind]} t JOIN unnest($1::uuid[], $2::uuid[]) AS wanted (of, the) ON contact_id = wanted.of AND id = wanted.the
             ${grounds[kind]}`,
            [wanted.map((text) => text.contactId), wanted.map((text) => text.textId)],
          );
    }),
  );
  return new Map(found.flat().map((text) => [text.id, text]));
}
