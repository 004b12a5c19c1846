import type { z } from 'zod';
import { consoleRoutes, type ConsoleRoutes } from './console/routes.ts';

/*
 * The one client: the console's own web uses it with its session, other programs with a personal access token.
 * Typed by the contract; needs `fetch` and nothing else. See docs/api/README.md.
 */

export type RouteName = keyof ConsoleRoutes;

type Sent<R, Part extends 'params' | 'query' | 'body'> =
  R extends Record<Part, infer Schema>
    ? Schema extends z.ZodType
      ? object extends z.input<Schema>
        ? { readonly [P in Part]?: z.input<Schema> }
        : { readonly [P in Part]: z.input<Schema> }
      : object
    : object;

type Input<R> = Sent<R, 'params'> & Sent<R, 'query'> & Sent<R, 'body'>;

/** Worked out route by route: three unions over all routes, put together, are more than the compiler takes. */
export type CallInput<Name extends RouteName> = Name extends RouteName ? Input<ConsoleRoutes[Name]> : never;

export type Answer<Name extends RouteName> = z.output<ConsoleRoutes[Name]['answer']>;

export interface AnyInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** A refusal: `code` is one of the closed list in the OpenAPI document; `unreachable` when there was no answer of ours. */
export class ApiProblem extends Error {
  readonly code: string;
  /** HTTP; 0 for no answer. */
  readonly status: number;
  readonly details: Readonly<Record<string, string | number | boolean>>;

  constructor(code: string, status: number, details: ApiProblem['details'] = {}) {
    super(code);
    this.name = 'ApiProblem';
    this.code = code;
    this.status = status;
    this.details = details;
  }
}

export interface ClientOptions {
  /** Where Haltija answers, such as `https://contact.example.fi`; left out in its own pages. */
  readonly baseUrl?: string;
  /** A personal access token (`hlt_…`); left out, the session of the browser is used. */
  readonly token?: string;
  readonly fetch?: typeof fetch;
  /** Another error than `ApiProblem` for a refusal; undefined: there was no answer. */
  readonly onFailure?: (response: Response | undefined) => Error | Promise<Error>;
}

export type Call = <Name extends RouteName>(
  name: Name,
  ...rest: object extends CallInput<Name> ? [input?: CallInput<Name>] : [input: CallInput<Name>]
) => Promise<Answer<Name>>;

/** The address of a route with its parts filled in; left-out query parts do not appear. */
export function addressOf(path: string, input: AnyInput): string {
  const filled = path.replaceAll(/:([a-zA-Z]+)/g, (_, name: string) =>
    encodeURIComponent(input.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  return query.size > 0 ? `${filled}?${query}` : filled;
}

/**
 * Makes the function that calls a route of the contract by its name. The answer is typed by the route's schema,
 * which the server validates before it sends; here it is taken as it is.
 * @returns `call`; it throws `ApiProblem`, or what `onFailure` makes of it
 */
export function createClient(options: ClientOptions = {}): Call {
  const { baseUrl = '', token, onFailure = readApiProblem } = options;
  // What is sent and answered is typed outwards, by the name; in here it is any route's.
  async function call(name: RouteName, input: AnyInput = {}): Promise<unknown> {
    const route = consoleRoutes[name];
    const headers: Record<string, string> = { accept: 'application/json' };
    if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
    // Writing calls of our own pages: a header that no other site can set.
    else if (route.method !== 'GET') headers['x-haltija'] = 'console';
    if (input.body !== undefined) headers['content-type'] = 'application/json';
    const send = options.fetch ?? fetch;
    const response = await send(`${baseUrl}${addressOf(route.path, input)}`, {
      method: route.method,
      headers,
      credentials: token === undefined ? 'same-origin' : 'omit',
      cache: 'no-store',
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
    }).catch(() => undefined);
    if (!response?.ok) throw await onFailure(response);
    return response.json();
  }
  return call as Call;
}

async function readApiProblem(response: Response | undefined): Promise<ApiProblem> {
  const answered = (await response?.json().catch(() => null)) as Partial<ApiProblem> | null | undefined;
  // A page of some proxy in between is no answer of ours.
  if (typeof answered?.code !== 'string') return new ApiProblem('unreachable', response?.status ?? 0);
  return new ApiProblem(answered.code, response?.status ?? 0, answered.details);
}
