import type { Server } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { type CertificateFiles, readCertificate } from '../base/certificate.ts';
import { Refusal } from '../base/errors.ts';
import { describeError, type Logger } from '../base/logger.ts';

const hour = 60 * 60_000;

/** @throws Refusal 'settings-invalid' when the files cannot be read; what is in them shows when it is used */
export async function readSecureContext(files: CertificateFiles) {
  try {
    return { ...(await readCertificate(files)), minVersion: 'TLSv1.2' } as const;
  } catch (error) {
    throw new Refusal('settings-invalid', {
      setting: 'HALTIJA_TLS_CERT_FILE',
      reason: describeError(error).code,
    });
  }
}

/** Each hour what the files hold is served, since certificates are renewed; what cannot be used leaves the old one. */
export function renewCertificate(app: FastifyInstance, files: CertificateFiles, log: Logger): void {
  const server = app.server as unknown as Server;
  const renew = async () => {
    try {
      server.setSecureContext(await readSecureContext(files));
    } catch (error) {
      log.warn({ error: describeError(error) }, 'the certificate could not be read; the old one stays');
    }
  };
  const renewing = setInterval(() => void renew(), hour).unref();
  app.addHook('onClose', () => clearInterval(renewing));
}
