import { readFile } from 'node:fs/promises';

/** Certificate with its chain, and its key: two files in PEM. */
export interface CertificateFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** Read at each use and not kept: certificates are renewed. @throws the error of the file system */
export async function readCertificate({ certFile, keyFile }: CertificateFiles) {
  const [key, cert] = await Promise.all([readFile(keyFile, 'utf8'), readFile(certFile, 'utf8')]);
  return { key, cert };
}
