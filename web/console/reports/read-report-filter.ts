import type { CallInput } from '../api/call.ts';

type Query = NonNullable<CallInput<'report'>['query']>;

export const periodNames = [
  'last-7-days',
  'last-30-days',
  'last-90-days',
  'this-month',
  'last-month',
  'last-12-months',
  'own',
] as const;
export const comparisons = ['previous', 'last-year', 'none'] as const;

/** The report's filter in the address; what is usual is left out. */
export interface ReportSearch {
  readonly period?: (typeof periodNames)[number];
  readonly from?: string;
  readonly to?: string;
  readonly compare?: (typeof comparisons)[number];
  readonly only?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const only = /^(queue|channel|language)\.[a-z][a-z0-9-]{0,59}$/;

export function readReportFilter(search: Record<string, unknown>): ReportSearch {
  const period = periodNames.find((each) => each === search['period']);
  const compare = comparisons.find((each) => each === search['compare']);
  const text = (name: string, shape: RegExp) => {
    const value = search[name];
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {};
  };
  const dates = { ...text('from', day), ...text('to', day) };
  const own = period === 'own' && Object.keys(dates).length === 2;
  return {
    ...(period && (period !== 'own' || own) && period !== 'last-30-days' ? { period } : {}),
    ...(own ? dates : {}),
    ...(compare && compare !== 'previous' ? { compare } : {}),
    ...text('only', only),
  };
}

export function reportFilterOf(search: ReportSearch): Query {
  return {
    period: search.period ?? 'last-30-days',
    compare: search.compare ?? 'previous',
    ...(search.from ? { from: search.from } : {}),
    ...(search.to ? { to: search.to } : {}),
    ...(search.only ? { only: search.only } : {}),
  };
}
