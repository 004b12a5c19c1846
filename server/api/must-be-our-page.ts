import type { FastifyRequest } from 'fastify';
import { Refusal } from '../base/errors.ts';

/**
 * Writing calls come from our own pages: the header cannot be set across sites without a preflight
 * that we never grant, and a browser tells where the call is from.
 * @throws Refusal 'wrong-origin'
 */
export function mustBeOurPage(
  request: FastifyRequest,
  publicUrl: string,
  page: 'console' | 'inspection' = 'console',
): void {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  if (request.headers['x-haltija'] !== page) throw new Refusal('wrong-origin', { header: 'x-haltija' });
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin')
    throw new Refusal('wrong-origin', { header: 'sec-fetch-site' });
  const { origin, host } = request.headers;
  if (origin === undefined || origin === new URL(publicUrl).origin) return;
  // `null` is a page without an origin, such as the frame that shows a mail.
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    throw new Refusal('wrong-origin', { header: 'origin' });
}
