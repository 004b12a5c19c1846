import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { LogReader } from '../../safeguards/access-log/read-entries.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { openPersonBrief, type PersonBrief, readPersonBrief } from '../people/person-brief.ts';
import { type BegunReply, beginReply } from './compose-reply.ts';
import { countCallsOf } from './calls-store.ts';
import { cardColumn, todoColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, countContactsOf } from './contacts-store.ts';
import type { OpenedDraft } from './drafts.ts';
import { readDraftsOf } from './drafts-store.ts';
import { openDraft } from './open-draft.ts';
import { type Follower, readFollowers } from './follow-store.ts';
import { type OwnMark, readOwnMarks } from './inbox-store.ts';
import { hideRecipients } from './hide-unseen.ts';
import { markSeen } from './follow-contact.ts';
import { idsOfContact } from './may-read-contact.ts';
import { leaveToOpen } from './leave-to-open.ts';
import { type ContactEvent, readContactEvents } from './merging-store.ts';
import { readFileRows, readMasks, readMessages, readNotes } from './messages-store.ts';
import { writeThreadPlace } from './open-earlier.ts';
import { type OpenedNote, type OpenedThreadMessage, openMessages, openNotes } from './open-messages.ts';
import { readThreadPart, type ThreadPart, threadPage } from './thread-store.ts';
import { readTodos, type TodoRow } from './todos-store.ts';

export interface OpenedContact {
  readonly row: ContactRow;
  readonly subject: string;
  readonly person: PersonBrief;
  readonly contactsOfPerson: number;
  /** The newest of them. */
  readonly messages: readonly OpenedThreadMessage[];
  /** Those written among these messages. */
  readonly notes: readonly OpenedNote[];
  /** Where what stands further back begins; null when this is all. */
  readonly earlier: string | null;
  readonly todos: readonly (Omit<TodoRow, 'text_sealed'> & { readonly text: string })[];
  readonly followers: readonly Follower[];
  /** Merged, split, moved: what became of it. */
  readonly events: readonly ContactEvent[];
  /** How many calls there are in it: they are read by themselves. */
  readonly calls: number;
  /** Whom and about what an answer would be. */
  readonly reply: BegunReply;
  /** What the reader has begun to write here. */
  readonly drafts: readonly OpenedDraft[];
  /** The reader's own, as it was before this reading. */
  readonly mark: OwnMark | undefined;
  /** How often it was read so far, this time too. */
  readonly readings: number;
}

export type OpeningDeps = ContactsDeps & { readonly logReader: Pick<LogReader, 'countViews'> };

/**
 * A contact with the newest of its thread, opened under one grant, and from then on seen by the reader.
 * @throws Refusal 'not-found' (also for a queue outside one's tasks once it was logged as refused), 'reason-needed'
 */
export function openContact(
  deps: OpeningDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason?: string,
): Promise<OpenedContact> {
  return rereadReplaced(() => openAsItIs(deps, actor, contactId, reason));
}

async function openAsItIs(
  deps: OpeningDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason: string | undefined,
): Promise<OpenedContact> {
  // Taken first: the line of this reading is not earlier, and is counted by itself.
  const now = deps.clock.now();
  const names = idsOfContact(deps, contactId);
  // Who is refused does not wait for it.
  names.catch(() => undefined);
  const { row, grant, may, keys } = await leaveToOpen(deps, actor, contactId, reason);
  // Of the queues one's tasks reach: how often somebody writes to the others is not theirs to know.
  const queues = await deps.access.queuesFor(actor, 'open-contact');
  const load = async () => {
    // Few threads are long: the others are read whole, all at once.
    const part = row.messages > threadPage ? await readThreadPart(deps.db, contactId, threadPage) : undefined;
    const ids = part?.rows.map(({ id }) => id);
    const under = ids === undefined ? undefined : { under: ids, staff: actor.staffId };
    const counted = names.then((all) => deps.logReader.countViews(all, now));
    const [
      [events, whole, notes, drafts, todos, followers, marks, files, masks, person, contacts, calls],
      before,
    ] = await Promise.all([
      deps.db.together((db) =>
        Promise.all([
          readContactEvents(db, contactId),
          part === undefined ? readMessages(db, contactId) : [],
          may('notes') ? readNotes(db, contactId, { after: part?.next?.at }) : [],
          readDraftsOf(db, contactId, actor.staffId),
          may('notes') ? readTodos(db, contactId) : [],
          readFollowers(db, contactId),
          readOwnMarks(db, actor.staffId, [contactId]),
          may('files') ? readFileRows(db, contactId, under) : [],
          readMasks(db, contactId, ids),
          readPersonBrief(db, row.person_id, grant.categories),
          countContactsOf(db, row.person_id, queues),
          countCallsOf(db, contactId),
        ]),
      ),
      counted,
    ]);
    const thread: ThreadPart = part ?? {
      rows: whole,
      lastIn: whole.findLast((message) => message.direction === 'in'),
      next: undefined,
    };
    return {
      events,
      ...thread,
      notes,
      drafts,
      todos,
      followers,
      marks,
      files,
      masks,
      person,
      contacts,
      calls,
      before,
    };
  };
  const ours = Object.values(deps.current().declaration.mailboxes).map(({ address }) => address);
  return deps.vault.open(
    grant,
    'view',
    load,
    async (opener, loaded) => {
      if (!opener.holds(contactId)) throw new Refusal('unit-erased');
      // On its way while the messages are opened.
      const seen = markSeen(deps, actor, contactId);
      seen.catch(() => undefined);
      await setImmediate();
      const { subject } = opener.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed));
      const messages = openMessages(opener, contactId, loaded, may);
      const answered =
        messages.find(({ id }) => id === loaded.lastIn?.id) ??
        openMessages(
          opener,
          contactId,
          { rows: loaded.lastIn ? [loaded.lastIn] : [], files: [], masks: [] },
          may,
        )[0];
      const opened = {
        row,
        subject,
        person: openPersonBrief(opener, loaded.person),
        contactsOfPerson: loaded.contacts,
        calls: loaded.calls,
        messages,
        notes: openNotes(opener, contactId, loaded.notes),
        earlier: writeThreadPlace(loaded),
        reply: beginReply(answered?.body, subject, ours),
        drafts: loaded.drafts
          .filter((draft) => draft.kind === 'reply' || may('notes'))
          .map((draft) => openDraft(opener, draft, loaded.files))
          .map((draft) => (draft.reply ? { ...draft, reply: hideRecipients(draft.reply, may) } : draft)),
        followers: loaded.followers,
        events: loaded.events,
        mark: loaded.marks.get(contactId),
        todos: loaded.todos.map(({ text_sealed, ...todo }) => ({
          ...todo,
          text: opener.open(todoColumn, todoColumn.at(contactId, todo.id, text_sealed)),
        })),
        readings: loaded.before + 1,
      };
      await seen;
      return opened;
    },
    {},
    keys,
  );
}
