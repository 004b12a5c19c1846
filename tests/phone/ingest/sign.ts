import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';

export const secret = 'ab'.repeat(32);

export interface Signing {
  readonly name?: string;
  readonly secret?: string;
  /** Seconds since 1970. */
  readonly created?: number;
  readonly nonce?: string;
}

/** The headers of a signed request, as the recipe writes them. */
export function sign(
  method: string,
  path: string,
  covered: Readonly<Record<string, string>>,
  signing: Signing = {},
): Record<string, string> {
  const {
    name = 'pbx-1',
    created = Math.floor(Date.now() / 1000),
    nonce = randomBytes(9).toString('hex'),
  } = signing;
  const names = ['@method', '@path', ...Object.keys(covered)];
  const parameters = `(${names.map((each) => `"${each}"`).join(' ')});created=${created};keyid="${name}";nonce="${nonce}"`;
  const base = [
    `"@method": ${method}`,
    `"@path": ${path}`,
    ...Object.entries(covered).map(([header, value]) => `"${header}": ${value}`),
    `"@signature-params": ${parameters}`,
  ].join('\n');
  const signature = createHmac('sha256', signing.secret ?? secret)
    .update(base)
    .digest('base64');
  return { ...covered, 'signature-input': `sig=${parameters}`, signature: `sig=:${signature}:` };
}

const digestOf = (text: string | Buffer) => `sha-256=:${createHash('sha256').update(text).digest('base64')}:`;

export const events = '/api/ingest/phone/calls';
export const recordings = '/api/ingest/phone/recordings';

export function tell(
  app: FastifyInstance,
  path: string,
  body: object,
  signing: Signing = {},
): Promise<LightMyRequestResponse> {
  const payload = JSON.stringify(body);
  return app.inject({
    method: 'POST',
    url: path,
    payload,
    headers: {
      'content-type': 'application/json',
      ...sign('POST', path, { 'content-digest': digestOf(payload) }, signing),
    },
  });
}

export function ask(
  app: FastifyInstance,
  method: 'GET' | 'HEAD',
  id: string,
  signing: Signing = {},
): Promise<LightMyRequestResponse> {
  const path = `${recordings}/${id}`;
  return app.inject({
    method,
    url: path,
    headers: { 'tus-resumable': '1.0.0', ...sign(method, path, {}, signing) },
  });
}

export function patchHeaders(path: string, offset: number, signing: Signing = {}): Record<string, string> {
  return {
    'tus-resumable': '1.0.0',
    'content-type': 'application/offset+octet-stream',
    ...sign('PATCH', path, { 'upload-offset': String(offset) }, signing),
  };
}

export function send(
  app: FastifyInstance,
  id: string,
  offset: number,
  payload: Buffer,
  signing: Signing = {},
): Promise<LightMyRequestResponse> {
  const path = `${recordings}/${id}`;
  return app.inject({ method: 'PATCH', url: path, payload, headers: patchHeaders(path, offset, signing) });
}

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
