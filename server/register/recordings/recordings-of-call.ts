import type { Id } from '../../base/new-id.ts';
import type { Db } from '../../storage/database.ts';
import {
  type PlainRecording,
  readRecording,
  readRecordingsOfCall,
  type RecordingRow,
} from './recordings-store.ts';

/** How a recording stands; nothing of what is in it. */
export type RecordingStanding = Pick<RecordingRow, 'id' | 'state' | 'code'> & {
  readonly callId: Id<'call'>;
};

/** In the order in which they began. */
export async function recordingsOfCall(db: Db, call: Id<'call'>): Promise<RecordingStanding[]> {
  return (await readRecordingsOfCall(db, call)).map(standing);
}

/** Undefined: it is erased, or never was. */
export async function standingOf(db: Db, recording: Id<'recording'>): Promise<RecordingStanding | undefined> {
  const row = await readRecording(db, recording);
  return row && standing(row);
}

function standing({ id, state, code, call_id }: PlainRecording): RecordingStanding {
  return { id, state, code, callId: call_id };
}
