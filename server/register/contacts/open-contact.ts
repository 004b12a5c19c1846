import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { rereadReplaced } from '../../safeguards/vault/reread-replaced.ts';
import { openPersonBrief, type PersonBrief, readPersonBrief } from '../people/person-brief.ts';
import { type BegunReply, beginReply } from './compose-reply.ts';
import {
  bodyColumn,
  cardColumn,
  type FileDescription,
  fileDescriptionColumn,
  type MessageBody,
  noteColumn,
  todoColumn,
} from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, countContactsOf, hasOpenContact, readContact } from './contacts-store.ts';
import type { OpenedDraft } from './drafts.ts';
import { readDraftsOf } from './drafts-store.ts';
import { openDraft } from './open-draft.ts';
import { type Follower, readFollowers } from './follow-store.ts';
import { type OwnMark, readOwnMarks } from './inbox-store.ts';
import { hideRecipients, hideUnseen } from './hide-unseen.ts';
import { notHere } from './find-heir.ts';
import { type ContactEvent, readContactEvents } from './merging-store.ts';
import {
  type MaskRow,
  type MessageRow,
  type NoteRow,
  readFileRows,
  readMasks,
  readMessages,
  readNotes,
} from './messages-store.ts';
import { readTodos, type TodoRow } from './todos-store.ts';

export interface OpenedContact {
  readonly row: ContactRow;
  readonly subject: string;
  readonly person: PersonBrief;
  readonly contactsOfPerson: number;
  readonly messages: readonly (Omit<MessageRow, 'body_sealed'> & {
    readonly body: MessageBody;
    readonly files: readonly {
      readonly id: Id<'file'>;
      readonly size: number;
      readonly description: FileDescription;
    }[];
    readonly masks: readonly Pick<MaskRow, 'id' | 'mark'>[];
  })[];
  readonly notes: readonly (Omit<NoteRow, 'text_sealed'> & { readonly text: string })[];
  readonly todos: readonly (Omit<TodoRow, 'text_sealed'> & { readonly text: string })[];
  readonly followers: readonly Follower[];
  /** Merged, split, moved: what became of it. */
  readonly events: readonly ContactEvent[];
  /** Whom and about what an answer would be. */
  readonly reply: BegunReply;
  /** What the reader has begun to write here. */
  readonly drafts: readonly OpenedDraft[];
  /** The reader's own, as it was before this reading. */
  readonly mark: OwnMark | undefined;
}

const categories = ['messages', 'files', 'notes', 'name', 'emailAddress'];

/**
 * Whether this contact is work in hand: it is open, it is one's own, or its person is being served in
 * a queue of one's own. Then no reason is asked.
 */
export async function isInHand(deps: ContactsDeps, actor: StaffActor, row: ContactRow): Promise<boolean> {
  if (row.status !== 'closed' || row.assignee_id === actor.staffId) return true;
  return hasOpenContact(deps.db, row.person_id, await deps.access.queuesFor(actor, 'open-contact'));
}

/**
 * A contact with its whole thread, opened under one grant.
 * @throws Refusal 'not-found' (also for a queue outside one's tasks once it was logged as refused), 'reason-needed'
 */
export function openContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason?: string,
): Promise<OpenedContact> {
  return rereadReplaced(() => openAsItIs(deps, actor, contactId, reason));
}

async function openAsItIs(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason: string | undefined,
): Promise<OpenedContact> {
  const row = await readContact(deps.db, contactId);
  if (row === undefined) throw await notHere(deps.db, contactId);
  const ask = {
    act: 'open-contact',
    queue: row.queue,
    units: [contactId, row.person_id],
    categories,
    needsReason: true,
    inHand: await isInHand(deps, actor, row),
    ...(reason === undefined ? {} : { reason }),
  } as const;
  const grant = await deps.access.authorize(actor, ask);
  const may = (category: string) => grant.categories.includes(category);
  if (!may('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  // Of the queues one's tasks reach: how often somebody writes to the others is not theirs to know.
  const queues = await deps.access.queuesFor(actor, 'open-contact');
  const load = async () => {
    const [events, messages, notes, drafts, todos, followers, marks, files, masks, person, contacts] =
      await deps.db.together((db) =>
        Promise.all([
          readContactEvents(db, contactId),
          readMessages(db, contactId),
          may('notes') ? readNotes(db, contactId) : [],
          readDraftsOf(db, contactId, actor.staffId),
          may('notes') ? readTodos(db, contactId) : [],
          readFollowers(db, contactId),
          readOwnMarks(db, actor.staffId, [contactId]),
          may('files') ? readFileRows(db, contactId) : [],
          readMasks(db, contactId),
          readPersonBrief(db, row.person_id, grant.categories),
          countContactsOf(db, row.person_id, queues),
        ]),
      );
    return { events, messages, notes, drafts, todos, followers, marks, files, masks, person, contacts };
  };
  const opened = await deps.vault.open(grant, 'view', load, (opener, loaded) => {
    if (!opener.holds(contactId)) throw new Refusal('unit-erased');
    return {
      row,
      subject: opener.open(cardColumn, cardColumn.at(contactId, contactId, row.card_sealed)).subject,
      person: openPersonBrief(opener, loaded.person),
      contactsOfPerson: loaded.contacts,
      messages: loaded.messages.map(({ body_sealed, ...message }) => {
        const body = opener.open(bodyColumn, bodyColumn.at(contactId, message.id, body_sealed));
        return {
          ...message,
          body: hideUnseen(body, may),
          files: loaded.files
            .filter((file) => file.message_id === message.id)
            .map((file) => ({
              id: file.id,
              size: Number(file.size),
              description: opener.open(
                fileDescriptionColumn,
                fileDescriptionColumn.at(contactId, file.id, file.description_sealed),
              ),
            })),
          masks: loaded.masks
            .filter((mask) => mask.message_id === message.id)
            .map(({ id, mark }) => ({ id, mark })),
        };
      }),
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
      notes: loaded.notes.map(({ text_sealed, ...note }) => ({
        ...note,
        text: opener.open(noteColumn, noteColumn.at(contactId, note.id, text_sealed)),
      })),
    };
  });
  const ours = Object.values(deps.current().declaration.mailboxes).map(({ address }) => address);
  return { ...opened, reply: beginReply(opened.messages, opened.subject, ours) };
}
