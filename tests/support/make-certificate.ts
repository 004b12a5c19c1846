import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A certificate that vouches for itself, with its key, as two files in the folder. @param days negative: it has ended */
export function makeCertificate(folder: string, file: string, name = 'localhost', days = 90) {
  const [certFile, keyFile, asked, extension] = ['cert', 'key', 'csr', 'ext'].map((kind) =>
    join(folder, `${file}.${kind}`),
  ) as [string, string, string, string];
  const openssl = (command: string) => execFileSync('openssl', command.split(' '), { stdio: 'ignore' });
  writeFileSync(extension, `subjectAltName=DNS:${name},IP:127.0.0.1`);
  const key = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';
  openssl(`req ${key} -subj /CN=${name} -keyout ${keyFile} -out ${asked}`);
  openssl(`x509 -req -in ${asked} -signkey ${keyFile} -extfile ${extension} -days ${days} -out ${certFile}`);
  return { certFile, keyFile };
}
