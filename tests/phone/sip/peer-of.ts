import type { Peer } from '../../../server/channels/phone/sip/peers.ts';
import type { Tolerance } from '../../../server/channels/phone/sip/tolerances.ts';

/** A peer on this machine, strict unless told otherwise. */
export const peerOf = (tolerances: readonly Tolerance[] = [], more: Partial<Peer> = {}): Peer => ({
  name: 'sbc-1',
  recipient: 'exchange',
  queue: 'service',
  addresses: ['127.0.0.1'],
  transports: ['udp', 'tcp'],
  certificateName: undefined,
  tolerances,
  announcement: undefined,
  ownNumbers: [],
  ...more,
});
