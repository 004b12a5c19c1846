import type { z } from 'zod';
import type { listeningSchema, recordingSchema } from '../../../contract/console/recordings.ts';
import type { ListedRecording } from '../../register/recordings/list-recordings.ts';
import type { Listening } from '../../register/recordings/play-recording.ts';

const moment = (at: Date | null) => at?.toISOString() ?? null;

export function presentRecording({
  row,
  extensions,
  holds,
}: ListedRecording): z.input<typeof recordingSchema> {
  const isExtended = row.extended_until !== null && row.extended_until > row.base_after;
  return {
    recordingId: row.id,
    contactId: row.contact_id,
    callId: row.call_id,
    queue: row.queue,
    direction: row.direction,
    callAt: row.call_at.toISOString(),
    state: row.state,
    code: row.code,
    beganAt: row.began_at.toISOString(),
    endedAt: moment(row.ended_at),
    milliseconds: row.milliseconds,
    sides: row.sides,
    format: row.format,
    announcement: { kind: row.announcement, by: row.announced_by, at: moment(row.announced_at) },
    deleteAfter: row.delete_after.toISOString(),
    rule: isExtended ? row.extended_for! : row.delete_rule,
    declarationVersion: row.declaration_version,
    extensions: extensions.map((each) => ({
      extensionId: each.id,
      ground: each.ground,
      matterId: (each.complaint_id ?? each.project_id)!,
      madeAt: each.made_at.toISOString(),
      madeBy: each.made_by,
      reason: each.reason,
      until: each.until.toISOString(),
      ended: each.ended_at && { at: each.ended_at.toISOString(), code: each.end_code! },
    })),
    holds: holds.map((each) => ({
      holdId: each.id,
      ground: each.ground,
      document: each.document,
      ownerId: each.owner_id,
      madeAt: each.made_at.toISOString(),
      reviewOn: each.review_on,
      reviewedAt: moment(each.reviewed_at),
      endedAt: moment(each.ended_at),
    })),
  };
}

/** More than a screen is wide. */
const mostStretches = 2400;

export function presentListening({ row, peaks, marks }: Listening): z.input<typeof listeningSchema> {
  const sides = row.sides.length > 0 ? row.sides : (['mixed'] as const);
  const tenths = Math.floor(peaks.length / sides.length);
  const step = Math.max(1, Math.ceil(tenths / mostStretches));
  const loudest = (lane: number, from: number) => {
    let most = 0;
    for (let at = from; at < Math.min(tenths, from + step); at += 1)
      most = Math.max(most, peaks[at * sides.length + lane]!);
    return most;
  };
  return {
    milliseconds: row.milliseconds ?? 0,
    lanes: sides.map((side, lane) => ({
      side,
      loudness: Array.from({ length: Math.ceil(tenths / step) }, (_, at) => loudest(lane, at * step)),
    })),
    marks: marks.map((mark) => ({
      markId: mark.id,
      at: mark.at_milliseconds,
      madeAt: mark.made_at.toISOString(),
      madeBy: mark.made_by,
      note: mark.note,
    })),
  };
}
