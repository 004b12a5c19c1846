import type { z } from 'zod';
import type {
  Counts,
  reportQuerySchema,
  ReportStep,
  ReportSummary,
} from '../../../contract/console/reports.ts';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import {
  keysOf,
  type Counted,
  type Lengths,
  makeReport,
  type Narrowed,
  type Report,
} from '../../register/figures/make-report.ts';
import { tableOf } from '../../register/figures/report-table.ts';
import { comparedWith, type Period, resolvePeriod } from '../../register/figures/resolve-period.ts';
import { roundedTo } from '../../register/figures/rounded-figures.ts';
import { writeCsv } from '../../register/figures/write-csv.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import { dayOf } from '../../safeguards/access/calendar-day.ts';
import type { ChannelKey } from '../../safeguards/declaration/declaration.ts';
import type { Handlers } from './bind-routes.ts';

type ReportHandlers = Pick<Handlers, 'report' | 'exportReport'>;
type Query = z.output<typeof reportQuerySchema>;

/** Below a week the hours of the week would be hours of a day. */
const leastDaysForHours = 7;

export function createReportHandlers(house: House): ReportHandlers {
  const { db, access, current, clock } = house.contacts;
  const deps = { db, clock, current };

  /** Of the queues that one's tasks name; tasks that hold reports and name none, as the administration's, see all. */
  async function queuesOf(actor: StaffActor): Promise<string[]> {
    const reached = await access.queuesFor(actor, 'read-reports');
    return reached.length > 0 ? reached : Object.keys(current().declaration.queues);
  }

  function periodOf(query: Query): Period {
    const { timeZone } = current().declaration.register;
    const { period, from, to } = query;
    if (period === 'own' && (from === undefined || to === undefined))
      throw new Refusal('invalid-input', { field: from === undefined ? 'from' : 'to' });
    try {
      const asked = period === 'own' ? { kind: period, from: from!, to: to! } : { kind: period };
      return resolvePeriod(asked, dayOf(clock.now(), timeZone), timeZone);
    } catch {
      // The wrong way round, or longer than figures are compared over.
      throw new Refusal('invalid-input', { field: 'to' });
    }
  }

  function narrowedBy(query: Query, queues: readonly string[]): Narrowed | undefined {
    if (query.only === undefined) return undefined;
    const at = query.only.indexOf('.');
    const dimension = query.only.slice(0, at) as Narrowed['dimension'];
    const key = query.only.slice(at + 1);
    // A queue outside one's tasks is as one that is not there.
    if (!keysOf(deps, queues)[dimension].includes(key)) throw new Refusal('invalid-input', { field: 'only' });
    return { dimension, key };
  }

  return {
    async report({ query }, { actor }) {
      const queues = await queuesOf(actor);
      const narrowed = narrowedBy(query, queues);
      const period = periodOf(query);
      const { timeZone } = current().declaration.register;
      const before = comparedWith(period, query.compare, timeZone);
      const [report, reportBefore] = await Promise.all([
        makeReport(deps, period, queues, narrowed),
        before && makeReport(deps, before, queues, narrowed),
      ]);
      const keys = keysOf(deps, queues);
      const rowsOf = (dimension: Narrowed['dimension']) =>
        keys[dimension].map((key) => {
          const row = report.by[dimension].get(key)!;
          return {
            key,
            counts: presentCounts(report, (kind) => kind.by[dimension].get(key) ?? 0),
            firstAnswer: presentLengths(row.firstAnswer),
            resolved: presentLengths(row.resolved),
            target: row.target ?? null,
            done: row.done ?? null,
          };
        });
      return {
        period: { from: period.from, to: period.to },
        step: period.step,
        compared: before ? { from: before.from, to: before.to } : null,
        roundedTo,
        timeZone,
        choices: {
          queue: keys.queue.map((key) => ({ key, name: current().declaration.queues[key]?.name ?? null })),
          channel: keys.channel.map((key) => ({
            key,
            name: current().declaration.channels[key as ChannelKey]?.name ?? null,
          })),
          language: keys.language.map((key) => ({ key, name: null })),
        },
        now: presentSummary(report),
        before: reportBefore ? presentSummary(reportBefore) : null,
        steps: presentSteps(report),
        stepsBefore: reportBefore ? presentSteps(reportBefore) : [],
        by: { queue: rowsOf('queue'), channel: rowsOf('channel'), language: rowsOf('language') },
        hours: period.days < leastDaysForHours ? null : presentHours(report.hours),
      };
    },

    async exportReport({ query, reply }, { actor }) {
      const queues = await queuesOf(actor);
      const narrowed = narrowedBy(query, queues);
      const period = periodOf(query);
      if (query.table === 'hours' && period.days < leastDaysForHours)
        throw new Refusal('invalid-input', { field: 'table' });
      const report = await makeReport(deps, period, queues, narrowed);
      const { declaration } = current();
      const nameOf = (key: string) =>
        (query.table === 'queue'
          ? declaration.queues[key]?.name
          : query.table === 'channel'
            ? declaration.channels[key as keyof typeof declaration.channels]?.name
            : undefined
        )?.[query.language] ?? '';
      const records = tableOf(report, query.table, nameOf);
      return reply
        .type('text/csv; charset=utf-8; header=present')
        .header(
          'content-disposition',
          `attachment; filename="report-${query.table}-${period.from}-${period.to}.csv"`,
        )
        .serializer((payload: unknown) => payload as string)
        .send(writeCsv(records, { bom: query.bom }));
    },
  };
}

const presentLengths = ({ median, p90 }: Lengths) => ({ median: median ?? null, p90: p90 ?? null });

function presentCounts(report: Report, read: (kind: Counted) => number): Counts {
  const { counts } = report;
  return {
    received: read(counts.received),
    messagesIn: read(counts['message-in']),
    firstAnswers: read(counts['first-answer']),
    laterAnswers: read(counts['later-answer']),
    resolved: read(counts.resolved),
    reopened: read(counts.reopened),
    snoozed: read(counts.snoozed),
    bounced: read(counts.bounced),
  };
}

function presentSummary(report: Report): ReportSummary {
  const { lengths } = report;
  return {
    counts: presentCounts(report, (kind) => kind.total),
    firstAnswer: presentLengths(lengths['first-answer']),
    firstAnswerWorked: presentLengths(lengths['first-answer-worked']),
    laterAnswer: presentLengths(lengths['later-answer']),
    resolved: presentLengths(lengths.resolved),
    target: report.target ?? null,
    done: report.done ?? null,
    backlog: [...report.backlog.values()].at(-1) ?? null,
  };
}

function presentSteps(report: Report): ReportStep[] {
  return report.period.steps.map((step) => ({
    from: step,
    counts: presentCounts(report, (kind) => kind.steps.get(step) ?? 0),
    firstAnswer: presentLengths(report.lengthsByStep.get(step) ?? { median: undefined, p90: undefined }),
    backlog: report.backlog.get(step) ?? null,
  }));
}

function presentHours(hours: Report['hours']) {
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
    Array.from({ length: 24 }, (_, hour) => hours.get(`${weekday}/${hour}`) ?? 0),
  );
}
