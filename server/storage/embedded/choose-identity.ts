import { readFileSync } from 'node:fs';
import { Refusal } from '../../base/errors.ts';

/** Who PostgreSQL runs as. `dropped`: we are root, PostgreSQL refuses root, so its processes get this uid. */
export interface ServerIdentity {
  readonly uid: number;
  readonly gid: number;
  readonly dropped: boolean;
}

// An account of our own first; then PostgreSQL's, which a Debian package may have made; `nobody` is everywhere.
const wantedAccounts = ['haltija', 'postgres', 'nobody'];

function findUnprivilegedAccount(): { uid: number; gid: number } {
  let accounts: string[][] = [];
  try {
    accounts = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'));
  } catch {
    // Images without a passwd file exist; the kernel needs none.
  }
  for (const name of wantedAccounts) {
    const account = accounts.find((fields) => fields[0] === name);
    const uid = Number(account?.[2]);
    const gid = Number(account?.[3]);
    if (account && uid > 0 && gid > 0) return { uid, gid };
  }
  return { uid: 65534, gid: 65534 };
}

/**
 * An existing cluster's owner is kept, so that an account made later does not lock the data out.
 * @throws Refusal `storage-unavailable` (`data-of-another-user`)
 */
export function chooseIdentity(clusterOwner: { uid: number; gid: number } | undefined): ServerIdentity {
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  if (uid === 0) {
    const owner = clusterOwner && clusterOwner.uid !== 0 ? clusterOwner : findUnprivilegedAccount();
    return { uid: owner.uid, gid: owner.gid, dropped: true };
  }
  if (clusterOwner && clusterOwner.uid !== uid) {
    throw new Refusal('storage-unavailable', {
      reason: 'data-of-another-user',
      uid: clusterOwner.uid,
      fix: 'start as the user that made the data, or as root',
    });
  }
  return { uid, gid, dropped: false };
}
