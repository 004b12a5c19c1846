import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { findOrMakePerson, type PlacedPerson } from '../people/find-or-make-person.ts';
import { lockPeople } from '../people/lock-people.ts';
import { touchPerson } from '../people/touch-person.ts';
import { changeContact } from './change-contact.ts';
import { bodyColumn, cardColumn, isByMachine, type MessageBody } from './contact-columns.ts';
import { movedCategories } from './contact-parts.ts';
import { type ContactRow, insertContact, setPeriod } from './contacts-store.ts';
import { dueMoments } from './due-moments.ts';
import { makePreview } from './make-preview.ts';
import type { MergingDeps } from './merge-contacts.ts';
import { countParts, movePlainRowsOf, moveThreadIds } from './merging-store.ts';
import { type MessageRow, readFileRows, readMessages, readNotes } from './messages-store.ts';
import { reduceToTold } from './informing/reduce-to-told.ts';
import { inheritGround } from './grounds-store.ts';
import { moveParts } from './move-parts.ts';
import { nameOfPerson } from './name-of-person.ts';
import { noteSplit } from './note-split.ts';
import { resealContact } from './reseal-contact.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { moveIndexedTexts } from './search/index-text.ts';

export interface SplitInput {
  readonly version: number;
  readonly messageIds: readonly Id<'message'>[];
  readonly noteIds: readonly Id<'note'>[];
  /** The same person, whoever sent the first chosen message, or a person of the register. */
  readonly person: 'same' | 'sender' | Id<'person'>;
}

interface Part {
  readonly row: MessageRow;
  readonly body: MessageBody;
}

/**
 * Takes chosen messages, with their files, masked codes and raw mail, into a contact of its own under a new key
 * whose log pseudonym is of the right person. The rest stays, under a new key too: the old one would still open what
 * left. Nothing is kept longer for it.
 * @param deps.messageIdOf the Message-ID under which one of ours went out, so that its answers find the new contact
 * @throws Refusal 'invalid-input' (none chosen, or all), 'message-on-its-way', 'unit-restricted', and those of `changeContact`
 */
export async function splitContact(
  deps: MergingDeps & { messageIdOf(messageId: Id<'message'>, fromAddress: string): string },
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: SplitInput,
): Promise<{ contactId: Id<'contact'>; version: number; newContactId: Id<'contact'> }> {
  const at = deps.clock.now();
  const newContactId = newId<'contact'>(at);
  const change = {
    act: 'merge-contacts',
    contactId,
    version: undefined,
    categories: ['messages'],
    details: { change: 'split', count: input.messageIds.length, contact: newContactId },
  } as const;
  const done = await retryDeadlocks(() =>
    changeContact(deps, actor, change, async (tx, row, opener) => {
      if (row.version !== input.version) throw new Refusal('changed-meanwhile', { version: row.version });
      const { taken, left } = choose(await readMessages(tx, contactId), input, contactId, opener);
      await mustHaveNotes(tx, contactId, input.noteIds);
      const { personId, grant, sealer, name } = await place(deps, tx, row, newContactId, input, taken);

      insertContact(tx, {
        ...row,
        ...standing(deps, row, taken),
        id: newContactId,
        person_id: personId,
        card_sealed: sealer.seal(cardColumn, newContactId, newContactId, {
          subject: taken[0]!.body.subject,
          name,
          preview: makePreview(taken.at(-1)!.body.text),
        }),
      });
      inheritGround(tx, contactId, newContactId);
      if (personId !== row.person_id) {
        const { timeZone } = deps.current().declaration.register;
        const reduced = await reduceToTold(tx, newContactId, personId, timeZone);
        if (reduced) setPeriod(tx, newContactId, reduced);
      }
      const only = { messages: taken.map((each) => each.row.id), notes: input.noteIds };
      await moveParts(deps, tx, { from: contactId, opener: sealer, to: newContactId, sealer, only });
      const stays = await resealContact(deps, tx, grant, sealer, row);
      movePlainRowsOf(tx, contactId, newContactId, only);
      const files = (await readFileRows(tx, newContactId)).map((file) => file.id);
      moveIndexedTexts(tx, contactId, newContactId, [...only.messages, ...only.notes, ...files]);
      moveThreadIds(tx, contactId, newContactId, threadDigests(deps, taken));
      const mails = taken.flatMap((each) => (each.row.mail_id === null ? [] : [each.row.mail_id]));
      for (const mover of deps.movers) mover.moveMails(tx, mails, newContactId);

      const [ours, theirs] = [await countParts(tx, contactId), await countParts(tx, newContactId)];
      tx.send('UPDATE register.contact SET messages = $2, files = $3 WHERE id = $1', [
        newContactId,
        theirs.messages,
        theirs.files,
      ]);
      await noteSplit(tx, row, newContactId, { at, by: actor.staffId, messages: taken.length });
      await deps.live.announce(tx, { kind: 'contact-new', contactId: newContactId, queue: row.queue });
      const last = left.at(-1)!;
      const waits = row.waiting_since === null ? null : firstUnanswered(left);
      const { card_sealed } = stays.row;
      const card = stays.sealer.open(cardColumn, cardColumn.at(contactId, contactId, card_sealed));
      return {
        ...stays.row,
        ...ours,
        last_at: last.row.at,
        last_in_at: left.findLast((each) => each.row.direction === 'in')?.row.at ?? null,
        waiting_since: waits,
        answer_due_at: deps.team.answerDueAt(row.queue, row.priority, waits),
        card_sealed: stays.sealer.seal(cardColumn, contactId, contactId, {
          ...card,
          preview: makePreview(last.body.text),
        }),
      };
    }),
  );
  return { ...done, newContactId };
}

function choose(
  rows: readonly MessageRow[],
  input: SplitInput,
  contactId: Id<'contact'>,
  opener: Sealer,
): { taken: Part[]; left: Part[] } {
  const chosen = new Set(input.messageIds);
  const open = (row: MessageRow): Part => ({
    row,
    body: opener.open(bodyColumn, bodyColumn.at(contactId, row.id, row.body_sealed)),
  });
  const taken = rows.filter((row) => chosen.has(row.id));
  const left = rows.filter((row) => !chosen.has(row.id));
  if (taken.length !== chosen.size || taken.length === 0 || left.length === 0)
    throw new Refusal('invalid-input', { field: 'messageIds' });
  // Its job knows it under this contact.
  if (taken.some((row) => row.delivery === 'queued' || row.delivery === 'scheduled'))
    throw new Refusal('message-on-its-way');
  return { taken: taken.map(open), left: left.map(open) };
}

/** @throws Refusal 'invalid-input' */
export async function mustHaveNotes(
  tx: Tx,
  contactId: Id<'contact'>,
  noteIds: readonly Id<'note'>[],
): Promise<void> {
  if (noteIds.length === 0) return;
  const held = new Set((await readNotes(tx, contactId)).map((note) => note.id));
  if (!noteIds.every((id) => held.has(id))) throw new Refusal('invalid-input', { field: 'noteIds' });
}

/** Whose the new contact is; its key is made, and the system holds the leave to move what is sealed. */
async function place(
  deps: MergingDeps,
  tx: Tx,
  row: ContactRow,
  newContactId: Id<'contact'>,
  input: SplitInput,
  taken: readonly Part[],
): Promise<{ personId: Id<'person'>; grant: Grant; sealer: Sealer; name: string }> {
  const first = taken.find((each) => each.row.direction === 'in');
  let found: PlacedPerson | undefined;
  if (input.person === 'sender') {
    if (first === undefined) throw new Refusal('invalid-input', { field: 'person' });
    found = await findOrMakePerson(
      tx,
      { blindIndex: deps.blindIndex, published: deps.current() },
      {
        channel: row.channel,
        emailAddress: first.body.from.address,
        name: first.body.from.name,
        language: row.language,
        at: first.row.at,
      },
    );
  }
  const personId = found?.personId ?? (input.person === 'same' ? row.person_id : input.person);
  if (found?.isNew !== true) await lockPeople(tx, [personId]);
  const grant = deps.access.systemGrant('reseal', {
    units: [row.id, newContactId, personId],
    categories: movedCategories,
  });
  const sealer = await deps.vault.change(tx, grant, 'make', {
    make: [
      ...(found?.isNew ? [{ id: personId, kind: 'person' as const }] : []),
      { id: newContactId, kind: 'contact' as const, about: personId },
    ],
    details: { change: 'split' },
  });
  await found?.store(sealer);
  if (!found) touchPerson(tx, deps.current(), personId, taken.at(-1)!.row.at);
  const sender = first && (first.body.from.name || first.body.from.address);
  const own = input.person === 'same' || input.person === 'sender' ? sender : undefined;
  return { personId, grant, sealer, name: own ?? (await nameOfPerson(tx, sealer, personId)) };
}

/** How the new contact stands: who wrote last decides whether somebody waits, and since their first message without an answer. */
function standing(deps: Pick<MergingDeps, 'team'>, row: ContactRow, taken: readonly Part[]) {
  const last = taken.at(-1)!.row;
  const lastIn = taken.findLast((each) => each.row.direction === 'in')?.row.at ?? null;
  const waiting = firstUnanswered(taken);
  const asked = taken.find((each) => each.row.direction === 'in' && !isByMachine(each.body));
  const since = { waiting_since: waiting, underway_since: asked?.row.at ?? null };
  return {
    status: last.direction === 'in' || waiting !== null ? ('open' as const) : ('waiting' as const),
    opened_at: taken[0]!.row.at,
    last_at: last.at,
    last_in_at: lastIn,
    ...since,
    ...dueMoments(deps, { ...row, ...since }),
    messages: taken.length,
    files: 0,
  };
}

/** Null when the last word is ours. A machine's mail neither asks nor answers. */
function firstUnanswered(parts: readonly Part[]): Date | null {
  const people = parts.filter((each) => !isByMachine(each.body));
  const answered = people.findLastIndex(
    ({ row }) => row.direction === 'out' && ['queued', 'sent'].includes(row.delivery),
  );
  return people.slice(answered + 1).find(({ row }) => row.direction === 'in')?.row.at ?? null;
}

function threadDigests(deps: Parameters<typeof splitContact>[0], taken: readonly Part[]): Buffer[] {
  return taken.flatMap(({ row, body }) => {
    const id = row.direction === 'out' ? deps.messageIdOf(row.id, body.from.address) : body.mailMessageId;
    return id === null ? [] : [deps.blindIndex.lastingDigest('message-id', id)];
  });
}
