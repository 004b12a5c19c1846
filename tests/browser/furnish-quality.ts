import { newId } from '../../server/base/new-id.ts';
import { openComplaint } from '../../server/register/recordings/complaints.ts';
import { linkContact } from '../../server/register/recordings/complaint-contacts.ts';
import { drawSample } from '../../server/register/recordings/draw-sample.ts';
import { extendRecording } from '../../server/register/recordings/extend-recording.ts';
import { openProject } from '../../server/register/recordings/quality-projects.ts';
import { saveSheet } from '../../server/register/recordings/score-recording.ts';
import { dayOf } from '../../server/safeguards/access/calendar-day.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import type { FurnishedHouse } from './furnish-house.ts';

const day = 86_400_000;
const times = 8;

export interface FurnishedQuality {
  readonly projectId: string;
  readonly complaintId: string;
  readonly contactId: string;
  /** In the project, not yet scored by the team lead. */
  readonly recordingId: string;
}

const furnished = new WeakMap<FurnishedHouse, Promise<FurnishedQuality>>();

/** A project with a sample and some sheets, and a complaint about two calls: once a house. */
export function furnishQuality(the: FurnishedHouse): Promise<FurnishedQuality> {
  const made = furnished.get(the) ?? furnish(the);
  furnished.set(the, made);
  return made;
}

async function furnish(the: FurnishedHouse): Promise<FurnishedQuality> {
  const { house } = the;
  const deps = house.contacts;
  const signIn = async (role: 'team-lead' | 'officer' | 'agent') => {
    const { userName, password } = the.as(role, 'en');
    const { staffId, sessionId } = await house.staff.signIn(userName, password);
    return { kind: 'staff', staffId, sessionId } as const;
  };
  const [lead, officer, agent] = await Promise.all([signIn('team-lead'), signIn('officer'), signIn('agent')]);
  const now = house.clock.now().getTime();
  const calls: Recorded[] = [];
  for (let at = times; at > 0; at -= 1)
    calls.push(
      await recordCall(
        house,
        {
          at: new Date(now - at * 2 * day),
          number: `+3585055502${10 + (at % 5)}`,
          staffId: agent.staffId,
          seconds: 60 + at * 37,
        },
        Buffer.from('OggS'),
      ),
    );
  const endsOn = dayOf(new Date(now + 120 * day), 'Europe/Helsinki');
  const dayAgo = (days: number) => dayOf(new Date(now - days * day), 'Europe/Helsinki');
  const projectId = newId<'quality-project'>();
  await openProject(deps, lead, {
    projectId,
    queue: 'service',
    ownerId: lead.staffId,
    endsOn,
    name: 'Selkeä alku: puhelun ensimmäinen minuutti',
    reason: 'Selvitetään, kuinka nopeasti asia ymmärretään ja mitä kysytään turhaan.',
  });
  await drawSample(deps, lead, projectId, {
    drawId: newId<'draw'>(),
    fromOn: dayAgo(30),
    toOn: dayAgo(0),
    fromHour: 0,
    toHour: 24,
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    leastSeconds: 60,
    mostSeconds: undefined,
    count: times + 2,
  });
  const score = (by: typeof lead, call: Recorded, at: number) =>
    saveSheet(deps, by, projectId, call.recordingId, {
      sheetId: newId<'sheet'>(),
      version: null,
      scores: {
        greeting: 3 + (at % 3),
        identification: at % 3 ? 4 : null,
        answer: 4 + (at % 2),
        language: 5 - (at % 2),
        'follow-up': 2 + (at % 4),
      },
      remark: at % 2 ? 'Asia kysyttiin kahteen kertaan.' : '',
    });
  for (const [at, call] of calls.entries()) if (at > 1) await score(officer, call, at);
  for (const [at, call] of calls.slice(5).entries()) await score(lead, call, at);
  const complaintId = newId<'complaint'>();
  const [first, second] = calls as [Recorded, Recorded];
  await openComplaint(deps, lead, first.contactId, {
    complaintId,
    ownerId: lead.staffId,
    endsOn,
    reason: 'Kunden säger sig ha blivit lovad att en påminnelseavgift skulle strykas.',
  });
  await linkContact(deps, lead, complaintId, second.contactId);
  await extendRecording(deps, lead, first.recordingId, {
    extensionId: newId<'extension'>(),
    matter: { ground: 'complaint', id: complaintId },
    reason: 'Det som lovades sades i det här samtalet.',
  });
  for (const actor of [lead, officer, agent]) await house.staff.sessions.signOut(actor);
  return {
    projectId,
    complaintId,
    contactId: first.contactId,
    recordingId: calls[2]!.recordingId,
  };
}
