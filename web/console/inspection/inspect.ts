import {
  type InspectionAnswer,
  type InspectionRoutes,
  inspectionRoutes,
} from '../../../contract/inspection/routes.ts';
import { addressOf } from '../api/call.ts';
import { Problem, readProblem } from '../api/problem.ts';

interface Input {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/**
 * Calls a route of an inspection, in the auditor's own sign-in: the console's client knows none of them.
 * @throws {Problem} the server's coded refusal, or `unreachable`.
 */
export async function inspect<Name extends keyof InspectionRoutes>(
  name: Name,
  input: Input = {},
): Promise<InspectionAnswer<Name>> {
  const { method, path } = inspectionRoutes[name];
  const response = await fetch(addressOf(path, input), {
    method,
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-haltija': 'inspection' }),
      ...(input.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    credentials: 'same-origin',
    cache: 'no-store',
    ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
  }).catch(() => undefined);
  if (!response?.ok) throw response ? await readProblem(response) : new Problem('unreachable', 0);
  return (await response.json()) as InspectionAnswer<Name>;
}

/** Where a file of an inspection is fetched from. */
export const fileOf = (name: keyof InspectionRoutes, input: Input = {}) =>
  addressOf(inspectionRoutes[name].path, input);
