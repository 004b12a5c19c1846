import type { Act } from '../../server/safeguards/declaration/declaration.ts';
import type { ErrorCode } from '../../server/base/errors.ts';

/** What stands in the house for the requests to name. */
export interface World {
  readonly contactId: string;
  readonly fileId: string;
  readonly maskId: string;
  readonly personId: string;
  readonly mailId: string;
  /** An id that is nobody's. */
  readonly nobody: string;
  /** The day after today, ISO. */
  readonly tomorrow: string;
}

export interface RouteRule {
  /** As in guards.ts, written a second time. */
  readonly guard: 'anyone' | 'signed-in' | 'bound' | Act;
  /** What who may use it gets for this request: done, or a refusal that is not about rights. */
  readonly gives: 200 | 302 | ErrorCode | 'page';
  readonly url: (world: World) => string;
  readonly body?: (world: World) => Record<string, unknown>;
}

export const rule = (
  guard: RouteRule['guard'],
  gives: RouteRule['gives'],
  url: string | ((world: World) => string),
  body?: RouteRule['body'],
): RouteRule => ({ guard, gives, url: typeof url === 'string' ? () => url : url, ...(body ? { body } : {}) });

export const api = '/api/console';
export const contact =
  (rest = '') =>
  (world: World) =>
    `${api}/contacts/${world.contactId}${rest}`;
export const person =
  (rest = '') =>
  (world: World) =>
    `${api}/people/${world.personId}${rest}`;
export const token = 'A'.repeat(43);
export const id = () => crypto.randomUUID();

const noTargets = { firstAnswer: null, resolution: null };
export const queueSettings = {
  hours: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  holidays: [],
  days: [],
  targets: { low: noTargets, normal: noTargets, high: noTargets, urgent: noTargets },
  assignment: { rule: 'by-hand', ceiling: null, inHoursOnly: true },
};
