import { createPrivateKey, X509Certificate } from 'node:crypto';
import { type CertificateFiles, readCertificate } from '../../base/certificate.ts';
import { systemClock } from '../../base/clock.ts';
import { isIP } from '../../base/ip-address.ts';
import type { Settings } from '../../base/settings.ts';
import { type Finding, ok, problem, warning } from './finding.ts';

const dayMs = 86_400_000;
/** Automatic renewal is done by then; what is not has stopped. */
const fewDays = 14;

/** The certificates that we serve: readable, of the key beside them, of our name, and not about to end. */
export async function checkCertificates({ tls, smtpTls, publicUrl }: Settings): Promise<Finding[]> {
  const { hostname } = new URL(publicUrl);
  return [
    ...(tls ? [await check('HALTIJA_TLS_CERT_FILE', tls, hostname)] : []),
    // Mail servers of the same network may know us by another name.
    ...(smtpTls ? [await check('HALTIJA_SMTP_CERT_FILE', smtpTls)] : []),
  ];
}

async function check(about: string, files: CertificateFiles, name?: string): Promise<Finding> {
  const mend = 'Write the path of a certificate in PEM with its chain, and of its key';
  let certificate: X509Certificate;
  let isOfKey: boolean;
  try {
    const { key, cert } = await readCertificate(files);
    certificate = new X509Certificate(cert);
    isOfKey = certificate.checkPrivateKey(createPrivateKey(key));
  } catch {
    return problem(about, 'certificate or key cannot be read', mend);
  }
  if (!isOfKey) return problem(about, 'is not of the key beside it', mend);
  const now = systemClock.now();
  const { validFromDate, validToDate } = certificate;
  const end = validToDate.toISOString().slice(0, 10);
  if (validToDate <= now) return problem(about, `ended on ${end}`, 'Renew it; it is read anew each hour');
  if (validFromDate > now)
    return problem(about, 'is not valid yet', 'Check the clock, or put the one before back');
  if (name !== undefined && !isFor(certificate, name))
    return problem(about, `is not for ${name}`, 'Have one made for the name in HALTIJA_PUBLIC_URL');
  if (validToDate.getTime() - now.getTime() < fewDays * dayMs)
    return warning(about, `ends on ${end}`, 'Renew it; it is read anew each hour');
  return ok(about, `valid until ${end}`);
}

function isFor(certificate: X509Certificate, name: string): boolean {
  const bare = name.replace(/^\[|\]$/g, '');
  return (isIP(bare) === 0 ? certificate.checkHost(bare) : certificate.checkIP(bare)) !== undefined;
}
