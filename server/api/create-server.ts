import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import files from '@fastify/static';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { House } from '../compose.ts';
import { Refusal } from '../base/errors.ts';
import { bindConsoleRoutes, isSecure } from './console/bind-routes.ts';
import { createConnectionHandlers } from './console/connection-handlers.ts';
import { createAnsweringHandlers } from './console/answering-handlers.ts';
import { createCallHandlers } from './console/call-handlers.ts';
import { createIdentificationHandlers } from './console/identification-handlers.ts';
import { createPlayer } from '../register/recordings/play-recording.ts';
import { bindRecordingAudioRoutes } from './console/recording-audio-route.ts';
import { createQualityHandlers } from './console/quality-handlers.ts';
import { createRecordingHandlers } from './console/recording-handlers.ts';
import { createIncidentHandlers } from './console/incident-handlers.ts';
import { bindAttestationRoutes } from './console/attestation-routes.ts';
import { bindDraftFileRoute } from './console/draft-file-route.ts';
import { createContactHandlers } from './console/contact-handlers.ts';
import { createLogHandlers } from './console/log-handlers.ts';
import { createLogTreeHandlers } from './console/log-tree-handlers.ts';
import { createMergingHandlers } from './console/merging-handlers.ts';
import { bindNoticeReadingRoute } from './console/notice-reading-route.ts';
import { createPeopleHandlers } from './console/people-handlers.ts';
import { createRegisterTextHandlers } from './console/register-text-handlers.ts';
import { createReceiptHandlers } from './console/receipt-handlers.ts';
import { createBackupHandlers } from './console/backup-handlers.ts';
import { createErasureHandlers } from './console/erasure-handlers.ts';
import { createPromiseHandlers } from './console/promise-handlers.ts';
import { createReportHandlers } from './console/report-handlers.ts';
import { createSearchHandlers } from './console/search-handlers.ts';
import { createSessionHandlers } from './console/session-handlers.ts';
import { createStaffHandlers } from './console/staff-handlers.ts';
import { bindStreamRoutes } from './console/stream-routes.ts';
import { bindImportPartRoute, createDesk, createImportHandlers } from './console/import-handlers.ts';
import { createMailboxHandlers } from './console/mailbox-handlers.ts';
import { createSystemHandlers } from './console/system-handlers.ts';
import { createTrayHandlers } from './console/tray-handlers.ts';
import { createDraftHandlers } from './console/draft-handlers.ts';
import { createInformingHandlers } from './console/informing-handlers.ts';
import { createRuleHandlers } from './console/rule-handlers.ts';
import { createTeamHandlers } from './console/team-handlers.ts';
import { createWorkHandlers } from './console/work-handlers.ts';
import { completeOpenapi, type OpenApi } from './openapi/complete-openapi.ts';
import { bindIngestRoutes } from './ingest/bind-ingest.ts';
import { bindInspectionRoutes } from './inspection/bind-inspection.ts';
import { bindPortalRoutes, sendErrorPage } from './portal/portal-routes.ts';
import { readSecureContext, renewCertificate } from './serve-tls.ts';
import { createProblemHandler, describeProblem } from './send-problem.ts';
import { bindSystemRoutes } from './system-routes.ts';

const webFolder = join(import.meta.dirname, '../../web/dist');

/** Nothing is fetched from anywhere but ourselves, and nobody frames us. */
const consolePolicy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  // For the colours of a mail shown as it was sent: its frame is under this policy too.
  styleSrcAttr: ["'unsafe-inline'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  mediaSrc: ["'self'"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null,
};

/** The HTTP side of the house. Limits stand here: 1 MiB a body, 10 s for headers, requests by address. */
export async function createServer(house: House): Promise<FastifyInstance> {
  const secure = isSecure(house);
  const { tls } = house.settings;
  const sendProblem = createProblemHandler(house.log);
  const app = Fastify({
    ...(tls && { https: await readSecureContext(tls) }),
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    // Behind a proxy that ends TLS, on this machine, the caller's address is the forwarded one.
    trustProxy: secure && tls === undefined ? 'loopback' : false,
    forceCloseConnections: true,
    // An address that cannot be read: the framework's own answer would repeat it.
    frameworkErrors: (error, request, reply) => sendProblem(error, request, reply),
  });
  if (tls) renewCertificate(app, tls, house.log);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('who', undefined);

  const wantsPage = (url: string) => !url.startsWith('/api/') && !url.startsWith('/console/assets/');
  app.setErrorHandler((error, request, reply) => {
    if (request.method === 'GET' && wantsPage(request.url) && request.headers.accept?.includes('text/html')) {
      return sendErrorPage(house, request, reply, describeProblem(error).status);
    }
    return sendProblem(error, request, reply);
  });
  app.setNotFoundHandler((request, reply) => {
    if (request.method === 'GET' && wantsPage(request.url)) return sendErrorPage(house, request, reply, 404);
    return sendProblem(new Refusal('unknown-route'), request, reply);
  });

  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: consolePolicy },
    hsts: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(cookie);
  await app.register(rateLimit, {
    max: 1200,
    timeWindow: '1 minute',
    allowList: (request) => request.url.startsWith('/console/assets/'),
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Haltija',
        version: '0.1.0',
        description: 'A customer-contact register that keeps its own privacy notice.',
      },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
  });

  bindSystemRoutes(app, house);
  const importDesk = createDesk(house);
  const player = createPlayer(house.contacts);
  await app.register(async (scope) => {
    bindConsoleRoutes(scope, house, {
      ...createSessionHandlers(house),
      ...createContactHandlers(house),
      ...createAnsweringHandlers(house),
      ...createCallHandlers(house),
      ...createIdentificationHandlers(house),
      ...createRecordingHandlers(house, player),
      ...createQualityHandlers(house),
      ...createIncidentHandlers(house),
      ...createTrayHandlers(house),
      ...createPeopleHandlers(house),
      ...createMergingHandlers(house),
      ...createStaffHandlers(house),
      ...createLogHandlers(house),
      ...createLogTreeHandlers(house),
      ...createReportHandlers(house),
      ...createPromiseHandlers(house),
      ...createErasureHandlers(house),
      ...createReceiptHandlers(house),
      ...createBackupHandlers(house),
      ...createMailboxHandlers(house),
      ...createImportHandlers(house, importDesk),
      ...createSystemHandlers(house),
      ...createRegisterTextHandlers(house),
      ...createSearchHandlers(house),
      ...createWorkHandlers(house),
      ...createConnectionHandlers(house),
      ...createTeamHandlers(house),
      ...createDraftHandlers(house),
      ...createInformingHandlers(house),
      ...createRuleHandlers(house),
    });
    bindStreamRoutes(scope, house);
    bindRecordingAudioRoutes(scope, house, player);
    await bindDraftFileRoute(scope, house);
    await bindAttestationRoutes(scope, house);
    await bindImportPartRoute(scope, house, importDesk);
    await bindNoticeReadingRoute(scope, house);
  });
  await app.register(async (scope) => bindInspectionRoutes(scope, house));
  if (house.phone.ingest) await bindIngestRoutes(app, house.phone.ingest);
  await bindConsolePages(app);
  await bindPortalRoutes(app, house);
  let document: OpenApi | undefined;
  app.get(
    '/openapi.json',
    { schema: { hide: true } },
    () => (document ??= completeOpenapi(app.swagger() as unknown as OpenApi)),
  );
  await app.ready();
  return app;
}

/** The console is one page; its router makes of the address what it is. */
async function bindConsolePages(app: FastifyInstance): Promise<void> {
  const index = join(webFolder, 'index.html');
  if (existsSync(join(webFolder, 'assets'))) {
    await app.register(files, {
      root: join(webFolder, 'assets'),
      prefix: '/console/assets/',
      immutable: true,
      maxAge: '365d',
      decorateReply: false,
      index: false,
    });
  }
  const send = async () => {
    try {
      return await readFile(index, 'utf8');
    } catch {
      throw new Refusal('not-found', { what: 'console', fix: 'npm run demo or npm start builds it' });
    }
  };
  for (const url of ['/console', '/console/*']) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) => {
      const html = await send();
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html);
    });
  }
}
