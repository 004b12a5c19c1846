import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import {
  type importingRoutes,
  type ImportProgress,
  type ImportRun,
} from '../../../contract/console/importing.ts';
import { problemSchema } from '../../../contract/common.ts';
import { Refusal } from '../../base/errors.ts';
import { isId } from '../../base/new-id.ts';
import type { House } from '../../compose.ts';
import type { ImportProgress as Progress } from '../../operations/import/file-part.ts';
import { createImportDesk } from '../../operations/import/import-desk.ts';
import { listImports, type PastImport } from '../../operations/import/list-imports.ts';
import { bearerOf } from './bearer.ts';
import { type Handlers, passGuard } from './bind-routes.ts';
import { byteRoutes } from './byte-routes.ts';
import { mustBeOurPage } from './session-cookie.ts';

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
        declared: declaration.imports?.includes('email') === true,
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

const route = byteRoutes.sendImportPart;

/** Bytes of a file of old mail, as they are: passed on to the importer as they come; sealed, for a moment, where another process has the run. */
export async function bindImportPartRoute(
  app: FastifyInstance,
  house: House,
  desk: ImportDesk,
): Promise<void> {
  app.addHook('onClose', () => desk.stop());
  await app.register(async (scope) => {
    scope.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
    scope.withTypeProvider<ZodTypeProvider>().route({
      method: 'POST',
      url: '/api/console/imports/:runId/parts',
      bodyLimit: partBytes,
      config: { rateLimit: { max: 6_000, timeWindow: '1 minute' } },
      schema: {
        operationId: 'sendImportPart',
        tags: ['console'],
        params: route.params,
        querystring: route.query,
        response: { 200: route.answers, '4xx': problemSchema, '5xx': problemSchema },
      },
      onRequest: async (request) => {
        if (bearerOf(request) === undefined) mustBeOurPage(request, house.settings.publicUrl);
      },
      // Before a byte of the file is read.
      preParsing: async (request, reply) => {
        request.who = await passGuard(house, route.guard, request, { use: route.use, reply });
      },
      handler: async (request) => {
        const bytes = await collect(request.body as Readable | undefined);
        return present(
          await desk.take(request.who!.actor, request.params.runId, { ...request.query, bytes }),
        );
      },
    });
  });
}

async function collect(body: Readable | undefined): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > partBytes) throw new Refusal('body-too-large', { most: partBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
