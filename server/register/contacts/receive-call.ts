import { Refusal } from '../../base/errors.ts';
import { type Id, newId } from '../../base/new-id.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';
import type { Sealer } from '../../safeguards/vault/vault.ts';
import type { Tx } from '../../storage/database.ts';
import { countReceived } from '../figures/count-received.ts';
import { findOrMakePerson } from '../people/find-or-make-person.ts';
import { touchPerson } from '../people/touch-person.ts';
import { callNumbersColumn, cardColumn } from './contact-columns.ts';
import type { ContactsDeps } from './contacts.ts';
import { type ContactRow, insertContact, updateContact } from './contacts-store.ts';
import { lockContactOrHeir } from './find-heir.ts';
import { setOpenedAt } from './merging-store.ts';
import { nameOfPerson } from './name-of-person.ts';
import { retryDeadlocks } from './retry-deadlocks.ts';
import { concerned, tellColleagues } from './tell-colleagues.ts';
import { type CallEvent, type CallFacts, outcomeOf, withEvent } from './call-event.ts';
import { takeIntent } from './call-intents.ts';
import {
  type CallRow,
  digestOfCall,
  findWaitingFor,
  insertCall,
  type NumberState,
  readCall,
  readLegs,
  takeCall,
  updateCall,
  writeLegs,
} from './calls-store.ts';
import { beginWithCall, standWithCall } from './stand-with-call.ts';

export interface ReceivedCall {
  readonly callId: Id<'call'>;
  readonly contactId: Id<'contact'>;
  readonly isNew: boolean;
}

const categories = ['messages', 'phone', 'name', 'emailAddress'];

/**
 * Takes in what an exchange tells of a call: person by the number, contact, call, log line, figures and live event commit
 * together. The same event again, or events in another order, end in the same. What the declaration does not let the phone
 * channel keep is left out.
 * @returns undefined when the call has been erased since: it does not come back
 * @throws Refusal 'category-not-allowed-on-channel' when the channel may not keep that there was a call; 'invalid-input' for an undeclared queue
 */
export function receiveCall(deps: ContactsDeps, event: CallEvent): Promise<ReceivedCall | undefined> {
  const { declaration } = deps.current();
  if (!Object.hasOwn(declaration.queues, event.queue)) throw new Refusal('invalid-input', { field: 'queue' });
  if (mayCollect(declaration, 'phone', 'contactMetadata')?.when !== 'automatic')
    throw new Refusal('category-not-allowed-on-channel', { category: 'contactMetadata', channel: 'phone' });
  return retryDeadlocks(() => deps.db.transaction((tx) => receiveIn(deps, tx, event)));
}

async function receiveIn(deps: ContactsDeps, tx: Tx, event: CallEvent): Promise<ReceivedCall | undefined> {
  const digest = digestOfCall(deps.blindIndex, event.source, event.externalId);
  const { id: callId, isNew } = await takeCall(tx, digest, newId<'call'>(event.at), deps.clock.now());
  if (!isNew) {
    const seen = await readCall(tx, callId);
    const contact = seen && (await lockContactOrHeir(tx, seen.contact_id));
    if (contact === undefined) return undefined;
    await amendCall(deps, tx, event, contact, (await readCall(tx, callId))!);
    return { callId, contactId: contact.id, isNew: false };
  }
  const intent = event.contactId === undefined ? await takeIntent(deps, tx, event) : undefined;
  const from = event.contactId ?? intent?.contactId;
  const told = intent && !event.legs?.length ? withCaller(event, intent.staffId) : event;
  const facts = withEvent(undefined, told);
  const tied = from && (await lockContactOrHeir(tx, from));
  const contactId = tied
    ? await joinContact(deps, tx, told, facts, callId, tied)
    : await placeCall(deps, tx, told, facts, callId);
  return { callId, contactId, isNew: true };
}

/** Whoever said that they call is who calls, where the exchange does not say. */
const withCaller = (event: CallEvent, staffId: Id<'staff'>): CallEvent => ({
  ...event,
  legs: [{ staffId, beganAt: event.at, endedAt: null }],
});

/** Ends a call of whose end nobody told. One that is erased, or has ended, stays as it is. @throws Refusal 'unit-erased' */
export function endCall(deps: ContactsDeps, callId: Id<'call'>, at: Date): Promise<void> {
  const end = async (tx: Tx): Promise<void> => {
    const seen = await readCall(tx, callId);
    const contact = seen && (await lockContactOrHeir(tx, seen.contact_id));
    const call = contact && (await readCall(tx, callId));
    if (call === undefined || call.ended_at !== null) return;
    const { source, direction, queue } = call;
    const event = { source, externalId: '', kind: 'ended', at, direction, queue, customers: [] } as const;
    await amendCall(deps, tx, event, contact!, call);
  };
  return retryDeadlocks(() => deps.db.transaction(end));
}

/** A call that belongs to no contact yet: of whoever has the number, and where they wait to be called back, there. */
async function placeCall(
  deps: ContactsDeps,
  tx: Tx,
  event: CallEvent,
  facts: CallFacts,
  callId: Id<'call'>,
): Promise<Id<'contact'>> {
  const published = deps.current();
  const person = await findOrMakePerson(
    tx,
    { blindIndex: deps.blindIndex, published },
    { channel: 'phone', phoneNumber: facts.customers[0], language: null, at: facts.beganAt },
  );
  const waiting = person.isNew ? undefined : await findWaitingFor(tx, person.personId, event.queue);
  const contact = waiting && (await lockContactOrHeir(tx, waiting));
  if (contact) return joinContact(deps, tx, event, facts, callId, contact);

  const contactId = newId<'contact'>(facts.beganAt);
  const units = [person.personId, contactId];
  const grant = deps.access.systemGrant('intake', { units, categories });
  const sealer = await deps.vault.change(tx, grant, 'make', {
    make: [
      ...(person.isNew ? [{ id: person.personId, kind: 'person' as const }] : []),
      { id: contactId, kind: 'contact' as const, about: person.personId },
    ],
    details: { channel: 'phone', queue: event.queue, item: callId },
  });
  await person.store(sealer);
  const known = person.isNew ? '' : await nameOfPerson(tx, sealer, person.personId);
  const kept = keptNumbers(deps, facts);
  const outcome = outcomeOf(facts);
  const begun = beginWithCall(deps, event, facts);
  const assignee_id =
    begun.assignee_id ?? (outcome === 'missed' ? await deps.team.pickAssignee(tx, event.queue, null) : null);
  insertContact(tx, {
    ...begun,
    id: contactId,
    person_id: person.personId,
    assignee_id,
    card_sealed: sealer.seal(cardColumn, contactId, contactId, {
      subject: '',
      name: known || (kept?.customers[0] ?? ''),
      preview: '',
    }),
  });
  storeCall(deps, tx, sealer, event, facts, { contactId, callId });
  if (event.direction === 'incoming')
    countReceived(
      tx,
      deps,
      { channel: 'phone', language: null, queue: event.queue },
      { at: facts.beganAt, isNew: true, wasClosed: false, automatic: false },
    );
  await deps.live.announce(tx, { kind: 'contact-new', contactId, queue: event.queue });
  await deps.live.announce(tx, { kind: 'calls-changed', contactId, queue: event.queue });
  return contactId;
}

/** One call more in a contact that is there; the contact's row is held. */
async function joinContact(
  deps: ContactsDeps,
  tx: Tx,
  event: CallEvent,
  facts: CallFacts,
  callId: Id<'call'>,
  row: ContactRow,
): Promise<Id<'contact'>> {
  const sealer = await openFor(deps, tx, row, callId);
  touchPerson(tx, deps.current(), row.person_id, facts.beganAt);
  storeCall(deps, tx, sealer, event, facts, { contactId: row.id, callId });
  await updateContact(tx, await standWithCall(deps, row, event, undefined, facts));
  if (event.direction === 'incoming')
    countReceived(tx, deps, row, {
      at: facts.beganAt,
      isNew: false,
      wasClosed: row.closed_at !== null,
      automatic: false,
    });
  if (event.direction === 'incoming')
    await tellColleagues(deps, tx, row, await concerned(tx, row), 'answered');
  await tellChanged(deps, tx, row);
  return row.id;
}

/** More of a call that is known. */
async function amendCall(
  deps: ContactsDeps,
  tx: Tx,
  event: CallEvent,
  row: ContactRow,
  call: CallRow,
): Promise<void> {
  const sealer = await openFor(deps, tx, row, call.id);
  const before = await factsOf(tx, sealer, call);
  const facts = withEvent(before, event);
  const numbers = keptNumbers(deps, facts);
  updateCall(tx, {
    id: call.id,
    began_at: facts.beganAt,
    answered_at: facts.answeredAt,
    ended_at: facts.endedAt,
    refused: facts.refused,
    ...(call.number_state === 'removed'
      ? { number_state: call.number_state, numbers_sealed: null }
      : {
          number_state: stateOf(event, facts, numbers, call.number_state),
          numbers_sealed: numbers && sealer.seal(callNumbersColumn, row.id, call.id, numbers),
        }),
  });
  writeLegs(tx, row.id, call.id, facts.legs);
  const next = await standWithCall(deps, row, event, before, facts);
  const isMissedNow = outcomeOf(facts) === 'missed' && outcomeOf(before) === null;
  if (isMissedNow && event.direction === 'incoming' && next.assignee_id === null)
    next.assignee_id = await deps.team.pickAssignee(tx, row.queue, row.language);
  await updateContact(tx, next);
  if (facts.beganAt < row.opened_at && row.channel === 'phone') setOpenedAt(tx, row.id, facts.beganAt);
  await tellChanged(deps, tx, row);
}

/** @throws Refusal 'unit-erased' */
async function openFor(deps: ContactsDeps, tx: Tx, row: ContactRow, callId: Id<'call'>): Promise<Sealer> {
  const grant = deps.access.systemGrant('intake', { units: [row.id], categories });
  const sealer = await deps.vault.change(tx, grant, 'change', {
    details: { channel: 'phone', queue: row.queue, item: callId },
  });
  if (!sealer.holds(row.id)) throw new Refusal('unit-erased');
  return sealer;
}

async function factsOf(tx: Tx, sealer: Sealer, call: CallRow): Promise<CallFacts> {
  const numbers =
    call.numbers_sealed &&
    sealer.open(callNumbersColumn, callNumbersColumn.at(call.contact_id, call.id, call.numbers_sealed));
  return {
    beganAt: call.began_at,
    answeredAt: call.answered_at,
    endedAt: call.ended_at,
    refused: call.refused,
    customers: numbers?.customers ?? [],
    own: numbers?.own ?? null,
    legs: (await readLegs(tx, [call.id])).map(({ staff_id, began_at, ended_at }) => ({
      staffId: staff_id,
      beganAt: began_at,
      endedAt: ended_at,
    })),
  };
}

function storeCall(
  deps: ContactsDeps,
  tx: Tx,
  sealer: Sealer,
  event: CallEvent,
  facts: CallFacts,
  { contactId, callId }: { contactId: Id<'contact'>; callId: Id<'call'> },
): void {
  const numbers = keptNumbers(deps, facts);
  insertCall(tx, {
    contact_id: contactId,
    id: callId,
    source: event.source,
    direction: event.direction,
    queue: event.queue,
    began_at: facts.beganAt,
    answered_at: facts.answeredAt,
    ended_at: facts.endedAt,
    refused: facts.refused,
    number_state: stateOf(event, facts, numbers),
    numbers_sealed: numbers && sealer.seal(callNumbersColumn, contactId, callId, numbers),
  });
  writeLegs(tx, contactId, callId, facts.legs);
}

/** Null where the channel may keep no number, or there is none. */
function keptNumbers({ current }: Pick<ContactsDeps, 'current'>, { customers, own }: CallFacts) {
  const mayKeep = mayCollect(current().declaration, 'phone', 'phone')?.when === 'automatic';
  return mayKeep && (customers.length > 0 || own !== null) ? { customers, own } : null;
}

function stateOf(
  event: CallEvent,
  facts: CallFacts,
  kept: { readonly customers: readonly string[] } | null,
  before?: NumberState,
): NumberState {
  if (kept === null && facts.customers.length > 0) return 'not-kept';
  if (facts.customers.length > 0) return 'known';
  return event.hidden === 'withheld' || before === 'withheld' ? 'withheld' : 'unknown';
}

async function tellChanged(deps: ContactsDeps, tx: Tx, { id, queue }: ContactRow): Promise<void> {
  await deps.live.announce(tx, { kind: 'contact-changed', contactId: id, queue });
  await deps.live.announce(tx, { kind: 'calls-changed', contactId: id, queue });
}
