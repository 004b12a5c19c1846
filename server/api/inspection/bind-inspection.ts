import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemSchema } from '../../../contract/common.ts';
import { inspectionRoutes, type InspectionRoutes } from '../../../contract/inspection/routes.ts';
import type { Route } from '../../../contract/route.ts';
import { Refusal } from '../../base/errors.ts';
import type { House } from '../../compose.ts';
import type { Inspector } from '../../safeguards/access/inspections.ts';
import type { InspectionScope } from '../../safeguards/access/inspection-scopes.ts';
import { mustBeOurPage } from '../must-be-our-page.ts';
import { codeOf, inspectionCookie, type InspectionCall, isSecureHouse } from './inspection-call.ts';
import { createInspectionHandlers } from './inspection-handlers.ts';

/** `anyone`: with the link. `open`: whoever inspects. Otherwise what the inspection must be of; samples ask for themselves. */
export const inspectionGuards: Readonly<Record<keyof InspectionRoutes, 'anyone' | 'open' | InspectionScope>> =
  {
    useInspectionLink: 'anyone',
    leaveInspection: 'open',
    inspection: 'open',
    inspectLog: 'log',
    inspectWholeLog: 'log',
    inspectPromises: 'promises',
    inspectPromisesBundle: 'promises',
    inspectDeclaration: 'declaration',
    inspectRecord: 'record',
    inspectErasures: 'erasures',
    listSamples: 'open',
    // Which scope a sample needs follows from what it is drawn from.
    commitSample: 'open',
    drawSample: 'open',
    sampleFile: 'open',
  };

/** Each reads much, or the whole log. */
const costly = new Set<string>(['inspectWholeLog', 'inspectPromisesBundle', 'commitSample', 'sampleFile']);

/** Asked of the database at each request: one that is ended is ended at once, in every process. @throws Refusal 'sign-in-needed', 'not-in-scope' */
async function findInspector(
  house: House,
  request: FastifyRequest,
  name: keyof InspectionRoutes,
): Promise<Inspector> {
  const token = request.cookies[inspectionCookie(isSecureHouse(house))];
  const { inspections } = house.staff;
  const inspector =
    token === undefined || request.headers.authorization !== undefined
      ? undefined
      : await inspections.read(token);
  if (inspector === undefined) throw new Refusal('sign-in-needed');
  const guard = inspectionGuards[name];
  if (guard !== 'anyone' && guard !== 'open' && !inspector.scopes.includes(guard))
    await inspections.refuse(inspector, codeOf(name));
  return inspector;
}

/** Registers the routes of an inspection. Nothing else answers an auditor's sign-in. */
export async function bindInspectionRoutes(app: FastifyInstance, house: House): Promise<void> {
  const handlers = createInspectionHandlers(house);
  app.decorateRequest('inspector', undefined);
  for (const [name, route] of Object.entries(inspectionRoutes) as [keyof InspectionRoutes, Route][]) {
    const handle = handlers[name] as (call: InspectionCall<Route>, who: Inspector) => Promise<unknown>;
    const isFirst = inspectionGuards[name] === 'anyone';
    app.route({
      method: route.method,
      url: route.path,
      config: {
        rateLimit: { max: isFirst || costly.has(name) ? 30 : 600, timeWindow: '1 minute' },
      },
      schema: {
        // For auditors and their browser: no program signs in here.
        hide: true,
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: strict(route.query) } : {}),
        ...(route.body ? { body: strict(route.body) } : {}),
        response: { 200: route.answer, '4xx': problemSchema, '5xx': problemSchema },
      },
      onRequest: async (request) => mustBeOurPage(request, house.settings.publicUrl, 'inspection'),
      // Before the input is looked at: who may not ask learns nothing of what is asked rightly.
      preValidation: async (request) => {
        if (!isFirst) request.inspector = await findInspector(house, request, name);
      },
      handler: (request, reply) => {
        const call = {
          params: request.params,
          query: request.query,
          body: request.body,
          reply,
        } as InspectionCall<Route>;
        return handle(call, request.inspector as Inspector);
      },
    });
  }
}

function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

declare module 'fastify' {
  interface FastifyRequest {
    inspector: Inspector | undefined;
  }
}
