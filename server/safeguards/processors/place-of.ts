import { Refusal } from '../../base/errors.ts';
import type { Way } from '../declaration/declaration.ts';
import { wasGiven } from './give-leave.ts';
import type { Leave } from './leave.ts';

/** Where the leave leads. @throws Refusal 'internal' for an object that the gate did not make, or made for another way */
export function placeOf(leave: Leave, way: Way): { readonly host: string; readonly port: number } {
  if (!wasGiven(leave) || leave.way !== way) throw new Refusal('internal', { reason: 'leave-not-given' });
  return { host: leave.host, port: leave.port };
}
