import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import type { ContactsDeps } from './contacts.ts';
import { leaveToOpen } from './leave-to-open.ts';
import { readFileRows, readMasks, readNotes } from './messages-store.ts';
import { type OpenedNote, type OpenedThreadMessage, openMessages, openNotes } from './open-messages.ts';
import { readThreadPart, type ThreadPart, threadPage, type ThreadPlace } from './thread-store.ts';

export interface EarlierPart {
  readonly messages: readonly OpenedThreadMessage[];
  /** Those written among them. */
  readonly notes: readonly OpenedNote[];
  /** Where the next page begins; null when these are the first. */
  readonly earlier: string | null;
}

/** Where the page before a part begins: at its oldest; null when nothing stands further back. */
export function writeThreadPlace({ rows, next }: Pick<ThreadPart, 'rows' | 'next'>): string | null {
  const [oldest] = rows;
  return next === undefined || oldest === undefined ? null : `${oldest.at.getTime()}_${oldest.id}`;
}

function readThreadPlace(text: string): ThreadPlace {
  const [moment = '', id = ''] = text.split('_');
  const at = new Date(/^\d{1,15}$/.test(moment) ? Number(moment) : Number.NaN);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id };
}

/**
 * A page of what stands further back in a thread: a reading of its own, with a grant and a line in the log.
 * @throws Refusal 'invalid-input' for what is no cursor of ours, and those of opening the contact
 */
export async function openEarlier(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  query: { cursor: string; reason?: string | undefined },
): Promise<EarlierPart> {
  const place = readThreadPlace(query.cursor);
  return rereadReplaced(() => openBefore(deps, actor, contactId, place, query.reason));
}

async function openBefore(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  place: ThreadPlace,
  reason: string | undefined,
): Promise<EarlierPart> {
  const { grant, may, keys } = await leaveToOpen(deps, actor, contactId, reason);
  const load = async () => {
    const part = await readThreadPart(deps.db, contactId, threadPage, place);
    const ids = part.rows.map(({ id }) => id);
    // What was noted after the last of them stands on the page before.
    const span = { after: part.next?.at, until: part.rows.at(-1)?.at ?? place.at };
    const [notes, files, masks] = await deps.db.together((db) =>
      Promise.all([
        may('notes') ? readNotes(db, contactId, span) : [],
        may('files') ? readFileRows(db, contactId, { under: ids, staff: actor.staffId }) : [],
        readMasks(db, contactId, ids),
      ]),
    );
    return { ...part, notes, files, masks };
  };
  return deps.vault.open(
    grant,
    'view',
    load,
    (opener, loaded) => {
      if (!opener.holds(contactId)) throw new Refusal('unit-erased');
      return {
        messages: openMessages(opener, contactId, loaded, may),
        notes: openNotes(opener, contactId, loaded.notes),
        earlier: writeThreadPlace(loaded),
      };
    },
    { message: place.id },
    keys,
  );
}
