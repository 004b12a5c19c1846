import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { problemSchema } from '../../../contract/common.ts';
import { consoleRoutes, type ConsoleRoutes } from '../../../contract/console/routes.ts';
import type { Route } from '../../../contract/route.ts';
import { Refusal } from '../../base/errors.ts';
import type { StaffActor } from '../../safeguards/access/authorize.ts';
import type { Session } from '../../safeguards/access/sessions.ts';
import type { House } from '../../compose.ts';
import { mustBeOurPage } from '../must-be-our-page.ts';
import { bearerOf, createTokenLimit, mustNotMix, type TokenUse, tokenUseOf } from './bearer.ts';
import { consoleGuards, type Guard } from './guards.ts';
import { readSession } from './session-cookie.ts';

type Part<R extends Route, Key extends 'params' | 'query' | 'body'> = R[Key] extends z.ZodType
  ? z.output<R[Key]>
  : undefined;

/** What a handler is given: everything checked, and who asks. */
export interface Call<R extends Route> {
  readonly params: Part<R, 'params'>;
  readonly query: Part<R, 'query'>;
  readonly body: Part<R, 'body'>;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface Who {
  readonly actor: StaffActor;
  readonly session: Session;
}

export type Handlers = {
  readonly [Name in keyof ConsoleRoutes]: (
    call: Call<ConsoleRoutes[Name]>,
    who: Who,
  ) => Promise<z.input<ConsoleRoutes[Name]['answer']> | FastifyReply>;
};

/** Passwords and links are guessed, so these take few tries a minute from one address. */
const fewTries = new Set<string>(['signIn', 'openLink', 'useLink']);

/** Each of these looks through much, and nobody needs more than a few a second; counted by session, since an office shares one address. */
const costly = new Set<string>([
  'searchContacts',
  'comparePeople',
  'report',
  'exportReport',
  'exportIncidents',
  'findConcerned',
  'listCalls',
  'callsAround',
  'watchCalls',
  'identifyPerson',
  'refusedIdentifications',
  'contactRecordings',
  'listenToRecording',
  'listRecordings',
  'listHeldRecordings',
  'listComplaints',
  'listProjects',
  'showComplaint',
  'showProject',
  'drawSample',
  'openDraw',
  'listSample',
  'openSheets',
  'authorityPaper',
  'authorityPaperFile',
  'sentNotice',
  'exportRecord',
  'exportLogTree',
  'proveLogEntry',
  'promises',
  'checkPromises',
  'promisesBundle',
  'listErasures',
  'personReceipt',
  'contactReceipt',
  'ownReceipt',
  'openRawMail',
  'downloadTrayItem',
  'changeMany',
  'checkRegister',
  'previewNotice',
  'simulatePublishing',
  'informing',
  'tryRule',
]);
const costlyCallsPerMinute = 240;
const limitCostly = createTokenLimit(Date.now, costlyCallsPerMinute);

const nobody = undefined as unknown as Who;

const limitToken = createTokenLimit();

/** Who asks: by their session, or a program by a token of theirs where the route lets it. */
async function findWho(
  house: House,
  guard: Guard,
  request: FastifyRequest,
  byToken: { use: TokenUse; reply: FastifyReply } | undefined,
): Promise<Who> {
  const token = bearerOf(request);
  if (token === undefined) {
    const session = await readSession(house.staff.sessions, request, isSecure(house));
    return {
      actor: { kind: 'staff', staffId: session.staffId, sessionId: session.sessionId },
      session,
    };
  }
  mustNotMix(request, isSecure(house));
  const who = await house.staff.tokens.read(token);
  if (who === undefined) throw new Refusal('token-not-valid');
  const use = byToken?.use ?? 'never';
  if (byToken) limitToken(who.actor.sessionId, byToken.reply);
  const act = guard === 'signed-in' || guard === 'bound' || guard === 'anyone' ? 'list-contacts' : guard;
  const { access } = house.contacts;
  if (use === 'never') await access.refuse(who.actor, { act, units: [] }, 'token-not-here');
  if (use === 'writes' && who.actor.token?.mayWrite !== true)
    await access.refuse(who.actor, { act, units: [] }, 'token-read-only');
  return who;
}

/** Finds who asks and whether a task of theirs holds the act at all; the acts themselves check the rest. */
export async function passGuard(
  house: House,
  guard: Guard,
  request: FastifyRequest,
  byToken?: { use: TokenUse; reply: FastifyReply },
): Promise<Who | undefined> {
  if (guard === 'anyone') {
    if (bearerOf(request) !== undefined) await findWho(house, guard, request, byToken);
    return undefined;
  }
  const { actor, session } = await findWho(house, guard, request, byToken);
  if (guard === 'bound') {
    const { access } = house.contacts;
    if ((await access.actsOf(actor)).length === 0) {
      const accepted = await house.staff.undertaking.hasAccepted(actor.staffId);
      const code = accepted ? 'task-missing' : 'undertaking-not-accepted';
      await access.refuse(actor, { act: 'list-staff', units: [] }, code);
    }
  } else if (guard !== 'signed-in') {
    const { access } = house.contacts;
    const held = await access.actsOf(actor);
    // Refused here it is refused before anything is looked up, and recorded.
    if (!held.includes(guard)) {
      await access.authorize(actor, { act: guard, units: [] });
      throw new Refusal('task-missing', { act: guard });
    }
  }
  return { actor, session };
}

export function isSecure(house: House): boolean {
  return house.settings.publicUrl.startsWith('https:');
}

/** A key that the route does not know is a mistake of the caller's: told, not passed over. */
function strict(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

/** Registers every route of the contract with its guard, its checked input and its checked answer. */
export function bindConsoleRoutes(app: FastifyInstance, house: House, handlers: Handlers): void {
  for (const [name, route] of Object.entries(consoleRoutes) as [keyof ConsoleRoutes, Route][]) {
    const handle = handlers[name] as (call: Call<Route>, who: Who) => Promise<unknown>;
    app.route({
      method: route.method,
      url: route.path,
      config: {
        rateLimit: fewTries.has(name)
          ? { max: 30, timeWindow: '1 minute' }
          : { max: 1200, timeWindow: '1 minute' },
      },
      schema: {
        operationId: name,
        tags: ['console'],
        ...(route.params ? { params: route.params } : {}),
        ...(route.query ? { querystring: strict(route.query) } : {}),
        ...(route.body ? { body: strict(route.body) } : {}),
        response: { 200: route.answer, '4xx': problemSchema, '5xx': problemSchema },
      },
      onRequest: async (request) => {
        if (bearerOf(request) === undefined) mustBeOurPage(request, house.settings.publicUrl);
      },
      // Before the input is looked at: who may not ask learns nothing of what is asked rightly.
      preValidation: async (request, reply) => {
        const use = tokenUseOf(name, route, consoleGuards[name]);
        request.who = await passGuard(house, consoleGuards[name], request, { use, reply });
      },
      handler: async (request, reply) => {
        // What was refused before has cost nothing.
        if (costly.has(name) && request.who) limitCostly(request.who.session.sessionId, reply);
        const call = {
          params: request.params,
          query: request.query,
          body: request.body,
          request,
          reply,
        } as Call<Route>;
        return handle(call, request.who ?? nobody);
      },
    });
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | undefined;
  }
}
