import { Readable } from 'node:stream';
import type { z } from 'zod';
import type { logFilterSchema } from '../../../contract/console/access-log.ts';
import type { House } from '../../compose.ts';
import type { LogFilter } from '../../safeguards/access-log/read-entries.ts';
import { presentLogPage } from '../present-log-page.ts';
import type { Handlers } from './bind-routes.ts';

type LogHandlers = Pick<Handlers, 'listAccessLog' | 'countReasons' | 'exportAccessLog'>;

type WireFilter = Omit<z.output<typeof logFilterSchema>, 'cursor' | 'limit'>;

function readFilter(wire: WireFilter): LogFilter {
  const { from, to, actor, action, act, unit, withReason, refusalsOnly } = wire;
  return {
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
    ...(actor === undefined ? {} : { actor }),
    ...(action === undefined ? {} : { action: action as NonNullable<LogFilter['action']> }),
    ...(act === undefined ? {} : { act }),
    ...(unit === undefined ? {} : { unit }),
    ...(withReason === undefined ? {} : { withReason }),
    ...(refusalsOnly === undefined ? {} : { refusalsOnly }),
  };
}

/** Reasons of the last three months, for the review. */
const reviewDays = 92;

export function createLogHandlers(house: House): LogHandlers {
  const { logReader, clock } = house;
  const { access, vault } = house.contacts;

  return {
    async listAccessLog({ query }, { actor }) {
      const { cursor, limit, ...wire } = query;
      const grant = await access.authorize(actor, { act: 'read-access-log', units: [], categories: [] });
      const load = () =>
        logReader.list({ ...readFilter(wire), limit, ...(cursor === undefined ? {} : { cursor }) });
      // The log is staff's data: who looks at it stands in it too.
      const page = await vault.open(grant, 'list', load, (_opener, found) => found);
      return presentLogPage(page);
    },

    async countReasons() {
      const now = clock.now();
      const counted = await logReader.countByReason(new Date(now.getTime() - reviewDays * 86_400_000), now);
      return { reasons: counted.map(({ reason, entries }) => ({ reason, count: entries })) };
    },

    async exportAccessLog({ query, reply }, { actor }) {
      const { format, ...wire } = query;
      const lines = logReader.export(readFilter(wire), format);
      const grant = await access.authorize(actor, { act: 'export-access-log', units: [], categories: [] });
      await vault.open(
        grant,
        'export',
        () => Promise.resolve(),
        () => undefined,
        { format },
      );
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
        .header('content-disposition', `attachment; filename="access-log.${format}"`)
        .serializer((payload: unknown) => payload as string)
        .send(Readable.from(lines));
    },
  };
}
