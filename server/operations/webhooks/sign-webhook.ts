import { createHmac } from 'node:crypto';

/**
 * The headers of Standard Webhooks 1.0: HMAC-SHA256 over id, moment and body, once with each secret that is
 * valid, so that a receiver can change over without missing one.
 * @param secrets `whsec_…`, base64
 */
export function signWebhook(
  secrets: readonly string[],
  message: { id: string; at: Date; body: string },
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  const seconds = Math.floor(message.at.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    return `v1,${createHmac('sha256', key).update(`${message.id}.${seconds}.${message.body}`).digest('base64')}`;
  });
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
