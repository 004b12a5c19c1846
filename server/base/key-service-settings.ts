import { resolve } from 'node:path';
import type { CertificateFiles } from './certificate.ts';
import type { Given, Problem } from './secret-settings.ts';

/** A key service that speaks KMIP, and by what the two know each other. */
export interface KeyServiceSetting extends CertificateFiles {
  readonly host: string;
  readonly port: number;
  /** The authority that signed the service's certificate, PEM; no other is believed. */
  readonly caFile: string;
}
const usualPort = 5696;

const names = {
  url: 'HALTIJA_KEY_SERVICE_URL',
  cert: 'HALTIJA_KEY_SERVICE_CERT_FILE',
  key: 'HALTIJA_KEY_SERVICE_KEY_FILE',
  ca: 'HALTIJA_KEY_SERVICE_CA_FILE',
} as const;
export const keyServiceSettingNames: readonly string[] = Object.values(names);
export const isKeyServiceSetting = (name: string): boolean => keyServiceSettingNames.includes(name);

/** Undefined: there is none. All four belong together. Every problem is added to `problems`; values are never quoted. */
export function readKeyServiceSettings(given: Given, problems: Problem[]): KeyServiceSetting | undefined {
  if (keyServiceSettingNames.every((name) => given[name] === undefined)) return undefined;
  const missing = keyServiceSettingNames.filter((name) => given[name] === undefined);
  for (const setting of missing)
    problems.push({
      setting,
      problem: 'is missing',
      write: `Write all of ${keyServiceSettingNames.join(', ')}, or none`,
    });
  const place = readKeyServiceUrl(given[names.url] ?? '');
  if (place === undefined && !missing.includes(names.url))
    problems.push({
      setting: names.url,
      problem: 'is no address of a key service',
      write: 'Write kmips://host or kmips://host:port, such as kmips://keys.example:5696',
    });
  if (place === undefined || missing.length > 0) return undefined;
  const file = (name: string) => resolve(given[name]!);
  return { ...place, certFile: file(names.cert), keyFile: file(names.key), caFile: file(names.ca) };
}

/** As settings that read the same. */
export function writeKeyServiceSettings(setting: KeyServiceSetting): Record<string, string> {
  const { host, port, certFile, keyFile, caFile } = setting;
  return {
    [names.url]: `kmips://${host.includes(':') ? `[${host}]` : host}:${port}`,
    [names.cert]: certFile,
    [names.key]: keyFile,
    [names.ca]: caFile,
  };
}

/** `kmips://host` or `kmips://host:port`, and nothing else in it. */
export function readKeyServiceUrl(text: string): { host: string; port: number } | undefined {
  const [, host = '', port = String(usualPort)] =
    /^kmips:\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/?$/i.exec(text) ?? [];
  if (host === '' || host.length > 255 || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/^\[|\]$/g, '').toLowerCase(), port: Number(port) };
}
