import { corpusPackages, findCorpus } from '../email/find-corpora.ts';
import {
  findChromium,
  findDovecot,
  findPykmip,
  findRtpengine,
  findSipp,
  findStunnel,
} from './find-counterparts.ts';

export interface Missing {
  readonly what: string;
  /** Of Debian and its kin. */
  readonly packages: readonly string[];
  /** Names one that is elsewhere. */
  readonly setting?: string;
}

/** What tests need of this machine and do not find: they are left out, and the closing line of `npm test` says so. */
export function findMissing(): Missing[] {
  const missing: Missing[] = [];
  if (findChromium() === undefined)
    missing.push({ what: 'Chromium', packages: ['chromium'], setting: 'HALTIJA_CHROMIUM' });
  if (findDovecot() === undefined)
    missing.push({ what: 'Dovecot', packages: ['dovecot-imapd'], setting: 'HALTIJA_DOVECOT' });
  if (findPykmip() === undefined)
    missing.push({ what: 'PyKMIP', packages: ['python3-pykmip'], setting: 'HALTIJA_PYKMIP' });
  if (findSipp() === undefined)
    missing.push({ what: 'sipp', packages: ['sip-tester'], setting: 'HALTIJA_SIPP' });
  if (findStunnel() === undefined)
    missing.push({ what: 'stunnel', packages: ['stunnel4'], setting: 'HALTIJA_STUNNEL' });
  if (findRtpengine() === undefined)
    missing.push({ what: 'rtpengine', packages: ['rtpengine-daemon'], setting: 'HALTIJA_RTPENGINE' });
  const packages = Object.entries(corpusPackages).flatMap(([corpus, name]) =>
    findCorpus(corpus as keyof typeof corpusPackages) === undefined ? [name] : [],
  );
  if (packages.length > 0) missing.push({ what: 'mail corpora', packages });
  return missing;
}
