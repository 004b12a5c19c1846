import { createHash } from 'node:crypto';
import type { Printable } from '../../base/printable.ts';
import type { Language } from '../declaration/declaration.ts';
import { type Bundle, type BundleDeps, formatBundle } from './bundle.ts';
import { fingerprintOf, signBytes } from './sign-statement.ts';
import { writeBundle } from './write-bundle.ts';

/** What belongs together: the printed bundle, its signature, the key that checks it, and the data it was printed from. */
export interface BundleFiles {
  readonly pdf: Buffer;
  /** 64 bytes: Ed25519 over the bytes of the PDF. */
  readonly sig: Buffer;
  /** The public key (SPKI, PEM). */
  readonly pem: Buffer;
  readonly json: Buffer;
}

/** A bundle as files for somebody who has nothing of ours: openssl alone can check them. */
export async function printBundle(
  deps: BundleDeps & { print(printable: Printable): Promise<Buffer> },
  bundle: Bundle,
  language: Language,
): Promise<BundleFiles> {
  const json = formatBundle(bundle);
  const pdf = await deps.print(
    writeBundle(
      {
        statement: bundle.statement,
        jsonSha256: createHash('sha256').update(json).digest('hex'),
        fingerprint: fingerprintOf(bundle.signature.key),
      },
      deps.current(),
      language,
    ),
  );
  const { signature, publicKey } = signBytes(deps.keeper, pdf);
  return {
    pdf,
    sig: signature,
    pem: Buffer.from(publicKey.export({ format: 'pem', type: 'spki' })),
    json,
  };
}
