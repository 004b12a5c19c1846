import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';
import type { Grant } from '../../safeguards/vault/grant.ts';
import type { Db } from '../../storage/database.ts';
import type { ContactsDeps } from '../contacts/contacts.ts';
import { queueOf } from '../contacts/queue-of.ts';
import { isRestricted, type PlainRecording, readRecording } from './recordings-store.ts';
import { readOpenHolds } from './holds-store.ts';

/** The queue whose tasks reach a recording: its contact's, and where that is gone its own. */
export async function queueOfRecording(
  db: ContactsDeps['db'],
  row: Pick<PlainRecording, 'contact_id' | 'queue'>,
): Promise<string> {
  return (row.contact_id && (await queueOf({ db }, row.contact_id))) || row.queue;
}

/**
 * The leave for an act on one recording.
 * @throws Refusal 'not-found', 'task-missing'
 */
export async function leaveForRecording(
  deps: ContactsDeps,
  actor: StaffActor,
  recordingId: Id<'recording'>,
  ask: {
    readonly act: Act;
    readonly categories: readonly string[];
    /** What is shown besides, to whom it may be shown. */
    readonly wished?: readonly string[];
    readonly units?: readonly Id[];
  },
): Promise<{ row: PlainRecording; queue: string; grant: Grant }> {
  const row = await readRecording(deps.db, recordingId);
  if (row === undefined) throw new Refusal('not-found', { what: 'recording' });
  const queue = await queueOfRecording(deps.db, row);
  const { act, categories, wished = [], units = [] } = ask;
  const asked = { act, queue, units: [recordingId, ...units], categories: [...categories, ...wished] };
  const grant = await deps.access.authorize(actor, asked);
  if (!categories.every((category) => grant.categories.includes(category)))
    return deps.access.refuse(actor, asked, 'task-missing');
  return { row, queue, grant };
}

/**
 * What is held by law serves that matter alone, and what is restricted is stored and nothing else.
 * @throws Refusal 'recording-held', 'unit-restricted'
 */
export async function mustBeFree(db: Db, row: Pick<PlainRecording, 'id' | 'contact_id'>): Promise<void> {
  if (await isRestricted(db, row.contact_id)) throw new Refusal('unit-restricted');
  if ((await readOpenHolds(db, [row.id])).length > 0) throw new Refusal('recording-held');
}

/**
 * Whether a recording may be used: past its end it is silent, whether or not the sweep has come by; held by law it serves that matter.
 * @param hold the hold for whose matter it is used
 * @throws Refusal 'unit-erased', 'unit-restricted', 'recording-held', 'not-found' for a hold that is none of it, 'task-missing'
 */
export async function mustServe(
  deps: ContactsDeps,
  actor: StaffActor,
  row: PlainRecording,
  hold: Id<'hold'> | undefined,
): Promise<void> {
  if (hold === undefined) {
    await mustBeFree(deps.db, row);
    if (row.delete_after <= deps.clock.now()) throw new Refusal('unit-erased');
    return;
  }
  const found = (await readOpenHolds(deps.db, [row.id])).find(({ id }) => id === hold);
  if (found === undefined || found.ground === 'restriction') throw new Refusal('not-found', { what: 'hold' });
  // For its matter, by whoever handles holds: claims are what restricted data may be used for (GDPR Art. 18(2)).
  await leaveForRecording(deps, actor, row.id, { act: 'hold-recording', categories: ['recordings'] });
  if (found.ground !== 'claim' && (await isRestricted(deps.db, row.contact_id)))
    throw new Refusal('unit-restricted');
}
