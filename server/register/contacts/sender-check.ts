/** What is known about whether a message comes from whom it says. Codes only: no address, no domain. */
export interface SenderCheck {
  readonly conclusion: SenderConclusion;
  readonly spf: 'pass' | 'fail' | 'softfail' | 'neutral' | 'none' | 'temperror' | 'permerror';
  readonly dkim: 'pass' | 'fail' | 'neutral' | 'policy' | 'none' | 'temperror' | 'permerror';
  readonly dmarc: 'pass' | 'fail' | 'none' | 'temperror' | 'permerror';
  /** Which of the two passed in the name of the sender's own domain. */
  readonly aligned: 'both' | 'spf' | 'dkim' | 'none';
  readonly reasons: readonly SenderReason[];
}

/** `confirmed`: DMARC passed. `denied`: it failed, and the domain asks that such mail be refused. */
export type SenderConclusion = 'confirmed' | 'unconfirmed' | 'denied';

export const senderReasons = [
  /** The domain's signature is there, but the text was changed on the way. */
  'body-changed',
  'signature-not-valid',
  'server-not-allowed',
  'no-policy',
  /** Checks passed for a domain other than the sender's. */
  'other-domain',
  'part-unsigned',
  'several-senders',
  /** Name servers gave no answer in time. */
  'no-answer',
  /** A reply address of ours that we did not make. */
  'forged-reply-address',
  /** Continues a contact of somebody with other addresses. */
  'other-address',
  /** The address was confirmed before, and this message is not. */
  'confirmed-before',
] as const;
export type SenderReason = (typeof senderReasons)[number];

/** Only this makes an address count as verified; nothing that comes later takes it away again. */
export function confirmsSender(check: SenderCheck | undefined): boolean {
  return check?.conclusion === 'confirmed';
}

export function withReasons(check: SenderCheck, more: readonly SenderReason[]): SenderCheck {
  return { ...check, reasons: [...new Set([...check.reasons, ...more])] };
}
