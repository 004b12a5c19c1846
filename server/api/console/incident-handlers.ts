import { Readable } from 'node:stream';
import type { incidentPeopleRoutes } from '../../../contract/console/incident-people.ts';
import type { incidentRoutes } from '../../../contract/console/incidents.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import {
  changeIncident,
  decideAuthority,
  decideTelling,
  describeIncident,
  weighRisk,
} from '../../register/contacts/incidents/change-incident.ts';
import { exportIncidents } from '../../register/contacts/incidents/export-incidents.ts';
import { countIncidents, listIncidents, openIncident } from '../../register/contacts/incidents/incidents.ts';
import { reportIncident } from '../../register/contacts/incidents/make-incident.ts';
import type { Handlers } from './bind-routes.ts';
import { createIncidentPaperHandlers } from './incident-papers.ts';
import { createConcernedHandlers } from './incident-people-handlers.ts';
import { presentIncident } from './present-incident.ts';
import { asCsv, asJson, asPdf } from './incident-register-files.ts';

export type IncidentHandlers = Pick<
  Handlers,
  keyof typeof incidentRoutes | keyof typeof incidentPeopleRoutes
>;

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json',
  pdf: 'application/pdf',
} as const;

export function createIncidentHandlers(house: House): IncidentHandlers {
  const deps = house.contacts;

  return {
    ...createIncidentPaperHandlers(house),
    ...createConcernedHandlers(house),

    async listIncidents({ query }, { actor }) {
      const { incidents, next } = await listIncidents(deps, actor, {
        cursor: query.cursor,
        limit: query.limit,
      });
      return { incidents: incidents.map(presentIncident), next };
    },
    async countIncidents(_call, { actor }) {
      const { unsettled, notifyBy } = await countIncidents(deps, actor);
      return { unsettled, notifyBy: notifyBy?.toISOString() ?? null };
    },
    async exportIncidents({ query, reply }, { actor }) {
      const { format, language } = query;
      const batches = exportIncidents(deps, actor, {
        format,
        from: query.from === undefined ? undefined : new Date(query.from),
        to: query.to === undefined ? undefined : new Date(query.to),
      });
      // Who may not is refused before the answer begins.
      const first = await batches.next();
      const file =
        format === 'pdf'
          ? await asPdf(house, first, batches, language)
          : Readable.from((format === 'csv' ? asCsv : asJson)(first, batches));
      return reply
        .type(types[format])
        .header('content-disposition', `attachment; filename="incidents.${format}"`)
        .header('cache-control', 'no-store')
        .serializer((payload: unknown) => payload as string)
        .send(file);
    },
    reportIncident: ({ body }, { actor }) =>
      reportIncident(deps, actor, {
        ...body,
        incidentId: body.incidentId as Id<'incident'>,
        happenedAt: new Date(body.happenedAt),
        awareAt: new Date(body.awareAt),
      }),
    async openIncident({ params }, { actor }) {
      const opened = await openIncident(deps, actor, params.incidentId as Id<'incident'>);
      const { row, account, people } = opened;
      return {
        ...presentIncident(row),
        version: row.version,
        records: row.records,
        categories: [...row.categories],
        erased: row.erased,
        settledBy: row.settled_by,
        settledBefore: row.settled_before,
        note: account.note,
        recipients: [...account.recipients],
        measures: account.measures.map((measure) => ({ ...measure })),
        consequences: account.consequences ?? '',
        riskReason: account.riskReason ?? '',
        authorityReason: account.authorityReason ?? '',
        tellReason: account.tellReason ?? '',
        lessons: account.lessons ?? '',
        people: { ...people, categories: [...people.categories] },
        notices: opened.notices.map(({ id, sent_at, noted_by, language, late, complete, notice }) => ({
          noticeId: id,
          sentAt: sent_at.toISOString(),
          notedBy: noted_by,
          language,
          late,
          complete,
          reference: notice.reference,
          lateReason: notice.lateReason,
        })),
        steps: opened.steps.map(({ at, by, kind, outcome, count, text }) => ({
          at: at.toISOString(),
          by,
          kind,
          outcome,
          count,
          text,
        })),
        deleteAfter: row.delete_after.toISOString(),
        rule: row.delete_rule,
        declarationVersion: row.declaration_version,
      };
    },
    changeIncident: ({ params, body }, { actor }) =>
      changeIncident(deps, actor, params.incidentId as Id<'incident'>, {
        version: body.version,
        measure: body.measure,
        lessons: body.lessons,
        settle: body.settle,
      }),
    describeIncident: ({ params, body }, { actor }) =>
      describeIncident(deps, actor, params.incidentId as Id<'incident'>, {
        ...body,
        awareReason: body.awareReason,
        happenedAt: new Date(body.happenedAt),
        awareAt: new Date(body.awareAt),
      }),
    weighRisk: ({ params, body }, { actor }) =>
      weighRisk(deps, actor, params.incidentId as Id<'incident'>, body),
    decideAuthority: ({ params, body }, { actor }) =>
      decideAuthority(deps, actor, params.incidentId as Id<'incident'>, body),
    decideTelling: ({ params, body }, { actor }) =>
      decideTelling(deps, actor, params.incidentId as Id<'incident'>, body),
  };
}
