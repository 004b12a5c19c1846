import { Refusal } from '../../../base/errors.ts';
import type { Id } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import { lockWithContacts, type OtherWay } from '../../people/informed.ts';
import { personNotHere } from '../../people/lock-people.ts';
import type { ContactsDeps } from '../contacts.ts';
import { listAnew } from '../informing/inform-people.ts';
import { tellOfIncident } from '../informing/tell-of-incident.ts';
import { amendIncident, mayHandle } from './amend-incident.ts';
import { type Found, findPeople as find, type LogSearch, type StoreSearch } from './find-store.ts';
import {
  type ConcernedRow,
  type ConcernedState,
  insertConcerned,
  leaveOut,
  readConcerned,
} from './people-store.ts';

export type Search = ({ readonly by: 'log' } & LogSearch) | ({ readonly by: 'store' } & StoreSearch);

/** A search over everything there is finds everybody: that is asked for by a span, a queue, a mailbox, a contact or a person. */
function mustBeNarrowed(search: Search): void {
  const { from, to } = search;
  if (from && to && from >= to) throw new Refusal('invalid-input', { field: 'to' });
  const narrowed =
    search.by === 'log' ||
    from !== undefined ||
    to !== undefined ||
    [search.queue, search.mailbox, search.contact, search.person].some((each) => each !== undefined);
  if (!narrowed) throw new Refusal('invalid-input', { field: 'from' });
}

/**
 * Finds whom a breach concerns: whose units were opened by a colleague, a program or anybody in a span of time, by the access
 * log; or whose are in a conversation, a queue, a mailbox, a span of time. Ids and counts only: nothing is opened. Put on the
 * list are those with a contact in a queue where one handles incidents, or with none; how many others there are is said.
 * @returns counts; with `keep` they are put on the incident's list, without it nothing is changed
 * @throws Refusal 'invalid-input' for a search that nothing narrows, and as `amendIncident`
 */
export async function findConcerned(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  search: Search,
  keep: boolean,
): Promise<Found> {
  mustBeNarrowed(search);
  const { by, ...of } = search;
  const asked = { by, of } as Parameters<typeof find>[1];
  const queues = await deps.access.queuesFor(actor, 'read-incidents');
  if (!keep) {
    const { grant } = await mayHandle(deps, actor, id);
    return deps.vault.open(
      grant,
      'search',
      () => find(deps.db, asked, { incident: id, queues, at: undefined }),
      (_opener, found) => found,
      { way: by, item: id },
    );
  }
  let found: Found | undefined;
  const details: LogDetails = { change: 'people-found', way: by, ...askedOfLog(search) };
  await amendIncident(deps, actor, id, { details }, async ({ tx, now }) => {
    found = await find(tx, asked, { incident: id, queues, at: now });
    await listAnew(tx, { incidentId: id });
    return { steps: [{ kind: 'found', outcome: by, count: found.added, text: describe(search) }] };
  });
  return found!;
}

/** Who looks at what a colleague read stands in the log beside whose reading it was. */
function askedOfLog(search: Search): LogDetails {
  if (search.by !== 'log') return {};
  const { actor, token } = search;
  return { ...(actor && { staff: actor as Id }), ...(token && { token }) };
}

/** How it was found, for the history: keys, ids and moments, as they were asked for. */
function describe(search: Search): string {
  return Object.entries(search)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${value instanceof Date ? value.toISOString() : String(value)}`)
    .join('\n');
}

/** Whom the list names, ids only: each is opened by whoever tells them. @throws Refusal as `mayHandle` */
export async function listConcernedPeople(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  page: {
    readonly state: ConcernedState;
    readonly untold: boolean;
    readonly after: Id | undefined;
    readonly limit: number;
  },
): Promise<readonly ConcernedRow[]> {
  await mayHandle(deps, actor, id);
  return readConcerned(deps.db, id, page);
}

const mostNamed = 1000;

/**
 * Puts people on the list one by one, or takes them off it with a reason. Nobody who was told or written to is taken off; who
 * has contacts only where one handles no incidents is not put on it, as with a search.
 * @returns how many
 * @throws Refusal as `amendIncident`
 */
export async function changeConcerned(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  change: { readonly people: readonly Id[]; readonly leaveOut: boolean; readonly reason: string },
): Promise<{ changed: number }> {
  const people = [...new Set(change.people)].slice(0, mostNamed);
  const queues = await deps.access.queuesFor(actor, 'read-incidents');
  let changed = 0;
  const details = {
    change: change.leaveOut ? 'people-left-out' : 'people-added',
    count: people.length,
  };
  await amendIncident(deps, actor, id, { details }, async ({ tx, now, row }) => {
    if (change.leaveOut) changed = await leaveOut(tx, id, people);
    else {
      const { categories } = row;
      changed = await insertConcerned(tx, id, {
        people,
        at: now,
        records: 1,
        categories,
        queues,
      });
      if (changed > 0) await listAnew(tx, { incidentId: id });
    }
    const kind = change.leaveOut ? 'left-out' : 'added';
    return { steps: [{ kind, count: changed, text: change.reason }] };
  });
  return { changed };
}

/**
 * A colleague has told somebody of the breach otherwise than by our letter.
 * @throws Refusal 'not-found', 'merged', 'already-done', and as `amendIncident`
 */
export async function tellConcerned(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
  personId: Id<'person'>,
  way: OtherWay,
): Promise<void> {
  const details = { change: `told-by-${way}` };
  await amendIncident(deps, actor, id, { details }, async ({ tx, now }) => {
    if ((await lockWithContacts(tx, personId)) === undefined) throw await personNotHere(tx, personId);
    if (!(await tellOfIncident(tx, id, personId, { way, at: now, by: actor.staffId })))
      throw new Refusal('already-done');
    return { steps: [{ kind: 'told', outcome: way, count: 1 }] };
  });
}
