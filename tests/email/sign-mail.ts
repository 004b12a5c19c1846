import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth/lib/dkim/sign.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** The TXT record of the key that `signMail` signs with, at `s1._domainkey.<domain>`. */
export const keyRecord = `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`;

/** The mail with a DKIM signature of the domain. */
export async function signMail(
  raw: Buffer,
  domain: string,
  more: { maxBodyLength?: number } = {},
): Promise<Buffer> {
  const { signatures } = await dkimSign(raw, {
    signingDomain: domain,
    selector: 's1',
    privateKey,
    canonicalization: 'relaxed/relaxed',
    signatureData: [{ signingDomain: domain, selector: 's1', privateKey, ...more }],
  });
  return Buffer.concat([Buffer.from(signatures), raw]);
}
