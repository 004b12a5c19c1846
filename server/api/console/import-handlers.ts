import type { FastifyInstance } from 'fastify';
import {
  type importingRoutes,
  type ImportProgress,
  type ImportRun,
} from '../../../contract/console/importing.ts';
import { Refusal } from '../../base/errors.ts';
import { isId } from '../../base/new-id.ts';
import { mayBring } from '../../safeguards/declaration/may-collect.ts';
import type { House } from '../../compose.ts';
import type { ImportProgress as Progress } from '../../operations/import/file-part.ts';
import { createImportDesk } from '../../operations/import/import-desk.ts';
import { listImports, type PastImport } from '../../operations/import/list-imports.ts';
import type { Handlers } from './bind-routes.ts';
import { takeBytes } from './take-bytes.ts';

/** A file comes in parts of this size: each is answered well within the time a request may take. */
const partBytes = 512 * 1024;
const shownRuns = 20;
/** A running one writes its row every two seconds. */
const silentMilliseconds = 60_000;

export type ImportDesk = ReturnType<typeof createImportDesk>;

export function createDesk(house: House): ImportDesk {
  const { contacts, mail, log, settings } = house;
  return createImportDesk({ contacts, mail: mail.importing, log, sizeLimit: settings.mailSizeLimit });
}

export function createImportHandlers(
  house: House,
  desk: ImportDesk,
): Pick<Handlers, keyof typeof importingRoutes> {
  const { db, current, clock } = house.contacts;
  return {
    async listImports({ query }) {
      const { cursor } = query;
      if (cursor !== undefined && !isId<'import-run'>(cursor))
        throw new Refusal('invalid-input', { field: 'cursor' });
      const { declaration } = current();
      const now = clock.now().getTime();
      const runs = await listImports(db, { before: cursor ?? null, limit: shownRuns + 1 });
      return {
        declared: mayBring(declaration, 'old-mail', 'messages'),
        mailboxes: Object.entries(declaration.mailboxes).map(([mailbox, { name, address }]) => ({
          mailbox,
          name,
          address,
        })),
        partBytes,
        runs: runs.slice(0, shownRuns).map((row) => presentRun(row, now)),
        next: runs.length > shownRuns ? runs[shownRuns - 1]!.id : null,
      };
    },
    beginImport: async ({ body }, { actor }) => ({ runId: await desk.begin(actor, body) }),
    endImport: async ({ params, body }, { actor }) =>
      present(await desk.end(actor, params.runId, body.cancel)),
  };
}

/** Bytes of a file of old mail, as they are: passed on to the importer as they come; sealed, for a moment, where another process has the run. */
export async function bindImportPartRoute(
  app: FastifyInstance,
  house: House,
  desk: ImportDesk,
): Promise<void> {
  app.addHook('onClose', () => desk.stop());
  await takeBytes(app, house, 'sendImportPart', {
    url: '/api/console/imports/:runId/parts',
    most: partBytes,
    perMinute: 6_000,
    handle: async ({ bytes, params, query, actor }) =>
      present(await desk.take(actor, params.runId, { ...query, bytes })),
  });
}

const present = ({ counts, lines, unlisted }: Progress): ImportProgress => ({
  counts,
  lines: lines.map((line) => ({ ...line, code: line.code ?? null })),
  unlisted,
});

function presentRun(row: PastImport, now: number): ImportRun {
  const isSilent = row.state === 'running' && now - row.seen_at.getTime() > silentMilliseconds;
  return {
    runId: row.id,
    mailbox: row.mailbox,
    by: row.by,
    startedAt: row.started_at.toISOString(),
    state: isSilent ? 'broken-off' : row.state,
    counts: {
      imported: row.imported,
      'already-there': row.already_there,
      'too-old': row.too_old,
      'from-future': row.from_future,
      'not-allowed': row.not_allowed,
      unreadable: row.unreadable,
      'too-large': row.too_large,
      'not-mail': row.not_mail,
    },
  };
}
