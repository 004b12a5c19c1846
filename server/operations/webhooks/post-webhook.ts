import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Refusal } from '../../base/errors.ts';
import type { Leave } from '../../safeguards/processors/leave.ts';
import { placeOf } from '../../safeguards/processors/place-of.ts';
import { type CheckedAddress, destinationOf } from './check-address.ts';

/** What came of it: a status and a code of ours. What the receiver says is not read. */
export interface Posted {
  readonly ok: boolean;
  readonly status: number | null;
  readonly code: string | null;
}

const patience = 15_000;

/**
 * Hands a message over to where the leave leads, at the address that was checked, and to no other: no redirect is
 * followed. Whatever the receiver does is an answer. @throws Refusal 'internal' for a leave to another place
 */
export function postWebhook(
  leave: Leave,
  { url, pinned }: CheckedAddress,
  message: { headers: Readonly<Record<string, string>>; body: string },
): Promise<Posted> {
  const { host, port } = placeOf(leave, 'web-hook');
  const asked = destinationOf(url);
  if (host !== asked.host || port !== asked.port)
    throw new Refusal('internal', { reason: 'leave-not-given' });
  const toPinned: LookupFunction = (_host, options, done) =>
    options.all ? done(null, [pinned]) : done(null, pinned.address, pinned.family);
  const request = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve) => {
    const body = Buffer.from(message.body);
    const sending = request(url, {
      method: 'POST',
      // A connection kept from before would be to an address that was checked before.
      agent: false,
      lookup: toPinned,
      signal: AbortSignal.timeout(patience),
      headers: {
        ...message.headers,
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': 'Haltija-Webhooks/1',
      },
    });
    sending.on('response', (response) => {
      const status = response.statusCode ?? 0;
      response.on('error', () => undefined);
      response.destroy();
      const ok = status >= 200 && status < 300;
      const code = ok ? null : status >= 300 && status < 400 ? 'redirected' : 'bad-status';
      resolve({ ok, status, code });
    });
    sending.on('error', (error) => resolve({ ok: false, status: null, code: codeOf(error) }));
    sending.end(body);
  });
}

function codeOf(error: Error): string {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (error.name === 'TimeoutError' || code === 'ABORT_ERR' || code === 'ETIMEDOUT')
    return 'no-answer-in-time';
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/.test(code)) return 'certificate-not-valid';
  return 'no-connection';
}
