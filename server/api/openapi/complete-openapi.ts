import { z } from 'zod';
import type { RouteName } from '../../../contract/client.ts';
import { problemSchema } from '../../../contract/common.ts';
import { consoleRoutes } from '../../../contract/console/routes.ts';
import type { Route } from '../../../contract/route.ts';
import { type ErrorCode, errorStatus } from '../../base/errors.ts';
import { tokenCallsPerMinute, type TokenUse, tokenUseOf } from '../console/bearer.ts';
import { type ByteRoute, type ByteRouteName, byteRoutes } from '../console/byte-routes.ts';
import { consoleGuards, type Guard } from '../console/guards.ts';
import { exampleOf } from './example-of.ts';
import { routeSummaries } from './route-summaries.ts';

type Json = Record<string, unknown>;
interface Operation extends Json {
  operationId?: string;
  parameters?: (Json & { name: string; in: string })[];
  requestBody?: Json & { content?: Record<string, Json> };
  responses?: Record<string, Json>;
}
export interface OpenApi extends Json {
  paths?: Record<string, Record<string, Operation>>;
  components?: Record<string, Json>;
}

const about = `A customer-contact register that keeps its own privacy notice.

Programs authenticate with a personal access token (\`Authorization: Bearer hlt_…\`), made by a member of staff for some of
their own tasks. Every use is checked against the declaration and written to the access log, as if they had done it themselves.
Lists are paged: give \`next\` back as \`cursor\`. Refusals have a closed \`code\`. All names in the examples are invented.`;

const errorKeys = Object.keys(errorStatus) as ErrorCode[];

/** The document as others read it: what each route is for, who may use it, an example of each part, and its refusals. */
export function completeOpenapi(document: OpenApi): OpenApi {
  const paths: NonNullable<OpenApi['paths']> = {};
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    const operations = Object.entries(methods).flatMap(([method, operation]) => {
      const { operationId } = operation;
      if (operationId === undefined) return [];
      const described = describe(operationId, operation);
      const parameters = described.parameters?.map((each) =>
        each.name === '*' ? { ...each, name: 'tile' } : each,
      );
      return [[method, { ...described, ...(parameters && { parameters }) }] as const];
    });
    // What the router calls `*` has a name for others.
    if (operations.length > 0) paths[path.replace('{*}', '{tile}')] = Object.fromEntries(operations);
  }
  return {
    ...document,
    info: { ...(document['info'] as Json), description: about },
    servers: [{ url: '/' }],
    tags: [{ name: 'console', description: 'What staff and their programs do.' }],
    paths,
    components: {
      ...document.components,
      schemas: { ...document.components?.['schemas'], Problem: problemJson() },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A personal access token, `hlt_…`.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'haltija',
          description:
            'The session of the console (`__Host-haltija` under https). Writing calls carry `x-haltija: console`.',
        },
      },
    },
  };
}

function describe(operationId: string, operation: Operation): Operation {
  if (Object.hasOwn(byteRoutes, operationId))
    return describeBytes(byteRoutes[operationId as ByteRouteName], operation);
  const route: Route = consoleRoutes[operationId as RouteName];
  const guard = consoleGuards[operationId as RouteName];
  const use = tokenUseOf(operationId, route, guard);
  return {
    ...operation,
    summary: routeSummaries[operationId as RouteName],
    ...access(guard, use),
    ...(operation.parameters ? { parameters: parametersOf(operation, route) } : {}),
    ...(operation.requestBody && route.body
      ? {
          requestBody: {
            ...operation.requestBody,
            required: true,
            content: withExample(operation.requestBody.content, exampleOf(route.body, 'input')),
          },
        }
      : {}),
    responses: { 200: answerOf(operation, route.answer), ...refusalsOf(guard, use, operation) },
  };
}

/** What takes or gives bytes: its body and headers are in no schema that the server checks, so they are told here. */
function describeBytes(route: ByteRoute, operation: Operation): Operation {
  const { guard, use, sends, answers, headers = {} } = route;
  const parameters = [
    ...parametersOf(operation, route),
    ...Object.entries(headers).map(([name, { about, required, example }]) => ({
      name,
      in: 'header',
      required,
      description: about,
      schema: { type: 'string' },
      example,
    })),
  ];
  return {
    ...operation,
    summary: route.summary,
    ...access(guard, use),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(sends === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            description: sends,
            content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
          },
        }),
    responses: {
      200:
        'type' in answers && 'about' in answers
          ? { description: answers.about, content: { [answers.type]: { schema: { type: 'string' } } } }
          : answerOf(operation, answers as z.ZodType),
      ...refusalsOf(guard, use, operation),
    },
  };
}

function access(guard: Guard, use: TokenUse) {
  return {
    description: `${whoMay(guard)} ${withToken[use]}`,
    security: guard === 'anyone' ? [] : [...(use === 'never' ? [] : [{ token: [] }]), { session: [] }],
  };
}

const withToken: Readonly<Record<TokenUse, string>> = {
  never: 'Not with an access token.',
  reads: 'With any access token that its tasks allow.',
  writes: 'With an access token that may write.',
};

function whoMay(guard: Guard): string {
  if (guard === 'anyone') return 'Before signing in.';
  if (guard === 'signed-in') return 'For one’s own account.';
  if (guard === 'bound') return 'For whoever has accepted the undertaking and holds any task.';
  return `Needs a task that holds the act \`${guard}\`.`;
}

function parametersOf(operation: Operation, route: { params?: z.ZodType; query?: z.ZodType }) {
  const examples = {
    ...(route.params ? (exampleOf(route.params, 'input') as Json) : {}),
    ...(route.query ? (exampleOf(route.query, 'input') as Json) : {}),
  };
  return (operation.parameters ?? []).map((parameter) =>
    Object.hasOwn(examples, parameter.name) ? { ...parameter, example: examples[parameter.name] } : parameter,
  );
}

function withExample(content: Record<string, Json> | undefined, example: unknown) {
  return Object.fromEntries(
    Object.entries(content ?? {}).map(([type, each]) => [type, { ...each, example }]),
  );
}

function answerOf(operation: Operation, schema: z.ZodType): Json {
  const answer = operation.responses?.['200'] ?? {};
  return {
    ...answer,
    description: 'Done',
    content: withExample(answer['content'] as Record<string, Json>, exampleOf(schema, 'output')),
    headers: limitHeaders,
  };
}

const whole = { type: 'integer' } as const;
const limitHeaders = {
  'RateLimit-Limit': { description: `Calls a minute with one token: ${tokenCallsPerMinute}`, schema: whole },
  'RateLimit-Remaining': { description: 'Calls left in this minute', schema: whole },
  'RateLimit-Reset': { description: 'Seconds until the next minute begins', schema: whole },
};

/** Statuses that this route can answer with, each with the codes it can have. */
function refusalsOf(guard: Guard, use: TokenUse, operation: Operation): Record<string, Json> {
  const statuses = [...new Set(errorKeys.map((code) => errorStatus[code]))].toSorted((a, b) => a - b);
  const named = (operation.parameters ?? []).some((parameter) => parameter.in === 'path');
  return Object.fromEntries(
    statuses
      .filter((status) => status !== 401 || guard !== 'anyone' || operation.operationId === 'signIn')
      .filter((status) => ![410, 423].includes(status) || named || guard === 'anyone')
      .map((status) => {
        const codes = errorKeys.filter(
          (code) => errorStatus[code] === status && (use !== 'never' || !code.startsWith('token-')),
        );
        return [
          String(status),
          {
            description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}`,
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Problem' },
                example: { code: codes[0] },
              },
            },
          },
        ];
      }),
  );
}

function problemJson(): Json {
  const schema = z.toJSONSchema(
    problemSchema.extend({ code: z.enum(errorKeys as [ErrorCode, ...ErrorCode[]]) }),
  ) as Json;
  const { $schema: _dialect, ...rest } = schema;
  return {
    ...rest,
    description: 'A refusal. The list of codes is closed; details name a field or setting, never a value.',
  };
}
