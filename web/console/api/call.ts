import { createClient } from '../../../contract/client.ts';
import { Problem, readProblem } from './problem.ts';

export { addressOf, type Answer, type CallInput } from '../../../contract/client.ts';

/**
 * Calls a route of the contract in the session of this browser: the same client as other programs use.
 * @throws {Problem} the server's coded refusal, or `unreachable`.
 */
export const call = createClient({
  onFailure: (response) => (response ? readProblem(response) : new Problem('unreachable', 0)),
});
