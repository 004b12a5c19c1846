import { Refusal } from '../../base/errors.ts';
import { isId, type Id } from '../../base/new-id.ts';

/** Where a page of a list ended. */
export interface Place {
  readonly at: Date;
  readonly id: Id;
}

export const writePlace = (at: Date, id: Id): string => `${at.toISOString()} ${id}`;

/** @throws Refusal 'invalid-input' */
export function readPlace(cursor: string | undefined): Place | undefined {
  if (cursor === undefined) return undefined;
  const [moment = '', id = ''] = cursor.split(' ');
  const at = new Date(moment);
  if (Number.isNaN(at.getTime()) || !isId(id)) throw new Refusal('invalid-input', { field: 'cursor' });
  return { at, id };
}
