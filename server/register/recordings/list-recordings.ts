import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Opener } from '../../safeguards/vault/vault.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { leaveToOpen } from '../contacts/leave-to-open.ts';
import { type HoldRow, readHolds } from './holds-store.ts';
import { type ExtensionRow, readExtensions } from './extensions-store.ts';
import { type Place, readPlace, writePlace } from './places.ts';
import { extensionColumn, holdColumn } from './recording-columns.ts';
import { leaveForRecording } from './reach-recording.ts';
import { type PlainRecording, readRecordingsOf, recordingColumns } from './recordings-store.ts';

export interface ListedRecording {
  readonly row: PlainRecording;
  readonly extensions: readonly (ExtensionRow & { readonly reason: string | null })[];
  readonly holds: readonly (HoldRow & { readonly document: string | null })[];
}

/** The recordings of a contact: what there is and until when, not their sound. @throws as `leaveToOpen` */
export async function recordingsOfContact(
  deps: ContactsDeps,
  actor: StaffActor,
  contactId: Id<'contact'>,
  reason?: string,
): Promise<ListedRecording[]> {
  const { may } = await leaveToOpen(deps, actor, contactId, reason);
  const rows = await readRecordingsOf(deps.db, contactId);
  // Most contacts have none: then nothing is read, and the log has no line of it.
  if (rows.length === 0) return [];
  const units = [contactId, ...rows.map(({ id }) => id)];
  const queues = await deps.access.queuesFor(actor, 'extend-recording');
  const mayExtend = rows.some((row) => queues.includes(row.queue));
  const grant = await deps.access.authorize(actor, { act: 'open-contact', units, categories: ['notes'] });
  return deps.vault.open(
    grant,
    'list',
    () => loadMatters(deps, rows),
    (opener, loaded) => rows.map((row) => present(opener, row, loaded, mayExtend && may('notes'))),
    { contact: contactId, shown: rows.length },
  );
}

/** One recording by itself, for who may listen to it: what there is and until when. @throws Refusal 'not-found', 'task-missing' */
export async function openRecording(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
): Promise<ListedRecording> {
  const { row, queue, grant } = await leaveForRecording(deps, actor, recordingId, {
    act: 'play-recording',
    categories: [],
    wished: ['notes'],
  });
  const queues = await Promise.all(
    (['extend-recording', 'hold-recording'] as const).map((act) => deps.access.queuesFor(actor, act)),
  );
  const mayRead = queues.flat().includes(queue) && grant.categories.includes('notes');
  return deps.vault.open(
    grant,
    'view',
    () => loadMatters(deps, [row]),
    (opener, loaded) => present(opener, row, loaded, mayRead),
    row.contact_id ? { contact: row.contact_id } : {},
  );
}

export interface RecordingsQuery {
  /**
   * `ending`: one's own complaints and projects keep them, and they go within two weeks. `extended`: past their period. `held`: by law.
   * `to-review`: held, and oneself answers for it. `all`: the newest first.
   */
  readonly view: 'ending' | 'extended' | 'held' | 'to-review' | 'all';
  readonly matterId?: Id | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Days before the end at which an owner is shown it, and told. */
export const endingDays = 14;

/** A page of recordings, those that go first at first; of the queues where one may extend or hold them. */
export async function listRecordings(
  deps: ContactsDeps,
  actor: StaffActor,
  query: RecordingsQuery,
): Promise<{ recordings: ListedRecording[]; next: string | null }> {
  const act = query.view === 'held' || query.view === 'to-review' ? 'hold-recording' : 'extend-recording';
  const queues = await deps.access.queuesFor(actor, act);
  const rows = await listRows(deps, {
    queues,
    view: query.view,
    matter: query.matterId,
    owner: actor.staffId,
    before: new Date(deps.clock.now().getTime() + endingDays * 86_400_000),
    after: readPlace(query.cursor),
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const ask = { act, units: page.map(({ id }) => id), categories: ['notes'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('notes')) return deps.access.refuse(actor, ask, 'task-missing');
  const recordings = await deps.vault.open(
    grant,
    'list',
    () => loadMatters(deps, page),
    (opener, loaded) =>
      page.filter(({ id }) => opener.holds(id)).map((row) => present(opener, row, loaded, true)),
    { shown: page.length },
  );
  const last = page.at(-1);
  return {
    recordings,
    next:
      rows.length > query.limit && last
        ? writePlace(query.view === 'all' ? last.call_at : last.delete_after, last.id)
        : null,
  };
}

interface Loaded {
  readonly extensions: readonly ExtensionRow[];
  readonly holds: readonly HoldRow[];
}

async function loadMatters({ db }: ContactsDeps, rows: readonly PlainRecording[]): Promise<Loaded> {
  const ids = rows.map(({ id }) => id);
  const [extensions, holds] = await Promise.all([readExtensions(db, ids), readHolds(db, ids)]);
  return { extensions, holds };
}

/** @param mayRead reasons and documents are for who decides on them */
function present(
  opener: Opener,
  row: PlainRecording,
  { extensions, holds }: Loaded,
  mayRead: boolean,
): ListedRecording {
  const opens = mayRead && opener.holds(row.id);
  return {
    row,
    extensions: extensions
      .filter(({ recording_id }) => recording_id === row.id)
      .map((each) => ({
        ...each,
        reason: opens
          ? opener.open(extensionColumn, extensionColumn.at(row.id, each.id, each.reason_sealed))
          : null,
      })),
    holds: holds
      .filter(({ recording_id }) => recording_id === row.id)
      .map((each) => ({
        ...each,
        document:
          opens && each.document_sealed
            ? opener.open(holdColumn, holdColumn.at(row.id, each.id, each.document_sealed))
            : null,
      })),
  };
}

/** Waiting for a decision of one's own: what one keeps and goes soon, and holds whose review is near. Counted, and nothing opened. */
export async function countToDecide(
  deps: ContactsDeps,
  actor: StaffActor,
): Promise<{ ending: number; reviews: number }> {
  const [extending, holding] = await Promise.all([
    deps.access.queuesFor(actor, 'extend-recording'),
    deps.access.queuesFor(actor, 'hold-recording'),
  ]);
  const soon = new Date(deps.clock.now().getTime() + endingDays * 86_400_000);
  const [row] = await deps.db.query<{ ending: number; reviews: number }>(
    `SELECT (SELECT count(*)::integer FROM register.recording r LEFT JOIN register.contact c ON c.id = r.contact_id
       WHERE coalesce(c.queue, r.queue) = ANY ($1) AND r.extended_until IS NOT NULL
         AND ${views.ending}) AS ending,
       (SELECT count(*)::integer FROM register.recording_hold h JOIN register.recording r ON r.id = h.recording_id
         LEFT JOIN register.contact c ON c.id = r.contact_id
       WHERE coalesce(c.queue, r.queue) = ANY ($2) AND h.ended_at IS NULL AND h.owner_id = $3 AND h.review_on <= $4::timestamptz) AS reviews`,
    [extending, holding, actor.staffId, soon],
  );
  return row!;
}

const views: Readonly<Record<RecordingsQuery['view'], string>> = {
  all: 'true',
  extended: 'r.extended_until > r.base_after',
  held: 'EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL)',
  'to-review':
    'EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL AND h.owner_id = $3)',
  ending: `r.extended_until > r.base_after AND r.delete_after <= $4 AND EXISTS (
    SELECT FROM register.recording_extension x LEFT JOIN register.complaint m ON m.id = x.complaint_id
      LEFT JOIN register.quality_project q ON q.id = x.project_id
    WHERE x.recording_id = r.id AND x.ended_at IS NULL AND coalesce(m.owner_id, q.owner_id) = $3)`,
};

function listRows(
  { db }: ContactsDeps,
  ask: {
    readonly queues: readonly string[];
    readonly view: RecordingsQuery['view'];
    readonly matter: Id | undefined;
    readonly owner: Id<'staff'>;
    readonly before: Date;
    readonly after: Place | undefined;
    readonly limit: number;
  },
): Promise<PlainRecording[]> {
  const columns = recordingColumns
    .split(', ')
    .map((column) => `r.${column}`)
    .join(', ');
  // The queue is asked for row by row: joined, all recordings are read and sorted for a page of them (20,000: 36 ms; so: 1 ms).
  return db.query<PlainRecording>(
    `SELECT ${columns} FROM register.recording r
     WHERE coalesce((SELECT c.queue FROM register.contact c WHERE c.id = r.contact_id), r.queue) = ANY ($1) AND ${views[ask.view]}
       AND ($2::uuid IS NULL OR EXISTS (SELECT FROM register.recording_extension x WHERE x.recording_id = r.id
         AND x.ended_at IS NULL AND (x.complaint_id = $2 OR x.project_id = $2)))
       AND $3::uuid IS NOT NULL AND $4::timestamptz IS NOT NULL
       AND ($5::timestamptz IS NULL OR ${ask.view === 'all' ? 'r.id < $6::uuid' : '(r.delete_after, r.id) > ($5, $6::uuid)'})
     ORDER BY ${ask.view === 'all' ? 'r.id DESC' : 'r.delete_after, r.id'} LIMIT $7`,
    [
      ask.queues,
      ask.matter ?? null,
      ask.owner,
      ask.before,
      ask.after?.at ?? null,
      ask.after?.id ?? null,
      ask.limit,
    ],
  );
}
