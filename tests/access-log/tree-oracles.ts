import { createPublicKey } from 'node:crypto';
import { createRequire } from 'node:module';
import { leaf, verifyConsistencyProof, verifyInclusionProof } from '@transmute/rfc9162/dist/RFC9162/index.js';

// Others' implementations, which have seen none of our code.
const require = createRequire(import.meta.url);
const { verifyMerkleInclusion } = require('@sigstore/verify/dist/tlog/merkle') as {
  verifyMerkleInclusion(entry: unknown, checkpoint: unknown): void;
};
const { verifyCheckpoint } = require('@sigstore/verify/dist/tlog/checkpoint') as {
  verifyCheckpoint(
    entry: unknown,
    logs: readonly unknown[],
  ): { logSize: bigint; logHash: Buffer; origin: string };
};

/** By @transmute/rfc9162 and by @sigstore/verify: both must say so. */
export async function othersFindIncluded(given: {
  readonly data: Buffer;
  readonly place: number;
  readonly size: number;
  readonly root: Buffer;
  readonly path: readonly Buffer[];
}): Promise<boolean> {
  const { data, place, size, root, path } = given;
  const byTransmute = await verifyInclusionProof(bytes(root), await leaf(bytes(data)), {
    log_id: '',
    tree_size: size,
    leaf_index: place,
    inclusion_path: path.map(bytes),
  });
  let bySigstore = true;
  try {
    verifyMerkleInclusion(
      { canonicalizedBody: data, inclusionProof: { logIndex: String(place), hashes: path } },
      { logSize: BigInt(size), logHash: root },
    );
  } catch {
    bySigstore = false;
  }
  if (byTransmute !== bySigstore) throw new Error('the two do not agree');
  return byTransmute;
}

export async function othersFindConsistent(
  older: { readonly size: number; readonly root: Buffer },
  newer: { readonly size: number; readonly root: Buffer },
  path: readonly Buffer[],
): Promise<boolean> {
  // Of one size there is nothing to prove (RFC 9162 section 2.1.4.2 is for two).
  if (older.size === newer.size) return path.length === 0 && older.root.equals(newer.root);
  // Its second step, prepending the older root for a power of two, is left to the caller by this library.
  const isPower = Number.isInteger(Math.log2(older.size));
  return verifyConsistencyProof(bytes(older.root), bytes(newer.root), {
    log_id: '',
    tree_size_1: older.size,
    tree_size_2: newer.size,
    consistency_path: (isPower ? [older.root, ...path] : path).map(bytes),
  });
}

/** @throws when @sigstore/verify does not find the note signed by the key of the vkey */
export function othersReadCheckpoint(
  note: string,
  verifierKey: string,
): { size: number; root: Buffer; origin: string } {
  const [name, id, encoded] = verifierKey.split(/\+(?=[0-9a-f]{8}\+)|(?<=\+[0-9a-f]{8})\+/) as [
    string,
    string,
    string,
  ];
  const raw = Buffer.from(encoded, 'base64').subarray(1);
  const { logSize, logHash, origin } = verifyCheckpoint(
    { inclusionProof: { checkpoint: { envelope: note } } },
    [
      {
        logID: Buffer.from(id, 'hex'),
        baseURL: name,
        publicKey: createPublicKey({
          key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
          format: 'jwk',
        }),
      },
    ],
  );
  return { size: Number(logSize), root: logHash, origin };
}

const bytes = (buffer: Buffer) => new Uint8Array(buffer);
