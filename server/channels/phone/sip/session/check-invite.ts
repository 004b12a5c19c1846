import { readNameAddress, readUri } from '../message/name-address.ts';
import { type SipRequest, tokensOf, valuesOf } from '../message/sip-message.ts';
import type { Peer } from '../peers.ts';
import type { TroubleCode } from '../transport/flow.ts';
import type { Answer } from '../transaction/write-answer.ts';

export interface Refused {
  readonly answer: Answer;
  readonly trouble: TroubleCode;
}

const extensions = new Set(['siprec', 'timer']);

/** Extensions a request insists on and we do not have (RFC 3261, 8.2.2.3). */
export function checkExtensions(request: SipRequest): Refused | undefined {
  const unknown = [...tokensOf(request, 'require')].filter((tag) => !extensions.has(tag));
  if (unknown.length === 0) return undefined;
  const named = unknown.filter((tag) => /^[a-z0-9.-]{1,40}$/.test(tag)).slice(0, 20);
  return {
    answer: { status: 420, headers: [['unsupported', named.join(', ')]] },
    trouble: 'extension-unknown',
  };
}

/** Whether a first INVITE begins a recording session (RFC 7866, 6.1 and 8): it insists on siprec, and its Contact says that it is a source. */
export function checkInvite(request: SipRequest, peer: Pick<Peer, 'tolerances'>): Refused | undefined {
  if (readUri(request.uri) === undefined) return { answer: { status: 416 }, trouble: 'content-unknown' };
  const extension = checkExtensions(request);
  if (extension) return extension;
  if (!peer.tolerances.includes('no-require') && !tokensOf(request, 'require').has('siprec'))
    return { answer: { status: 421, headers: [['require', 'siprec']] }, trouble: 'require-missing' };
  const [contact] = valuesOf(request, 'contact');
  const parameters = readContact(contact)?.parameters;
  if (parameters === undefined) return { answer: { status: 400 }, trouble: 'message-unreadable' };
  const isSource =
    parameters.has('+sip.src') || (parameters.has('src') && peer.tolerances.includes('broadworks-src'));
  return isSource ? undefined : { answer: { status: 403 }, trouble: 'src-missing' };
}

/** Where a peer says it is to be reached; undefined when it says nothing that can be read. */
export function readContact(contact: string | undefined): ReturnType<typeof readNameAddress> | undefined {
  try {
    return contact === undefined ? undefined : readNameAddress(contact);
  } catch {
    return undefined;
  }
}
