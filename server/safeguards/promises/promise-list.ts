import type { PromiseSpec } from './promise.ts';
import { promisesOfKeeping } from './promises-of-keeping.ts';
import { promisesOfRights } from './promises-of-rights.ts';

/**
 * The promises of the notice in their order. What is not built is `not-yet`, and what is built in part says so: neither
 * is ever shown as kept. Who builds more of one changes its line there, and its row in docs/rules/README.md.
 */
export const promiseList: readonly PromiseSpec[] = [...promisesOfKeeping, ...promisesOfRights];
