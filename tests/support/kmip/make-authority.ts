import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An authority of a test, in files of a folder, and the certificates it signs. */
export interface TestAuthority {
  readonly caFile: string;
  /** @param options.names of a server, as OpenSSL takes them; @param options.days negative: it has ended */
  sign(
    name: string,
    use: 'serverAuth' | 'clientAuth',
    options?: { names?: string; days?: number },
  ): { certFile: string; keyFile: string };
}

const newKey = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';

export function makeAuthority(folder: string, name: string): TestAuthority {
  const file = (of: string, kind: string) => join(folder, `${name}-${of}.${kind}`);
  const openssl = (command: string) => execFileSync('openssl', command.split(' '), { stdio: 'ignore' });
  const [caFile, caKey] = [file('ca', 'cert'), file('ca', 'key')];
  openssl(
    `req -x509 ${newKey} -subj /CN=${name} -days 90 -addext keyUsage=critical,keyCertSign -keyout ${caKey} -out ${caFile}`,
  );
  return {
    caFile,
    sign(of, use, { names = 'DNS:localhost,IP:127.0.0.1', days = 30 } = {}) {
      const [certFile, keyFile, asked, extension] = ['cert', 'key', 'csr', 'ext'].map((kind) =>
        file(of, kind),
      ) as [string, string, string, string];
      writeFileSync(
        extension,
        `extendedKeyUsage=${use}\n${use === 'serverAuth' ? `subjectAltName=${names}\n` : ''}`,
      );
      openssl(`req ${newKey} -subj /CN=${of} -keyout ${keyFile} -out ${asked}`);
      openssl(
        `x509 -req -in ${asked} -CA ${caFile} -CAkey ${caKey} -CAcreateserial -extfile ${extension} -days ${days} -out ${certFile}`,
      );
      return { certFile, keyFile };
    },
  };
}
