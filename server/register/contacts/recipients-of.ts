import { normaliseEmail } from '../../base/normalise-contact.ts';
import type { MessageBody } from './contact-columns.ts';

type Addressed = Pick<MessageBody, 'to' | 'cc'>;

/** Copies last: by their places here a message remembers whom it has missed. */
export function recipientsOf({ to, cc }: Addressed): string[] {
  return [...to, ...cc];
}

export function missedOf(body: Addressed, places: readonly number[]): string[] {
  return recipientsOf(body).filter((_, place) => places.includes(place));
}

/** Places of these addresses among the recipients. */
export function placesOf(body: Addressed, addresses: readonly string[]): number[] {
  const sought = new Set(addresses.map((address) => normaliseEmail(address) ?? address));
  return recipientsOf(body).flatMap((address, place) =>
    sought.has(normaliseEmail(address) ?? address) ? [place] : [],
  );
}
