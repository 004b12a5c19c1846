import { resolve } from 'node:path';
import type { CertificateFiles } from './certificate.ts';
import { isIP } from './ip-address.ts';
import type { Given, Problem } from './secret-settings.ts';

/** Calls that exchanges hand over. */
export interface PhoneSetting {
  /** The list of peers, JSON. */
  readonly peersFile: string;
  /** An address of this machine, for signalling and sound. */
  readonly host: string;
  /** What peers are told to send to: `host`, unless an address translation stands before it. */
  readonly address: string;
  /** UDP and TCP; 0: neither. */
  readonly sipPort: number;
  /** TLS; undefined: not listened on. */
  readonly tls: (CertificateFiles & { readonly port: number; readonly caFile: string }) | undefined;
  /** UDP ports for sound, both inclusive: four for each call. */
  readonly mediaPorts: { readonly from: number; readonly to: number };
}

const names = {
  peers: 'HALTIJA_PHONE_PEERS',
  host: 'HALTIJA_PHONE_HOST',
  address: 'HALTIJA_PHONE_ADDRESS',
  sipPort: 'HALTIJA_PHONE_SIP_PORT',
  sipsPort: 'HALTIJA_PHONE_SIPS_PORT',
  media: 'HALTIJA_PHONE_MEDIA_PORTS',
  cert: 'HALTIJA_PHONE_CERT_FILE',
  key: 'HALTIJA_PHONE_KEY_FILE',
  ca: 'HALTIJA_PHONE_CA_FILE',
} as const;
export const phoneSettingNames: readonly string[] = Object.values(names);
export const isPhoneSetting = (name: string): boolean => phoneSettingNames.includes(name);

/** Undefined: no exchange hands calls over. Every problem is added to `problems`; values are never quoted. */
export function readPhoneSettings(given: Given, problems: Problem[]): PhoneSetting | undefined {
  if (phoneSettingNames.every((name) => given[name] === undefined)) return undefined;
  const tell = (setting: string, problem: string, write: string): undefined => {
    problems.push({ setting, problem, write });
  };
  const peersFile = given[names.peers];
  if (peersFile === undefined)
    return tell(names.peers, 'is missing', 'Write the path of the list of peers, or no setting of the phone');
  const host = given[names.host] ?? '127.0.0.1';
  const address = given[names.address] ?? host;
  if (isIP(host) === 0) return tell(names.host, 'is no IP address', 'Write an address of this machine');
  if (isIP(address) === 0 || /^(?:0\.0\.0\.0|::)$/.test(address))
    return tell(
      names.address,
      'is no IP address that peers can send to',
      'Write the address by which they reach this machine',
    );
  const port = (name: string, usual: number, least: number) => {
    const text = given[name] ?? String(usual);
    const number = /^\d{1,5}$/.test(text) ? Number(text) : -1;
    return number >= least && number <= 65_535
      ? number
      : tell(name, 'is no port', `Write a number from ${least} to 65535`);
  };
  const sipPort = port(names.sipPort, 5060, 0);
  const sipsPort = port(names.sipsPort, 5061, 1);
  const mediaPorts = readRange(given[names.media] ?? '20000-23999');
  if (mediaPorts === undefined)
    tell(names.media, 'is no range of ports', 'Write such as 20000-23999: four for each call, from 1024 on');
  const files = [names.cert, names.key, names.ca];
  const [certFile, keyFile, caFile] = files.map((name) => given[name]);
  const isWhole = certFile !== undefined && keyFile !== undefined && caFile !== undefined;
  if (!isWhole && (files.some((name) => given[name] !== undefined) || given[names.sipsPort] !== undefined))
    tell(
      files.find((name) => given[name] === undefined)!,
      'is missing',
      `Write all of ${files.join(', ')}, or none and no port for TLS`,
    );
  if (sipPort === undefined || sipsPort === undefined || mediaPorts === undefined) return undefined;
  return {
    peersFile: resolve(peersFile),
    host,
    address,
    sipPort,
    tls: isWhole
      ? {
          port: sipsPort,
          certFile: resolve(certFile),
          keyFile: resolve(keyFile),
          caFile: resolve(caFile),
        }
      : undefined,
    mediaPorts,
  };
}

function readRange(text: string): PhoneSetting['mediaPorts'] | undefined {
  const [, from = '', to = ''] = /^(\d{4,5})-(\d{4,5})$/.exec(text) ?? [];
  const range = { from: Number(from), to: Number(to) };
  return range.from >= 1024 && range.to <= 65_535 && range.to - range.from >= 3 ? range : undefined;
}
