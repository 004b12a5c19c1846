import { readParameters, splitOutside } from './split-values.ts';
import { UnreadableSip } from './unreadable-sip.ts';

export interface MediaType {
  /** `type/subtype`, in small letters. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** @throws {UnreadableSip} content-type-malformed */
export function readMediaType(text: string): MediaType {
  const [type = '', ...rest] = splitOutside(text, ';');
  const plain = type.replaceAll(/[ \t]/g, '').toLowerCase();
  if (!/^[\w!#$&^.+-]{1,64}\/[\w!#$&^.+-]{1,64}$/.test(plain))
    throw new UnreadableSip('content-type-malformed');
  return { type: plain, parameters: readParameters(rest) };
}
