import type { z } from 'zod';
import type {
  complaintSchema,
  openedComplaintSchema,
  openedProjectSchema,
  projectSchema,
  sampledSchema,
  sheetSchema,
} from '../../../contract/console/quality.ts';
import type { OpenedComplaint } from '../../register/recordings/complaint-contacts.ts';
import type { ListedComplaint } from '../../register/recordings/complaints.ts';
import type { ListedProject } from '../../register/recordings/quality-projects.ts';
import type { OpenedSheet } from '../../register/recordings/score-recording.ts';
import type { OpenedProject, SampledRecording } from '../../register/recordings/show-project.ts';

function presentMatter({ row, account, recordings }: ListedComplaint | ListedProject) {
  return {
    queue: row.queue,
    ownerId: row.owner_id,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    endsOn: row.ends_on,
    closedAt: row.closed_at?.toISOString() ?? null,
    closedBy: row.closed_by,
    version: row.version,
    reason: account.reason,
    outcome: account.outcome ?? null,
    recordings,
  };
}

export function presentComplaint(each: ListedComplaint): z.input<typeof complaintSchema> {
  const { id, number, contact_id } = each.row;
  return { ...presentMatter(each), complaintId: id, number, contactId: contact_id };
}

const presentContact = (each: OpenedComplaint['contacts'][number]) => ({
  contactId: each.contact_id,
  number: each.number,
  channel: each.channel,
  status: each.status,
  openedAt: each.opened_at.toISOString(),
});

export function presentOpenedComplaint(found: OpenedComplaint): z.input<typeof openedComplaintSchema> {
  return {
    ...presentComplaint(found),
    contacts: found.contacts.map(presentContact),
    others: found.others.map(presentContact),
    beside: found.beside.map((each) => ({
      recordingId: each.id,
      contactId: each.contact_id,
      callAt: each.call_at.toISOString(),
      milliseconds: each.milliseconds,
      deleteAfter: each.delete_after.toISOString(),
      kept: each.kept,
      held: each.held,
    })),
  };
}

export function presentProject(each: ListedProject): z.input<typeof projectSchema> {
  return { ...presentMatter(each), projectId: each.row.id, name: each.account.name };
}

export function presentDraw(row: OpenedProject['draws'][number]) {
  return {
    drawId: row.id,
    direction: row.direction,
    fromOn: row.from_on,
    toOn: row.to_on,
    fromHour: row.from_hour,
    toHour: row.to_hour,
    weekdays: row.weekdays,
    leastSeconds: row.least_seconds,
    mostSeconds: row.most_seconds,
    count: row.asked,
    drawnAt: row.drawn_at.toISOString(),
    drawnBy: row.drawn_by,
    size: row.size,
    drawn: row.drawn,
    population: row.population.toString('hex'),
    seed: row.seed.toString('hex'),
  };
}

export function presentOpenedProject(found: OpenedProject): z.input<typeof openedProjectSchema> {
  const { figures } = found;
  return {
    ...presentProject(found),
    draws: found.draws.map(presentDraw),
    figures: figures ? { sheets: figures.sheets, criteria: [...figures.criteria] } : null,
  };
}

/** Not whose call it was. */
export function presentSampled(row: SampledRecording): z.input<typeof sampledSchema> {
  const { id, direction, call_at, milliseconds, delete_after, listened, scored, sheets, own, held } = row;
  return {
    recordingId: id,
    direction,
    callAt: call_at.toISOString(),
    milliseconds,
    deleteAfter: delete_after.toISOString(),
    listened,
    scored,
    sheets,
    own,
    held,
  };
}

export function presentSheet({ row, scores, remark }: OpenedSheet): z.input<typeof sheetSchema> {
  return {
    sheetId: row.id,
    scorerId: row.scorer_id,
    scoredAt: row.scored_at.toISOString(),
    changedAt: row.changed_at.toISOString(),
    version: row.version,
    scores: { ...scores },
    remark,
  };
}
