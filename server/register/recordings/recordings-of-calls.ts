import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import type { PlainRecording } from './recordings-store.ts';

/** Whether calls are recorded, and why not: no word of what was said. Of several of one call the newest. */
export async function recordingsOfCalls(
  db: Db,
  calls: readonly Id[],
): Promise<ReadonlyMap<Id, Pick<PlainRecording, 'state' | 'code'>>> {
  if (calls.length === 0) return new Map();
  const rows = await db.query<Pick<PlainRecording, 'call_id' | 'state' | 'code'>>(
    'SELECT DISTINCT ON (call_id) call_id, state, code FROM register.recording WHERE call_id = ANY ($1) ORDER BY call_id, id DESC',
    [calls],
  );
  return new Map(rows.map(({ call_id, state, code }) => [call_id, { state, code }]));
}
