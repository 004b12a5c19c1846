/** Why a message could not be delivered, in words that staff can act on. Closed. */
export const bounceCodes = [
  'no-such-address',
  'address-closed',
  'mailbox-full',
  'too-large',
  'domain-unknown',
  'refused',
  'not-in-time',
  'delayed',
  'unknown',
] as const;
export type BounceCode = (typeof bounceCodes)[number];

/** After these another mail would not arrive either; the others may pass. */
export function isDeadAddress(code: BounceCode): boolean {
  return code === 'no-such-address' || code === 'address-closed' || code === 'domain-unknown';
}
