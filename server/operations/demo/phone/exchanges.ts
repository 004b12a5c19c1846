/** What the demo's telephone exchange is declared as; see register/kivra-customer-service.yaml. */
export const exchangeRecipient = 'telephone-exchange';

/** In the range in which no subscriber can be (make-phone-number.ts): the service's own, and two desks. */
export const ownNumbers = ['+358457900001', '+358457900002', '+358457900003'] as const;

export interface DemoExchange {
  readonly name: string;
  readonly transport: 'udp' | 'tcp';
}

/** Whoever calls by it is told of the recording first. */
export const mainExchange: DemoExchange = { name: 'exchange', transport: 'udp' };
/** Nobody vouches that it tells anyone: its calls are calls, and are not recorded. */
export const oldExchange: DemoExchange = { name: 'exchange-old', transport: 'tcp' };

/** The list of peers that lets them hand calls over, for HALTIJA_PHONE_PEERS. @param today ISO day */
export function writePeers(today: string, nextReview: string): string {
  const peer = ({ name, transport }: DemoExchange) => ({
    name,
    recipient: exchangeRecipient,
    queue: 'service',
    addresses: ['127.0.0.1'],
    transports: [transport],
    // Who calls stands first in what they tell.
    tolerances: ['caller-first'],
    ownNumbers,
  });
  const announcement = {
    calls: ['incoming', 'outgoing'],
    owner: 'Head of telephony',
    evidence: 'Invented: the demo has nobody to ask',
    lastReview: today,
    nextReview,
  };
  return `${JSON.stringify({ peers: [{ ...peer(mainExchange), announcement }, peer(oldExchange)] }, undefined, 2)}\n`;
}
