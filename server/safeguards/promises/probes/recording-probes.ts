import { periodFor } from '../../declaration/period-for.ts';
import { askingProbe, codeProbe, countGroups, day, type Group, type Probe, versionOr } from './probe.ts';

const isHeld =
  'EXISTS (SELECT FROM register.recording_hold h WHERE h.recording_id = r.id AND h.ended_at IS NULL)';
const isRestricted = `EXISTS (SELECT FROM register.contact c JOIN register.person p ON p.id = c.person_id
       WHERE c.id = r.contact_id AND p.state = 'restricted')`;

/** P11: no recording is a day past its period without an extension or a hold that keeps it. Of how many: all there are. */
const pastTheirPeriod = askingProbe(
  'P11.recordings-past-their-period',
  `WITH late AS (
     SELECT r.id FROM register.recording r WHERE r.delete_after < $1 AND NOT ${isHeld} AND NOT ${isRestricted}
   )
   SELECT (SELECT count(*) FROM late) AS numerator, (SELECT count(*) FROM register.recording) AS denominator,
     ARRAY(SELECT id FROM late ORDER BY id LIMIT 5) AS sample`,
  ({ now }) => [new Date(now.getTime() - day)],
);

/** P11: past twelve months from the call nothing is kept but what the law holds. Of how many: those held by law. */
const heldPastCap = askingProbe(
  'P11.past-twelve-months-by-law-only',
  `WITH late AS (
     SELECT r.id FROM register.recording r WHERE register.recording_cap(r.id) < $1 AND NOT ${isHeld} AND NOT ${isRestricted}
   )
   SELECT (SELECT count(*) FROM late) AS numerator,
     (SELECT count(*) FROM late) + (SELECT count(*) FROM register.recording r WHERE ${isHeld}) AS denominator,
     ARRAY(SELECT id FROM late ORDER BY id LIMIT 5) AS sample`,
  ({ now }) => [new Date(now.getTime() - day)],
);

/** P11: what is kept past its period is kept for a complaint or project that is there, open, and not past its last day. Of how many: those kept longer. */
const extendedForOpenMatters = askingProbe(
  'P11.extended-for-open-matters',
  `WITH extended AS (SELECT r.id, r.extended_until FROM register.recording r WHERE r.extended_until > r.base_after AND NOT ${isHeld}),
   wrong AS (SELECT e.id FROM extended e WHERE e.extended_until > $1 AND NOT EXISTS (
     SELECT FROM register.recording_extension x LEFT JOIN register.complaint m ON m.id = x.complaint_id
       LEFT JOIN register.quality_project q ON q.id = x.project_id
     WHERE x.recording_id = e.id AND x.ended_at IS NULL AND x.until >= e.extended_until
       AND coalesce(m.id, q.id) IS NOT NULL AND m.closed_at IS NULL AND q.closed_at IS NULL))
   SELECT (SELECT count(*) FROM wrong) AS numerator, (SELECT count(*) FROM extended) AS denominator,
     ARRAY(SELECT id FROM wrong ORDER BY id LIMIT 5) AS sample`,
  ({ now }) => [now],
);

/** P11: a hold is looked at again on its day. Of how many: holds that are open. */
const holdsReviewed = askingProbe(
  'P11.holds-reviewed',
  `SELECT count(*) FILTER (WHERE review_on < $1::date) AS numerator, count(*) AS denominator,
     (array_agg(recording_id ORDER BY recording_id) FILTER (WHERE review_on < $1::date))[1:5] AS sample
   FROM register.recording_hold WHERE ended_at IS NULL AND ground <> 'restriction'`,
  ({ today }) => [today],
);

interface AnnouncedGroup extends Group {
  readonly version: number;
  readonly direction: 'incoming' | 'outgoing';
  readonly announcement: 'played' | 'attested' | 'not-told';
  readonly sample: string;
}
const announcedSql = `SELECT declaration_version AS version, direction, announcement, count(*) AS times, max(id::text) AS sample
   FROM register.recording WHERE state IN ('recording', 'kept') GROUP BY 1, 2, 3`;

/** P11: only calls of the directions declared are recorded, and only after people were told, or where the declaration has it recorded with an alert. */
const recordedAsDeclared = codeProbe(
  'P11.recorded-as-declared',
  [announcedSql, 'code: server/safeguards/promises/probes/recording-probes.ts'],
  async (context) =>
    countGroups(
      await context.db.query<AnnouncedGroup>(announcedSql),
      async ({ version, direction, announcement }) => {
        const declaration = await versionOr(context, version);
        if (declaration === undefined || periodFor(declaration, 'recording') === undefined) return true;
        const phone = declaration.channels.phone;
        if (phone?.records?.includes(direction) !== true) return true;
        return announcement === 'not-told' && phone.unannounced !== 'alert';
      },
      ({ sample }) => [sample],
    ),
);

export const recordingProbes: readonly Probe[] = [
  pastTheirPeriod,
  heldPastCap,
  extendedForOpenMatters,
  holdsReviewed,
  recordedAsDeclared,
];
