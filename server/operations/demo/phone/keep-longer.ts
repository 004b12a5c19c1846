import { createHash } from 'node:crypto';
import type { Clock } from '../../../base/clock.ts';
import type { Id } from '../../../base/new-id.ts';
import type { ContactsDeps } from '../../../register/contacts/contacts.ts';
import { linkContact } from '../../../register/recordings/complaint-contacts.ts';
import { openComplaint } from '../../../register/recordings/complaints.ts';
import { drawSample } from '../../../register/recordings/draw-sample.ts';
import { extendRecording } from '../../../register/recordings/extend-recording.ts';
import { holdRecording } from '../../../register/recordings/holds.ts';
import { openProject } from '../../../register/recordings/quality-projects.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import { dayOf } from '../../../safeguards/access/calendar-day.ts';
import { matterWords } from './call-words.ts';
import type { PastCall } from './plan-calls.ts';
import { scoreDrawn } from './score-drawn.ts';

const day = 86_400_000;
/** After a call it is decided that it is kept longer: so many days, or what is left until now. */
const afterDays = 24;
/** What goes on now ends so many days after now. */
const lastDays = 100;
/** How old the ids of all this say they are. */
const ageDays = 90;

/**
 * Has the recording of a past call kept by the demo's one complaint or by an order of the law, or draws one of its day for the one quality project,
 * each by somebody whose task lets them. The matter is opened with the first of its calls; done again it changes nothing.
 */
export async function keepLonger(
  within: ContactsDeps,
  clock: Clock & { at: Date },
  call: PastCall,
  about: { seed: number; now: Date; contactId: Id<'contact'>; recordingId: Id<'recording'> },
  { lead, officer }: { lead: StaffActor; officer: StaffActor },
): Promise<void> {
  const { seed, now, contactId, recordingId } = about;
  const { timeZone } = within.current().declaration.register;
  clock.at = new Date(Math.min(call.at + afterDays * day, now.getTime() - 60 * 60_000));
  const endsOn = dayOf(new Date(now.getTime() + lastDays * day), timeZone);
  const nameOf = <Kind extends string>(of: string) =>
    idOf<Kind>(now.getTime() - ageDays * day, `${seed}/${now.toISOString()}/${of}`);
  const extensionId = nameOf<'extension'>(`extension/${call.key}`);
  if (call.keptFor === 'complaint') {
    const id = nameOf<'complaint'>('complaint');
    const { reason, extension } = matterWords.complaint;
    if (call.key === firstOf.complaint)
      await openComplaint(within, lead, contactId, {
        complaintId: id,
        ownerId: lead.staffId,
        endsOn,
        reason,
      });
    else await linkContact(within, lead, id, contactId);
    const matter = { ground: 'complaint', id } as const;
    await extendRecording(within, lead, recordingId, { extensionId, matter, reason: extension });
  } else if (call.keptFor === 'project') {
    const id = nameOf<'quality-project'>('project');
    const { name, reason } = matterWords.project;
    if (call.key === firstOf.project)
      await openProject(within, lead, {
        projectId: id,
        queue: 'service',
        ownerId: lead.staffId,
        endsOn,
        name,
        reason,
      });
    const day = dayOf(new Date(call.at), timeZone);
    await drawSample(within, lead, id, {
      drawId: nameOf<'draw'>(`draw/${call.key}`),
      fromOn: day,
      toOn: day,
      fromHour: 0,
      toHour: 24,
      weekdays: [1, 2, 3, 4, 5, 6, 7],
      leastSeconds: 0,
      mostSeconds: undefined,
      count: 1,
    });
    await scoreDrawn(within, clock, id, { seed, lead, officer });
  } else {
    const holdId = nameOf<'hold'>('hold');
    const reviewOn = dayOf(new Date(now.getTime() + 45 * day), timeZone);
    const input = {
      holdId,
      ground: 'claim',
      document: matterWords.hold,
      ownerId: officer.staffId,
      reviewOn,
    } as const;
    await holdRecording(within, officer, recordingId, input);
  }
}

/** The oldest call of each, which comes first. */
const firstOf = { complaint: 'kept-1', project: 'kept-2' } as const;

/** A UUIDv7 that is the same for the same words, so that a start after a stop goes on with what is there. */
function idOf<Kind extends string>(at: number, text: string): Id<Kind> {
  const time = at.toString(16).padStart(12, '0');
  const hex = createHash('sha256').update(text).digest('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-a${hex.slice(3, 6)}-${hex.slice(6, 18)}`;
}
