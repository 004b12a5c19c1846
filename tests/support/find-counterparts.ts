import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// Service folders are not in an ordinary user's PATH.
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

function findProgram(names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of folders) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // The next place.
      }
    }
  }
  return undefined;
}

/** A Chromium to drive: `HALTIJA_CHROMIUM`, or the one in the PATH. */
export function findChromium(): string | undefined {
  return (
    process.env['HALTIJA_CHROMIUM'] ||
    findProgram(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'])
  );
}

/** A Dovecot to fetch mail from: `HALTIJA_DOVECOT`, or the one in the PATH or the service folders. */
export function findDovecot(): string | undefined {
  return process.env['HALTIJA_DOVECOT'] || findProgram(['dovecot']);
}

/** An rtpengine that forks calls: `HALTIJA_RTPENGINE`, or the one in the PATH or the service folders. */
export function findRtpengine(): string | undefined {
  return process.env['HALTIJA_RTPENGINE'] || findProgram(['rtpengine']);
}

const packagesOfDebian = '/usr/lib/python3/dist-packages';

/** A Python that has OpenStack Swift, which speaks S3: `HALTIJA_SWIFT`, or the system's where Swift is installed. */
export function findSwift(): string | undefined {
  const installed = existsSync(join(packagesOfDebian, 'swift/common/middleware/s3api'));
  return process.env['HALTIJA_SWIFT'] || (installed ? '/usr/bin/python3' : undefined);
}

/** A Python that has PyKMIP, a server of KMIP: `HALTIJA_PYKMIP`, or the system's where it is installed. */
export function findPykmip(): string | undefined {
  const installed = existsSync(join(packagesOfDebian, 'kmip/services/server'));
  return process.env['HALTIJA_PYKMIP'] || (installed ? '/usr/bin/python3' : undefined);
}

/** A sipp to play the exchanges of others: `HALTIJA_SIPP`, or the one in the PATH. */
export function findSipp(): string | undefined {
  return process.env['HALTIJA_SIPP'] || findProgram(['sipp']);
}

/** A stunnel to put TLS around sipp: `HALTIJA_STUNNEL`, or the one in the PATH. */
export function findStunnel(): string | undefined {
  return process.env['HALTIJA_STUNNEL'] || findProgram(['stunnel4', 'stunnel']);
}
