import { uuidShape } from '../api/new-uuid.ts';
import type { LogFilter } from '../api/queries.ts';

/** The log's filter in the address: moments, codes and ids, none of it personal data of a customer. */
export interface LogSearch {
  readonly from?: string;
  readonly to?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly unit?: string;
  readonly reason?: boolean;
  readonly refused?: boolean;
}

const date = /^\d{4}-\d{2}-\d{2}$/;
const code = /^[a-z][a-z0-9-]{0,40}$/;

export function readLogFilter(search: Record<string, unknown>): LogSearch {
  const text = (name: string, shape: RegExp) => {
    const value = search[name];
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {};
  };
  return {
    ...text('from', date),
    ...text('to', date),
    ...text('actor', uuidShape),
    ...text('action', code),
    ...text('unit', uuidShape),
    ...(search['reason'] === true ? { reason: true } : {}),
    ...(search['refused'] === true ? { refused: true } : {}),
  };
}

function momentOf(day: string, time: string): string | undefined {
  const at = new Date(`${day}T${time}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** As the server takes it; whole days where the user is. */
export function logFilterOf(search: LogSearch): LogFilter {
  const from = search.from && momentOf(search.from, '00:00:00');
  const to = search.to && momentOf(search.to, '23:59:59.999');
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(search.actor ? { actor: search.actor } : {}),
    ...(search.action ? { action: search.action } : {}),
    ...(search.unit ? { unit: search.unit } : {}),
    ...(search.reason ? { withReason: 'true' } : {}),
    ...(search.refused ? { refusalsOnly: 'true' } : {}),
  };
}
