import type { Tolerance } from './tolerances.ts';

export const transports = ['udp', 'tcp', 'tls'] as const;
export type Transport = (typeof transports)[number];

/** An exchange or border controller that may hand calls over. */
export interface Peer {
  /** Of ours, in logs and on screens. */
  readonly name: string;
  /** The processor of the declaration that it belongs to (P16). */
  readonly recipient: string;
  /** The queue of the declaration that its calls belong to. */
  readonly queue: string;
  /** Addresses and networks (CIDR) that its signalling and its sound come from. */
  readonly addresses: readonly string[];
  readonly transports: readonly Transport[];
  /** What its certificate must be made out to; there exactly when it may use TLS. */
  readonly certificateName: string | undefined;
  readonly tolerances: readonly Tolerance[];
  /** Who answers for it that callers are told of the recording before it begins; undefined: nobody does. */
  readonly announcement: AnnouncementAttestation | undefined;
  /** Numbers of our own, as the peer writes them; one that ends in * names all that begin so. */
  readonly ownNumbers: readonly string[];
}

export interface AnnouncementAttestation {
  /** Which calls it is played on. */
  readonly calls: readonly ('incoming' | 'outgoing')[];
  /** The office that answers for it, not a person's name. */
  readonly owner: string;
  /** Where it can be checked. */
  readonly evidence: string;
  /** Calendar dates. */
  readonly lastReview: string;
  readonly nextReview: string;
}
