import type { StaffActor } from '../../../safeguards/access/authorize.ts';
import type { LogDetails } from '../../../safeguards/access-log/log-entry.ts';
import type { ContactsDeps } from '../contacts.ts';
import { accountColumn, type IncidentAccount } from './incident-holding.ts';
import { type IncidentRow, type IncidentWithNotice, readIncidentsAfter } from './incidents-store.ts';
import { type ConcernedCounts, countConcernedIn } from './people-store.ts';

export interface ExportedIncident {
  readonly row: Omit<IncidentWithNotice, 'account_sealed'>;
  readonly account: IncidentAccount;
  readonly people: ConcernedCounts;
}

const together = 100;
const nobody = { concerned: 0, leftOut: 0, records: 0, categories: [], told: 0, underWay: 0 };

/**
 * The register of incidents that the controller shows the authority (GDPR Art. 33(5)): facts, effects and remedy of each,
 * queue by queue in the order of their numbers. Every hundred are one reading in the log that names them.
 * @throws Refusal 'task-missing' before anything is opened when a queue's task may not read messages
 */
export async function* exportIncidents(
  deps: ContactsDeps,
  actor: StaffActor,
  options: {
    readonly from: Date | undefined;
    readonly to: Date | undefined;
    readonly format: NonNullable<LogDetails['format']>;
  },
): AsyncGenerator<ExportedIncident[]> {
  const { format, from, to } = options;
  const queues = await deps.access.queuesFor(actor, 'read-incidents');
  for (const queue of queues) await mayExport(deps, actor, queue, []);
  for (const queue of queues) {
    for (let after = 0; ;) {
      const rows = await readIncidentsAfter(deps.db, { queue, from, to, after, limit: together });
      if (rows.length === 0) break;
      const ids = rows.map(({ id }) => id);
      const grant = await mayExport(deps, actor, queue, ids);
      const details = { format, queue, count: rows.length };
      yield await deps.vault.open(
        grant,
        'export',
        () => countConcernedIn(deps.db, ids),
        (opener, people) =>
          rows
            .filter(({ id }) => opener.holds(id))
            .map(({ account_sealed, ...row }) => ({
              row,
              account: opener.open(accountColumn, accountColumn.at(row.id, row.id, account_sealed)),
              people: people.get(row.id) ?? nobody,
            })),
        details,
      );
      after = Number(rows.at(-1)!.number);
    }
  }
}

async function mayExport(
  deps: ContactsDeps,
  actor: StaffActor,
  queue: string,
  units: readonly IncidentRow['id'][],
) {
  const ask = { act: 'read-incidents', queue, units, categories: ['messages'] } as const;
  const grant = await deps.access.authorize(actor, ask);
  if (!grant.categories.includes('messages')) return deps.access.refuse(actor, ask, 'task-missing');
  return grant;
}
