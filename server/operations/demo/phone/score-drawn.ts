import type { Clock } from '../../../base/clock.ts';
import { type Id, newId } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { criteriaOf } from '../../../register/recordings/criteria.ts';
import { saveSheet } from '../../../register/recordings/score-recording.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import { createRandom } from '../corpus/random.ts';
import { matterWords } from './call-words.ts';

/** What was drawn and nobody has scored is scored an hour later: by who leads the team, and now and then by a second. */
export async function scoreDrawn(
  within: ContactsDeps,
  clock: Clock & { at: Date },
  projectId: Id<'quality-project'>,
  { seed, lead, officer }: { seed: number; lead: StaffActor; officer: StaffActor },
): Promise<void> {
  clock.at = new Date(clock.at.getTime() + 20 * 60_000);
  const drawn = await within.db.query<{ id: Id<'recording'> }>(
    `SELECT x.recording_id AS id FROM register.recording_extension x WHERE x.project_id = $1 AND x.ended_at IS NULL
       AND NOT EXISTS (SELECT FROM register.quality_sheet s WHERE s.recording_id = x.recording_id AND s.project_id = $1)
     ORDER BY 1`,
    [projectId],
  );
  for (const { id } of drawn) {
    const random = createRandom(`${seed}/calls/scored/${id}`);
    const scorers = random.chance(0.6) ? [lead, officer] : [lead];
    for (const scorer of scorers)
      await saveSheet(within, scorer, projectId, id, {
        sheetId: newId<'sheet'>(clock.at),
        version: null,
        scores: Object.fromEntries(
          criteriaOf(within.team).map(({ key }) => [key, random.chance(0.1) ? null : random.whole(3, 5)]),
        ),
        remark: random.pick(matterWords.project.remarks),
      });
  }
}
