import type { Team } from '../../register/team/create-team.ts';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Receipts } from '../../safeguards/access-log/tree/create-receipts.ts';
import type { Access, StaffActor } from '../../safeguards/access/authorize.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import type { Keeper } from '../../safeguards/vault/keeper.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Vault } from '../../safeguards/vault/vault.ts';
import type { Database } from '../../storage/database.ts';
import { idsOfPerson } from '../../register/people/may-read-person.ts';
import { nameCodes } from './name-codes.ts';
import {
  contactsOfPerson,
  type ContactOf,
  isPerson,
  languageOfPerson,
  readContactOf,
  unitsOfContacts,
} from './receipt-store.ts';
import { showLine, type Viewer } from './show-line.ts';

export interface ReceiptDeps {
  readonly db: Database;
  readonly vault: Vault;
  readonly access: Access;
  readonly clock: Clock;
  readonly keeper: Pick<Keeper, 'derive'>;
  readonly receipts: Receipts;
  /** What sheets about calls are made of. */
  readonly team: Pick<Team, 'entries'>;
  current(): PublishedDeclaration;
}

export type ReceiptOf =
  | { readonly kind: 'person'; readonly id: Id<'person'> }
  | { readonly kind: 'contact'; readonly id: Id<'contact'> };

/** A receipt about to be written: what it says first, and its lines a page at a time, as often as they are asked for. */
export interface Receipt {
  readonly header: ReceiptHead;
  readonly language: Language;
  readonly places: readonly number[];
  /** Lines at these places, as they stand in the file. */
  lines(places: readonly number[]): AsyncIterable<readonly Readonly<Record<string, unknown>>[]>;
  /** The file, as text to stream. */
  write(): AsyncIterable<string>;
}

export interface ReceiptHead {
  readonly kind: 'person' | 'contact' | 'staff';
  readonly [key: string]: unknown;
}

/** What reader codes are made with. */
export const readerKey = (keeper: Pick<Keeper, 'derive'>) => keeper.derive('receipts/readers');

/** By a member of staff whose task holds `draw-receipt` in every queue that it reaches, or by the operator's command. */
export type DrawnBy = StaffActor | 'command';

/**
 * All lines of the log about a person or a contact (GDPR Art. 15; CJEU C-579/21), each with the proof that it is in the log
 * of the checkpoint. That the receipt was drawn is its last line.
 * @param language left out: the person's own
 * @throws Refusal 'not-found', as `authorize`, 'not-in-tree-yet'
 */
export async function drawReceipt(
  deps: ReceiptDeps,
  by: DrawnBy,
  of: ReceiptOf,
  language?: Language,
): Promise<Receipt> {
  const { db, vault } = deps;
  const { people, contacts } = await findUnits(deps, of);
  const units = [
    ...(of.kind === 'person' ? people : []),
    ...contacts.map(({ id }) => id),
    ...(await unitsOfContacts(
      db,
      contacts.map(({ id }) => id),
    )),
  ];
  const grant = await leaveFor(deps, by, units, contacts);
  const subjects = await db.transaction(async (tx) => {
    const sealer = await vault.change(tx, grant, 'export', { details: { format: 'receipt' } });
    const held = units.filter((unit) => sealer.holds(unit));
    return [...new Set(held.map((unit) => sealer.subjectOf(unit)))];
  });
  const [personId] = people;
  return prepareReceipt(
    deps,
    // A contact's receipt is of the contact alone: its person's pseudonym would bring their others.
    { kind: of.kind, units, subjects: of.kind === 'person' ? subjects : [], staff: null },
    {
      id: personId!,
      key: readerKey(deps.keeper),
      units: new Set(units),
      subjects: new Set(subjects),
      isStaff: false,
    },
    language ?? (await languageOfPerson(db, personId!)) ?? 'fi',
    { about: { kind: of.kind, id: of.id, units } },
  );
}

async function findUnits(
  deps: ReceiptDeps,
  of: ReceiptOf,
): Promise<{ people: readonly Id<'person'>[]; contacts: readonly ContactOf[] }> {
  const { db } = deps;
  if (of.kind === 'person') {
    if (!(await isPerson(db, of.id))) throw new Refusal('not-found', { what: 'person' });
    const people = await idsOfPerson(deps, of.id);
    return { people, contacts: await contactsOfPerson(db, people) };
  }
  const contact = await readContactOf(db, of.id);
  if (contact === undefined) throw new Refusal('not-found', { what: 'contact' });
  return { people: [contact.person_id], contacts: [contact] };
}

/** The task must work in the queue of every contact in it: a receipt that leaves some out would be none. */
async function leaveFor(
  { access }: ReceiptDeps,
  by: DrawnBy,
  units: readonly Id[],
  contacts: readonly ContactOf[],
): Promise<Grant> {
  if (by === 'command') return access.systemGrant('export', { units, categories: [] });
  const ask = { act: 'draw-receipt', units, categories: [] } as const;
  for (const queue of new Set(contacts.map((contact) => contact.queue)))
    await access.authorize(by, { ...ask, queue });
  return access.authorize(by, ask);
}

/** @param lines whose lines are in it. @param also what the header says beside that */
export async function prepareReceipt(
  deps: ReceiptDeps,
  lines: {
    kind: 'person' | 'contact' | 'staff';
    units: readonly Id[];
    subjects: readonly string[];
    staff: Id<'staff'> | null;
  },
  viewer: Viewer,
  language: Language,
  also: Readonly<Record<string, unknown>>,
): Promise<Receipt> {
  const { receipts, clock, current } = deps;
  const { kind, ...of } = lines;
  const checkpoint = await receipts.settle();
  const [places, prunedUntil] = await Promise.all([
    receipts.placesOf(of, checkpoint.size),
    receipts.firstPlace(),
  ]);
  const published = current();
  const { controller } = published.declaration;
  const header = {
    kind,
    language,
    madeAt: clock.now().toISOString(),
    controller: { name: controller.name, businessId: controller.businessId },
    declarationVersion: published.version,
    size: checkpoint.size,
    root: checkpoint.root.toString('base64'),
    checkpoint: checkpoint.note,
    /** Lines before this place were removed from the log when their period ended. */
    prunedUntil,
    lines: places.length,
    names: nameCodes(published, language),
    ...also,
  };
  async function* shownAt(wanted: readonly number[]) {
    for await (const page of receipts.prove(wanted, checkpoint.size))
      yield page.map((line) => showLine(viewer, line));
  }
  return {
    header,
    language,
    places,
    lines: shownAt,
    write: () => receipts.write(header, shownAt(places)),
  };
}
