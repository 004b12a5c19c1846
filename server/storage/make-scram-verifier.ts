import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

// PostgreSQL's default; the password is made by a machine, so more turns would protect nothing.
const iterations = 4096;

/**
 * The verifier PostgreSQL stores for a password (RFC 5803 as PostgreSQL writes it), so that the password
 * itself never reaches a file, an argument, a statement or the server's log.
 * @throws RangeError when the password is not printable ASCII, which SASLprep leaves as it is
 */
export function makeScramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!/^[\x21-\x7e]{16,}$/.test(password)) {
    throw new RangeError("a role's password must be at least 16 printable ASCII characters");
  }
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
