import type { z } from 'zod';
import { consoleRoutes, type ConsoleRoutes } from '../../../contract/console/routes.ts';
import { Problem, readProblem } from './problem.ts';

export type RouteName = keyof ConsoleRoutes;

type Sent<R, Part extends 'params' | 'query' | 'body'> =
  R extends Record<Part, infer Schema>
    ? Schema extends z.ZodType
      ? object extends z.input<Schema>
        ? { readonly [P in Part]?: z.input<Schema> }
        : { readonly [P in Part]: z.input<Schema> }
      : object
    : object;

export type CallInput<Name extends RouteName> = Sent<ConsoleRoutes[Name], 'params'> &
  Sent<ConsoleRoutes[Name], 'query'> &
  Sent<ConsoleRoutes[Name], 'body'>;

export type Answer<Name extends RouteName> = z.output<ConsoleRoutes[Name]['answer']>;

interface AnyInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

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
 * Calls a route of the contract. The answer is typed by the route's schema, which the server validates
 * before it sends; here it is taken as it is.
 * @throws {Problem} the server's coded refusal, or `unreachable`.
 */
export async function call<Name extends RouteName>(
  name: Name,
  ...rest: object extends CallInput<Name> ? [input?: CallInput<Name>] : [input: CallInput<Name>]
): Promise<Answer<Name>> {
  const route = consoleRoutes[name];
  const input: AnyInput = rest[0] ?? {};
  const headers: Record<string, string> = { accept: 'application/json' };
  if (route.method !== 'GET') headers['x-haltija'] = 'console';
  if (input.body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(addressOf(route.path, input), {
    method: route.method,
    headers,
    credentials: 'same-origin',
    cache: 'no-store',
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  }).catch(() => {
    throw new Problem('unreachable', 0);
  });
  if (!response.ok) throw await readProblem(response);
  return (await response.json()) as Answer<Name>;
}
