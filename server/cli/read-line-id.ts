import { InvalidArgumentError } from 'commander';
import { type Id, isId } from '../base/new-id.ts';

/** The id of a line of the access log, as an argument. */
export function readLineId(text: string): Id<'log-entry'> {
  if (!isId<'log-entry'>(text))
    throw new InvalidArgumentError('Write the id of a line, as log verify printed it.');
  return text;
}
