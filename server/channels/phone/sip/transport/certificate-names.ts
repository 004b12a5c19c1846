import type { PeerCertificate } from 'node:tls';

/** Host names that a certificate is made out to: DNS names and sip: addresses (RFC 5922, 7.1); the common name only where there are none. */
export function certificateNames(certificate: PeerCertificate): ReadonlySet<string> {
  // Names with a comma are quoted by Node; a quoted one is none of ours.
  const others = (certificate.subjectaltname ?? '').split(', ').flatMap((entry) => {
    const [, name] = /^(?:DNS:|URI:sips?:)([a-z0-9.-]+)$/i.exec(entry) ?? [];
    return name === undefined ? [] : [name.toLowerCase()];
  });
  if (others.length > 0) return new Set(others);
  const common = certificate.subject?.CN;
  return new Set(typeof common === 'string' ? [common.toLowerCase()] : []);
}
