import { Readable } from 'node:stream';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { type ExportedIncident, exportIncidents } from '../../register/contacts/export-incidents.ts';
import {
  changeIncident,
  countIncidents,
  type ListedIncident,
  listIncidents,
  openIncident,
} from '../../register/contacts/incidents.ts';
import { writeCsv } from '../../register/figures/write-csv.ts';
import type { Handlers } from './bind-routes.ts';

export type IncidentHandlers = Pick<
  Handlers,
  'listIncidents' | 'countIncidents' | 'exportIncidents' | 'openIncident' | 'changeIncident'
>;

export function createIncidentHandlers(house: House): IncidentHandlers {
  const deps = house.contacts;

  return {
    async listIncidents({ query }, { actor }) {
      const { incidents, next } = await listIncidents(deps, actor, {
        cursor: query.cursor,
        limit: query.limit,
      });
      return { incidents: incidents.map(presentIncident), next };
    },
    async countIncidents(_call, { actor }) {
      return { unsettled: await countIncidents(deps, actor) };
    },
    async exportIncidents({ query, reply }, { actor }) {
      const { format } = query;
      const batches = exportIncidents(deps, actor, {
        format,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.to === undefined ? undefined : new Date(query.to),
      });
      // Who may not is refused before the answer begins.
      const first = await batches.next();
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json')
        .header('content-disposition', `attachment; filename="incidents.${format}"`)
        .header('cache-control', 'no-store')
        .serializer((payload: unknown) => payload as string)
        .send(Readable.from((format === 'csv' ? asCsv : asJson)(first, batches)));
    },
    async openIncident({ params }, { actor }) {
      const { row, account } = await openIncident(deps, actor, params.incidentId as Id<'incident'>);
      return {
        ...presentIncident(row),
        version: row.version,
        settledBy: row.settled_by,
        note: account.note,
        recipients: [...account.recipients],
        measures: account.measures.map((measure) => ({ ...measure })),
        deleteAfter: row.delete_after.toISOString(),
        rule: row.delete_rule,
        declarationVersion: row.declaration_version,
      };
    },
    changeIncident: ({ params, body }, { actor }) =>
      changeIncident(deps, actor, params.incidentId, {
        version: body.version,
        measure: body.measure,
        settle: body.settle,
      }),
  };
}

function presentIncident(row: ListedIncident) {
  return {
    incidentId: row.id,
    number: `#${row.number}`,
    contactId: row.contact_id,
    queue: row.queue,
    kind: row.kind,
    persons: row.persons,
    happenedAt: row.happened_at.toISOString(),
    reportedAt: row.reported_at.toISOString(),
    reportedBy: row.reported_by,
    settledAt: row.settled_at?.toISOString() ?? null,
  };
}

type Batch = IteratorResult<ExportedIncident[], unknown>;
type Batches = AsyncGenerator<ExportedIncident[]>;

async function* incidentsOf(first: Batch, rest: Batches): AsyncGenerator<ExportedIncident> {
  for (let batch = first; batch.done !== true; batch = await rest.next()) yield* batch.value;
}

const columns = [
  'number',
  'queue',
  'kind',
  'happenedAt',
  'reportedAt',
  'persons',
  'whatHappened',
  'recipients',
  'measures',
  'settledAt',
];

async function* asCsv(first: Batch, rest: Batches): AsyncGenerator<string> {
  yield writeCsv([columns], { bom: true });
  for await (const { row, account } of incidentsOf(first, rest)) {
    const record = [
      row.number,
      row.queue,
      row.kind,
      row.happened_at.toISOString(),
      row.reported_at.toISOString(),
      row.persons,
      account.note,
      account.recipients.join(' '),
      account.measures.map(({ at, text }) => `${at} ${text}`).join('\n'),
      row.settled_at?.toISOString() ?? '',
    ];
    yield writeCsv([record], { bom: false });
  }
}

async function* asJson(first: Batch, rest: Batches): AsyncGenerator<string> {
  yield '[';
  let begun = false;
  for await (const { row, account } of incidentsOf(first, rest)) {
    const { contactId: _contactId, ...facts } = presentIncident(row);
    const incident = {
      ...facts,
      whatHappened: account.note,
      recipients: account.recipients,
      measures: account.measures,
      settledBy: row.settled_by,
      deleteAfter: row.delete_after.toISOString(),
    };
    yield `${begun ? ',' : ''}\n${JSON.stringify(incident)}`;
    begun = true;
  }
  yield begun ? '\n]\n' : ']\n';
}
