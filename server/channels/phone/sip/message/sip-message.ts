import { splitOutside } from './split-values.ts';
import type { NameAddress } from './name-address.ts';
import type { Via } from './via.ts';
import { wholeName } from './header-names.ts';

export interface Header {
  /** Whole, in small letters. */
  readonly name: string;
  /** Unfolded. One character a byte (Latin 1), so that what is echoed is the same bytes. */
  readonly value: string;
}

interface Common {
  readonly headers: readonly Header[];
  readonly body: Uint8Array;
  /** The topmost first; at least one. */
  readonly via: readonly Via[];
  readonly from: NameAddress;
  readonly to: NameAddress;
  readonly callId: string;
  readonly cseq: { readonly number: number; readonly method: string };
}

export interface SipRequest extends Common {
  readonly kind: 'request';
  readonly method: string;
  readonly uri: string;
}

export interface SipResponse extends Common {
  readonly kind: 'response';
  readonly status: number;
}

export type SipMessage = SipRequest | SipResponse;

/** The first of that name. */
export function headerOf(message: Pick<SipMessage, 'headers'>, name: string): string | undefined {
  return message.headers.find((header) => header.name === name)?.value;
}

/** All values of a header that is a list, wherever they stand. */
export function valuesOf(message: Pick<SipMessage, 'headers'>, name: string): string[] {
  const wanted = wholeName(name);
  return message.headers
    .filter((header) => header.name === wanted)
    .flatMap(({ value }) => splitOutside(value, ','))
    .filter((value) => value !== '');
}

/** Option tags, methods and their like, in small letters. */
export function tokensOf(message: Pick<SipMessage, 'headers'>, name: string): Set<string> {
  return new Set(valuesOf(message, name).map((value) => value.toLowerCase()));
}
