import { Refusal } from '../../base/errors.ts';
import { newId, type Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { eraseIfLeft, lockPeople } from '../people/lock-people.ts';
import { cardColumn, type ListCard } from './contact-columns.ts';
import { movedCategories } from './contact-parts.ts';
import type { ContactMover } from './contact-mover.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, lockContact, priorities, readContact, updateContact } from './contacts-store.ts';
import { notHere } from './find-heir.ts';
import {
  forwardContact,
  hasScheduled,
  insertContactEvent,
  movePlainRows,
  readForward,
  setOpenedAt,
} from './merging-store.ts';
import { joinDrafts } from './join-drafts.ts';
import { earliest, latest } from './moments.ts';
import { mergedPeriod } from './contact-period.ts';
import { reduceToTold } from './informing/reduce-to-told.ts';
import { joinGround } from './grounds-store.ts';
import { moveParts } from './move-parts.ts';
import { repointCompanions } from './repoint-companions.ts';
import { resealContact } from './reseal-contact.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { moveIndexedTexts } from './search/index-text.ts';

export type MergingDeps = ContactsDeps & { readonly movers: readonly ContactMover[] };

export interface MergeInput {
  readonly version: number;
  readonly others: readonly { readonly contactId: Id<'contact'>; readonly version: number }[];
  /** Who stays, where they are of different people; asked for, never guessed. */
  readonly personId?: Id<'person'> | undefined;
}

/**
 * Merges other contacts into one, in one transaction: everything sealed under their keys is sealed
 * anew under the one's, their keys are destroyed, and their ids and numbers lead on to it.
 * @throws Refusal 'queues-differ' (what is written to the officer stays with the officer),
 *   'message-on-its-way' (one is scheduled), 'persons-differ' until `personId` says who stays, 'unit-restricted', 'changed-meanwhile', 'merged', 'task-missing'
 */
export async function mergeContacts(
  deps: MergingDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  input: MergeInput,
): Promise<{ contactId: Id<'contact'>; version: number }> {
  const others = input.others.map((other) => other.contactId);
  if (others.includes(contactId) || new Set(others).size !== others.length)
    throw new Refusal('invalid-input', { field: 'others' });
  const seen = await readContact(deps.db, contactId);
  if (seen === undefined) throw await notHere(deps.db, contactId);
  // Sent twice: they are here already.
  const heirs = await Promise.all(others.map((other) => readForward(deps.db, other)));
  if (heirs.every((heir) => heir === contactId)) return { contactId, version: seen.version };

  const queues = new Set([seen.queue]);
  for (const other of others) {
    const row = await readContact(deps.db, other);
    if (row === undefined) throw await notHere(deps.db, other);
    queues.add(row.queue);
  }
  const ids = [contactId, ...others];
  let grant: Grant | undefined;
  for (const queue of queues) {
    const ask = { act: 'merge-contacts', queue, units: ids, categories: ['messages'] } as const;
    const given = await deps.access.authorize(actor, ask);
    if (!given.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
    if (queue === seen.queue) grant = given;
  }
  if (queues.size > 1) throw new Refusal('queues-differ');

  return retryDeadlocks(() =>
    deps.db.transaction(async (tx) => {
      const rows = await lockInOrder(tx, ids);
      const found = rows.get(contactId)!;
      const merged = others.map((other) => rows.get(other)!);
      checkVersions(found, merged, input);
      // Cancelling one puts its contact back as it stood: a contact that would be gone.
      if (await hasScheduled(tx, ids)) throw new Refusal('message-on-its-way');
      const personId = await choosePerson(tx, [found, ...merged], input.personId);

      await deps.vault.change(tx, grant!, 'change', {
        details: { change: 'merged', count: merged.length, contact: contactId },
      });
      const system = deps.access.systemGrant('reseal', {
        units: [...ids, personId],
        categories: movedCategories,
      });
      const old = await deps.vault.change(tx, system, 'change', { details: { change: 'merged' } });
      if (!ids.every((id) => old.holds(id))) throw new Refusal('unit-erased');
      // As when it is moved to another person, which it is.
      const { sealer, row: kept } =
        personId === found.person_id
          ? { sealer: old, row: found }
          : await resealContact(deps, tx, system, old, found, old.subjectOf(personId));

      const at = deps.clock.now();
      for (const row of merged) {
        await joinDrafts(tx, sealer, row.id, contactId);
        await moveParts(deps, tx, { from: row.id, opener: sealer, to: contactId, sealer });
        movePlainRows(tx, row.id, contactId);
        moveIndexedTexts(tx, row.id, contactId);
        for (const mover of deps.movers) mover.moveContact(tx, row.id, contactId);
        joinGround(tx, row.id, contactId);
        forwardContact(tx, row, contactId, at);
        insertContactEvent(tx, contactId, {
          id: newId(at),
          kind: 'merged-from',
          other_id: row.id,
          other_number: row.number,
          messages: row.messages,
          at,
          by: actor.staffId,
        });
        await deps.live.announce(tx, { kind: 'contact-gone', contactId: row.id, queue: row.queue });
      }
      if ([...rows.values()].some((row) => row.person_id !== personId))
        await repointCompanions(deps, tx, contactId, sealer.subjectOf(personId));
      await deps.vault.destroy(
        tx,
        deps.access.systemGrant('reseal', { units: others, categories: [] }),
        mergedRule,
      );
      const period = await mergedPeriod(deps, [kept, ...merged]);
      const { timeZone } = deps.current().declaration.register;
      const reduced =
        personId === found.person_id ? undefined : await reduceToTold(tx, contactId, personId, timeZone);
      const version = await updateContact(tx, {
        ...together(sealer, kept, merged, personId),
        ...period,
        ...(reduced && (!period || reduced.delete_after < period.delete_after) ? reduced : {}),
      });
      setOpenedAt(tx, contactId, earliest([kept, ...merged].map((row) => row.opened_at))!);
      for (const left of new Set([found, ...merged].map((row) => row.person_id)))
        if (left !== personId) await eraseIfLeft(deps, tx, left);
      await deps.live.announce(tx, { kind: 'contact-changed', contactId, queue: kept.queue });
      return { contactId, version };
    }),
  );
}

/** The tombstone's rule for a unit whose contents live on under another key. */
const mergedRule = 'merged';

/** By id, whoever merges: two that merge the same contacts wait for each other and not in a ring. */
async function lockInOrder(tx: Tx, ids: readonly Id<'contact'>[]): Promise<Map<Id<'contact'>, ContactRow>> {
  const rows = new Map<Id<'contact'>, ContactRow>();
  for (const id of ids.toSorted()) {
    const row = await lockContact(tx, id);
    if (row === undefined) throw await notHere(tx, id);
    rows.set(id, row);
  }
  return rows;
}

function checkVersions(kept: ContactRow, merged: readonly ContactRow[], input: MergeInput): void {
  if (kept.version !== input.version) throw new Refusal('changed-meanwhile', { version: kept.version });
  for (const row of merged) {
    if (row.version !== input.others.find((other) => other.contactId === row.id)!.version)
      throw new Refusal('changed-meanwhile', { contactId: row.id });
    if (row.queue !== kept.queue) throw new Refusal('queues-differ');
  }
}

async function choosePerson(
  tx: Tx,
  rows: readonly ContactRow[],
  chosen: Id<'person'> | undefined,
): Promise<Id<'person'>> {
  const people = [...new Set(rows.map((row) => row.person_id))];
  await lockPeople(tx, people);
  if (chosen === undefined) {
    if (people.length > 1) throw new Refusal('persons-differ', { count: people.length });
    return people[0]!;
  }
  if (!people.includes(chosen)) throw new Refusal('invalid-input', { field: 'personId' });
  return chosen;
}

/** The row of the merged contact: whoever waits, waits on; it goes when the last of them would have gone. */
function together(
  sealer: Sealer,
  kept: ContactRow,
  merged: readonly ContactRow[],
  personId: Id<'person'>,
): ContactRow {
  const all = [kept, ...merged];
  const cardOf = (row: ContactRow): ListCard =>
    sealer.open(cardColumn, cardColumn.at(row.id, row.id, row.card_sealed));
  const newest = all.reduce((best, row) => (row.last_at > best.last_at ? row : best));
  const longest = all.reduce((best, row) => (row.delete_after > best.delete_after ? row : best));
  const status = (['open', 'waiting', 'snoozed', 'closed'] as const).find((each) =>
    all.some((row) => row.status === each),
  )!;
  const named = all.find((row) => row.person_id === personId)!;
  const sum = (count: (row: ContactRow) => number) => all.reduce((total, row) => total + count(row), 0);
  return {
    ...kept,
    person_id: personId,
    status,
    closed_at: status === 'closed' ? latest(all.map((row) => row.closed_at)) : null,
    snoozed_until: status === 'snoozed' ? earliest(all.map((row) => row.snoozed_until)) : null,
    priority: priorities.findLast((each) => all.some((row) => row.priority === each))!,
    assignee_id: kept.assignee_id ?? merged.find((row) => row.assignee_id !== null)?.assignee_id ?? null,
    tags: [...new Set(all.flatMap((row) => row.tags))],
    last_at: newest.last_at,
    last_in_at: latest(all.map((row) => row.last_in_at)),
    waiting_since: earliest(all.map((row) => row.waiting_since)),
    answer_due_at: earliest(all.map((row) => row.answer_due_at)),
    underway_since: earliest(all.map((row) => row.underway_since)),
    done_due_at: earliest(all.map((row) => row.done_due_at)),
    messages: sum((row) => row.messages),
    files: sum((row) => row.files),
    delete_after: longest.delete_after,
    delete_rule: longest.delete_rule,
    declaration_version: longest.declaration_version,
    card_sealed: sealer.seal(cardColumn, kept.id, kept.id, {
      ...cardOf(kept),
      name: cardOf(named).name,
      preview: cardOf(newest).preview,
    }),
  };
}
