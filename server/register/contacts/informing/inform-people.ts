import { Refusal } from '../../../base/errors.ts';
import { type Id, newId } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Declaration } from '../../../safeguards/declaration/declaration.ts';
import type { Db, Tx } from '../../../storage/database.ts';
import { jobQueue } from '../../../storage/job-queue.ts';
import { personNotHere } from '../../people/lock-people.ts';
import { lockWithContacts, type OtherWay } from '../../people/informed.ts';
import type { ContactsDeps } from '../contacts.ts';
import { type AffectedPeople, countAffected, listAffected } from './affected-store.ts';
import { listConcerned } from './concerned-store.ts';
import {
  countInformed,
  countLetters,
  insertRound,
  type LetterCounts,
  listUntold,
  lockRoundToList,
  lockSent,
  readRound,
  readSettled,
  type RoundOf,
  type RoundRow,
  setListed,
  setPaused,
  type SettledLetter,
  type Untold,
} from './letters-store.ts';
import { tellOfIncident } from './tell-of-incident.ts';
import { tellPerson } from './tell-person.ts';

/** The job that sends the letters of a round, some of them a turn. */
export const informPeopleJob = 'inform-people';
/** The job that lets letters count which have not come back. */
export const settleLettersJob = 'settle-letters';
export const informPeopleKey = (of: RoundOf) => `inform:${'version' in of ? of.version : of.incidentId}`;

/** Mail servers try for four to five days (RFC 5321 s. 4.5.4.1): what has not come back by then has arrived. */
export const settlesAfterMilliseconds = 5 * 86_400_000;
/** A process that holds a letter this long has ended. */
const unsureAfterMilliseconds = 15 * 60_000;

export interface Informing {
  readonly version: number;
  /** Not yet told. */
  readonly affected: AffectedPeople;
  readonly round: RoundRow | undefined;
  readonly letters: LetterCounts;
}

/** A letter taken before this, and not noted since, is one that nobody can speak for. */
const longAgo = ({ clock }: Pick<ContactsDeps, 'clock'>) =>
  new Date(clock.now().getTime() - unsureAfterMilliseconds);

/** Whom a declaration would reach only once they are told: published, or in the making. */
export function countAffectedPeople(
  db: Db,
  declaration: Declaration,
  version: number,
): Promise<AffectedPeople> {
  return countAffected(db, declaration, version);
}

/** Who is to be told of the version in force, and how far that has come: counts only. */
export async function readInforming(deps: ContactsDeps): Promise<Informing> {
  const { version, declaration } = deps.current();
  // First: a round listed meanwhile would otherwise be seen with none of its letters, as if all had gone.
  const round = await readRound(deps.db, { version });
  const [affected, letters, told] = await Promise.all([
    countAffected(deps.db, declaration, version),
    countLettersOf(deps, round),
    countInformed(deps.db, version),
  ]);
  // Begun and not listed yet, all of them are left.
  const left = round && round.listed_at === null ? affected.byMail : letters.left;
  return { version, affected, round, letters: { ...letters, told, left } };
}

/** How far a round has come; nothing for one that was not begun. */
export function countLettersOf(
  deps: Pick<ContactsDeps, 'clock'> & { readonly db: Db },
  round: RoundRow | undefined,
): Promise<LetterCounts> {
  return round
    ? countLetters(deps.db, round.id, longAgo(deps))
    : Promise.resolve({ told: 0, underWay: 0, left: 0, bounced: 0, notByMail: 0 });
}

/**
 * Begins to tell everybody affected by letter.
 * @throws Refusal as `authorize` (act 'publish-register'), 'changed-meanwhile' for a version that is in force no longer, 'already-done'
 */
export async function startInforming(deps: ContactsDeps, actor: StaffActor, version: number): Promise<void> {
  const grant = await deps.access.authorize(actor, { act: 'publish-register', units: [] });
  mustBeInForce(deps, version);
  await deps.db.transaction(async (tx) => {
    await beginRound(deps, tx, actor, { version });
    await deps.vault.change(tx, grant, 'administer', {
      details: { setting: 'informing', change: 'started', version },
    });
  });
}

/** A round, begun in the caller's transaction. @throws Refusal 'already-done' */
export async function beginRound(
  deps: Pick<ContactsDeps, 'clock'>,
  tx: Tx,
  actor: StaffActor,
  of: RoundOf,
): Promise<void> {
  const started_at = deps.clock.now();
  const row = { id: newId<'round'>(started_at), started_at, started_by: actor.staffId };
  if ((await insertRound(tx, of, row)) === undefined) throw new Refusal('already-done');
  await enqueueRound(tx, of);
}

/** @returns whether that changed anything; undefined when there is no round */
export async function pauseRound(tx: Tx, of: RoundOf, paused: boolean): Promise<boolean | undefined> {
  const round = await readRound(tx, of);
  if (round === undefined) return undefined;
  const changed = await setPaused(tx, round.id, paused);
  if (changed && !paused) await enqueueRound(tx, of);
  return changed;
}

/** Has whoever joined those concerned listed too. */
export async function listAnew(tx: Tx, of: RoundOf): Promise<void> {
  const round = await readRound(tx, of);
  if (round === undefined) return;
  setListed(tx, round.id, null);
  if (!round.paused) await enqueueRound(tx, of);
}

export async function enqueueRound(db: Db | Tx, of: RoundOf, runAt?: Date): Promise<void> {
  await jobQueue.enqueue(db, informPeopleJob, of, { key: informPeopleKey(of), ...(runAt && { runAt }) });
}

/** @throws Refusal as `authorize` (act 'publish-register'), 'not-found' */
export async function pauseInforming(
  deps: ContactsDeps,
  actor: StaffActor,
  version: number,
  paused: boolean,
): Promise<void> {
  const grant = await deps.access.authorize(actor, { act: 'publish-register', units: [] });
  await deps.db.transaction(async (tx) => {
    const changed = await pauseRound(tx, { version }, paused);
    if (changed === undefined) throw new Refusal('not-found', { what: 'round' });
    if (!changed) return;
    await deps.vault.change(tx, grant, 'administer', {
      details: { setting: 'informing', change: paused ? 'paused' : 'continued', version },
    });
  });
}

/** Who cannot be told by mail, ids only: each is opened by whoever tells them. @throws Refusal as `authorize` */
export async function listUntoldPeople(
  deps: ContactsDeps,
  actor: StaffActor,
  page: { readonly after: Id | undefined; readonly limit: number },
): Promise<readonly Untold[]> {
  await deps.access.authorize(actor, { act: 'publish-register', units: [] });
  const round = await readRound(deps.db, { version: deps.current().version });
  return round ? listUntold(deps.db, round.id, longAgo(deps), page) : [];
}

/**
 * A colleague has told the person otherwise than by the letter.
 * @throws Refusal as `authorize` (act 'collect-field'), 'not-found', 'merged', 'unit-restricted', 'changed-meanwhile' for a
 *   version that is in force no longer, 'already-done'
 */
export async function tellOtherwise(
  deps: ContactsDeps,
  actor: StaffActor,
  personId: Id<'person'>,
  told: { readonly version: number; readonly way: OtherWay },
): Promise<void> {
  const grant = await deps.access.authorize(actor, {
    act: 'collect-field',
    units: [personId],
    categories: [],
  });
  mustBeInForce(deps, told.version);
  await deps.db.transaction(async (tx) => {
    const person = await lockWithContacts(tx, personId);
    if (person === undefined) throw await personNotHere(tx, personId);
    if (person.state === 'restricted') throw new Refusal('unit-restricted');
    const informed = { ...told, at: deps.clock.now(), by: actor.staffId };
    if (!(await tellPerson(tx, deps.current(), personId, informed))) throw new Refusal('already-done');
    await deps.vault.change(tx, grant, 'change', {
      details: { change: `told-by-${told.way}`, version: told.version },
    });
  });
}

/** Lists those affected, once a round. */
export async function listRound(deps: ContactsDeps, round: RoundRow): Promise<void> {
  const { id, version, incident_id } = round;
  const published = version === null ? undefined : await deps.version(version);
  await deps.db.transaction(async (tx) => {
    if (!(await lockRoundToList(tx, id))) return;
    if (published) await listAffected(tx, published, id);
    else await listConcerned(tx, incident_id!, id);
    setListed(tx, id, deps.clock.now());
  });
}

const settledAtOnce = 200;

/** Letters that have not come back count: their people are told. A transaction each; may run again. @returns how many */
export async function settleLetters(deps: ContactsDeps): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - settlesAfterMilliseconds);
  let settled = 0;
  for (;;) {
    const letters = await readSettled(deps.db, before, settledAtOnce);
    for (const letter of letters) settled += await settle(deps, letter);
    if (letters.length < settledAtOnce) return settled;
  }
}

async function settle(
  deps: ContactsDeps,
  { round_id, version, incident_id, person_id: personId }: SettledLetter,
): Promise<number> {
  return deps.db.transaction(async (tx) => {
    const person = await lockWithContacts(tx, personId);
    // Merged or erased meanwhile, or it came back after all.
    if (person === undefined || !(await lockSent(tx, round_id, personId))) return 0;
    const grant = deps.access.systemGrant('send', { units: [personId], categories: [] });
    const told = { way: 'mail', at: deps.clock.now(), by: null } as const;
    // The letter counts either way, and is not met again; what the log says is said of those who had not been told.
    const isNew =
      version === null
        ? await tellOfIncident(tx, incident_id!, personId, told)
        : await tellPerson(tx, deps.current(), personId, { version, ...told });
    if (!isNew) return 0;
    const details = { change: 'told-by-mail', ...(version === null ? { item: incident_id! } : { version }) };
    await deps.vault.change(tx, grant, 'change', { details });
    return 1;
  });
}

function mustBeInForce(deps: Pick<ContactsDeps, 'current'>, version: number): void {
  const inForce = deps.current().version;
  if (version !== inForce) throw new Refusal('changed-meanwhile', { version: inForce });
}
