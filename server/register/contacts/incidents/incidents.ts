import { Refusal } from '../../../base/errors.ts';
import { type Id, isId } from '../../../base/new-id.ts';
import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { Opener } from '../../../safeguards/vault/vault.ts';
import type { ContactsDeps } from '../contacts.ts';
import { mayHandle } from './amend-incident.ts';
import {
  accountColumn,
  type IncidentAccount,
  noticeColumn,
  type SealedNotice,
  stepColumn,
} from './incident-holding.ts';
import {
  countUnsettled,
  type IncidentPlace,
  type IncidentWithNotice,
  listIncidentRows,
  type Unsettled,
} from './incidents-store.ts';
import { type ConcernedCounts, countConcerned } from './people-store.ts';
import { type NoticeRow, readNotices, readSteps, type StepRow } from './steps-store.ts';

/** What the list shows: nothing sealed. */
export type ListedIncident = Omit<IncidentWithNotice, 'account_sealed'>;

/**
 * Unsettled first, then the newest; nothing sealed is opened for it.
 * @throws Refusal 'invalid-input' for a cursor that is none of ours
 */
export async function listIncidents(
  deps: ContactsDeps,
  actor: StaffActor,
  page: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ incidents: ListedIncident[]; next: string | null }> {
  const after = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const queues = await deps.access.queuesFor(actor, 'read-incidents');
  const rows = await listIncidentRows(deps.db, { queues, after, limit: page.limit + 1 });
  const incidents = rows.slice(0, page.limit);
  const last = incidents.at(-1);
  return { incidents, next: rows.length > page.limit && last ? writeCursor(last) : null };
}

function writeCursor(row: ListedIncident): string {
  const place = `${row.settled_at === null ? 1 : 0}.${row.reported_at.getTime()}.${row.id}`;
  return Buffer.from(place).toString('base64url');
}

function readCursor(cursor: string): IncidentPlace {
  const [, open, at, id] =
    /^([01])\.(\d{1,15})\.(.+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (!isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { open: open === '1', at: new Date(Number(at)), id };
}

/** How many wait for somebody to settle them, in the queues that one's tasks reach, and the clock that ends first. */
export async function countIncidents(deps: ContactsDeps, actor: StaffActor): Promise<Unsettled> {
  return countUnsettled(deps.db, await deps.access.queuesFor(actor, 'read-incidents'));
}

export interface OpenedStep extends Omit<StepRow, 'text_sealed'> {
  readonly text: string | null;
}

export interface OpenedIncident {
  readonly row: IncidentWithNotice;
  readonly account: IncidentAccount;
  readonly steps: readonly OpenedStep[];
  readonly notices: readonly OpenedNotice[];
  readonly people: ConcernedCounts;
}

/** What happened, what was weighed, decided, told and done, with its history. @throws Refusal 'not-found', 'task-missing', 'unit-erased' */
export async function openIncident(
  deps: ContactsDeps,
  actor: StaffActor,
  id: Id<'incident'>,
): Promise<OpenedIncident> {
  const { row, grant } = await mayHandle(deps, actor, id);
  return deps.vault.open(
    grant,
    'view',
    () => Promise.all([readSteps(deps.db, id), readNotices(deps.db, [id]), countConcerned(deps.db, id)]),
    (opener, [steps, notices, people]) => {
      if (!opener.holds(id)) throw new Refusal('unit-erased');
      return {
        row,
        account: opener.open(accountColumn, accountColumn.at(id, id, row.account_sealed)),
        steps: steps.map(({ text_sealed, ...step }) => ({
          ...step,
          text: text_sealed && opener.open(stepColumn, stepColumn.at(id, step.id, text_sealed)),
        })),
        notices: notices.map((notice) => openNotice(opener, notice)),
        people,
      };
    },
  );
}

export interface OpenedNotice extends Omit<NoticeRow, 'notice_sealed'> {
  readonly notice: SealedNotice;
}

export function openNotice(opener: Opener, { notice_sealed, ...row }: NoticeRow): OpenedNotice {
  return {
    ...row,
    notice: opener.open(noticeColumn, noticeColumn.at(row.incident_id, row.id, notice_sealed)),
  };
}
