import type { CallFilter } from './call-queries.ts';

/** The log's filter in the address; what is usual is left out. */
export interface CallSearch {
  readonly show?: 'to-return' | 'mine';
  readonly queue?: string;
  readonly day?: string;
}

export function readCallFilter(search: Record<string, unknown>): CallSearch {
  const show = (['to-return', 'mine'] as const).find((each) => each === search['show']);
  const text = (name: string, shape: RegExp) => {
    const value = search[name];
    return typeof value === 'string' && shape.test(value) ? { [name]: value } : {};
  };
  return {
    ...(show ? { show } : {}),
    ...text('queue', /^[a-z][A-Za-z0-9-]{0,59}$/),
    ...text('day', /^\d{4}-\d{2}-\d{2}$/),
  };
}

export function callFilterOf({ show, queue, day }: CallSearch, me: string): CallFilter {
  return {
    ...(show === 'to-return' ? { toReturn: 'yes' } : {}),
    ...(show === 'mine' ? { staffId: me } : {}),
    ...(queue ? { queue } : {}),
    ...(day ? { day } : {}),
  };
}
