import { ImapFlow, type ImapFlowOptions } from 'imapflow';
import type { Leave } from '../../safeguards/processors/leave.ts';
import { placeOf } from '../../safeguards/processors/place-of.ts';

/** A client of an IMAP server, to where the leave leads; not connected yet. */
export function openImap(leave: Leave, options: Omit<ImapFlowOptions, 'host' | 'port'>): ImapFlow {
  return new ImapFlow({ ...options, ...placeOf(leave, 'mail-in') });
}
