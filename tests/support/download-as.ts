import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { password } from './start-house.ts';

/** Signs in by name. @returns how to fetch what is no JSON, with its headers and bytes */
export async function downloadAs(
  app: FastifyInstance,
  userName: string,
): Promise<(url: string) => Promise<LightMyRequestResponse>> {
  const headers = { 'x-haltija': 'console' };
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/console/sign-in',
    headers,
    payload: { userName, password },
  });
  const { name, value } = signedIn.cookies[0]!;
  return (url) => app.inject({ method: 'GET', url, headers, cookies: { [name]: value } });
}

/** What keeps a mail that is downloaded from ever running in our origin. */
export const safeDownload = {
  'content-type': 'application/octet-stream',
  'content-disposition': 'attachment; filename="mail.eml"',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'no-store',
} as const;
