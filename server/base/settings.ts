import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type BackupSettings, readBackupSettings } from './backup-settings.ts';
import {
  blobBucket,
  type BucketSetting,
  bucketSettingNames,
  isBucketSetting,
  readBucketSettings,
} from './bucket-settings.ts';
import type { CertificateFiles } from './certificate.ts';
import { problemOfDatabaseUrl } from './database-url.ts';
import {
  isKeyServiceSetting,
  type KeyServiceSetting,
  keyServiceSettingNames,
  readKeyServiceSettings,
} from './key-service-settings.ts';
import { knownSettings } from './known-settings.ts';
import { isMailSetting, type MailSettings, mailSettingNames, readMailSettings } from './mail-settings.ts';
import type { Secret } from './secret.ts';
import { readSecretSetting } from './secret-settings.ts';
import { isPhoneSetting, type PhoneSetting, phoneSettingNames, readPhoneSettings } from './phone-settings.ts';

export interface Settings extends MailSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly keeperDir: string;
  /** Where a copy of the keeper without its master key is kept. */
  readonly keeperCopyDir: string | undefined;
  /** Whose keys lock those of the keeper. */
  readonly keyService: KeyServiceSetting | undefined;
  /** Undefined: no exchange hands calls over. */
  readonly phone: PhoneSetting | undefined;
  /** The list of telephone systems that hand calls over by HTTP, JSON; undefined: none does. */
  readonly phoneSources: string | undefined;
  /** The service's own register of customers, asked whether what a caller says is right. */
  readonly customerRegister: { readonly url: string; readonly secret: Secret } | undefined;
  readonly blobDir: string;
  /** Where blobs are instead of the folder. */
  readonly bucket: BucketSetting | undefined;
  /** Where checkpoints of the access log are kept, away from the data. */
  readonly anchorDir: string | undefined;
  /** Who is mailed a checkpoint a day. */
  readonly anchorMail: string | undefined;
  /** A witness that checkpoints are shown to: where it is asked, without a slash at its end, and its key. */
  readonly witness: { readonly url: string; readonly key: string } | undefined;
  /** Undefined: no backups are made. */
  readonly backup: BackupSettings | undefined;
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly registerFile: string;
  readonly smtpHost: string;
  /** 0: no listener. */
  readonly smtpPort: number;
  readonly lmtpPort: number;
  readonly smtpNetworks: readonly string[];
  /** With it HTTP is served over TLS, and nothing in plain. */
  readonly tls: CertificateFiles | undefined;
  /** With it the mail listeners offer STARTTLS. */
  readonly smtpTls: CertificateFiles | undefined;
  /** Bytes of one mail, in and out. */
  readonly mailSizeLimit: number;
  /** Networks that are not public and may still be reached by web hooks, without https too. */
  readonly webhookNetworks: readonly string[];
  /** Name by which a mail server of one's own signs its Authentication-Results. */
  readonly mailAuthservId: string | undefined;
  /** Whether senders are checked by DNS. */
  readonly mailDns: boolean;
  readonly logLevel: string;
}

export interface SettingProblem {
  readonly setting: string;
  readonly problem: string;
  readonly write: string;
}

/** Every problem of the settings at once, each naming the setting and what to write. Values are never quoted. */
export class SettingsInvalid extends Error {
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ setting, problem, write }) => `${setting}: ${problem}. ${write}`).join('\n'));
    this.name = 'SettingsInvalid';
    this.problems = problems;
  }
}

type Known = keyof typeof knownSettings;

/** Read by the launcher and the tests, not by the service. */
const elsewhere = new Set([
  'HALTIJA_SETTINGS',
  'HALTIJA_REQUIRE_ALL',
  'HALTIJA_CHROMIUM',
  'HALTIJA_DOVECOT',
  'HALTIJA_PYKMIP',
  'HALTIJA_SWIFT',
  'HALTIJA_RTPENGINE',
  'HALTIJA_SIPP',
  'HALTIJA_STUNNEL',
  'HALTIJA_LAUNCHER_PID',
]);

const customerSecret = new Set(['HALTIJA_CUSTOMER_REGISTER_SECRET', 'HALTIJA_CUSTOMER_REGISTER_SECRET_FILE']);

/**
 * Settings from the environment and one YAML file (`HALTIJA_SETTINGS`, else `haltija.settings.yaml` in
 * the working folder); the environment goes first. File and environment use the same names.
 * @throws SettingsInvalid with every problem
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  defaults: { dataDir?: string; registerFile: string },
): Settings {
  const problems: SettingProblem[] = [];
  const given = { ...readFile(environment['HALTIJA_SETTINGS'], problems), ...pick(environment) };
  if (given['HALTIJA_DATABASE_URL'] === undefined && environment['DATABASE_URL'])
    given['HALTIJA_DATABASE_URL'] = environment['DATABASE_URL'];

  const values: Partial<Record<Known, string | number>> = {};
  for (const [name, text] of Object.entries(given)) {
    if (text === undefined || elsewhere.has(name)) continue;
    if (isMailSetting(name) || isBucketSetting(name)) continue;
    if (isKeyServiceSetting(name) || isPhoneSetting(name) || customerSecret.has(name)) continue;
    if (!Object.hasOwn(knownSettings, name)) {
      problems.push({
        setting: name,
        problem: 'is no setting of Haltija',
        write: `Known are ${[...Object.keys(knownSettings), ...keyServiceSettingNames, ...phoneSettingNames, ...bucketSettingNames, ...mailSettingNames].join(', ')}`,
      });
      continue;
    }
    const { schema, problem, write } = knownSettings[name as Known];
    const result = schema.safeParse(text);
    if (result.success) values[name as Known] = result.data;
    else problems.push({ setting: name, problem, write });
  }

  const text = (name: Known, fallback: string) => String(values[name] ?? fallback);
  const number = (name: Known, fallback: number) => Number(values[name] ?? fallback);
  const dataDir = resolve(text('HALTIJA_DATA_DIR', defaults.dataDir ?? defaultDataDir(environment)));
  const keeperDir = resolve(text('HALTIJA_KEEPER_DIR', `${dataDir}-keeper`));
  if (keeperDir === dataDir || keeperDir.startsWith(`${dataDir}/`)) {
    problems.push({
      setting: 'HALTIJA_KEEPER_DIR',
      problem: 'lies in the data folder, so a copy of the data would hold its own keys',
      write: 'Write a folder outside HALTIJA_DATA_DIR',
    });
  }
  const keeperCopyDir =
    values['HALTIJA_KEEPER_COPY_DIR'] === undefined
      ? undefined
      : resolve(String(values['HALTIJA_KEEPER_COPY_DIR']));
  if (keeperCopyDir !== undefined && [dataDir, keeperDir].some((folder) => overlap(keeperCopyDir, folder))) {
    problems.push({
      setting: 'HALTIJA_KEEPER_COPY_DIR',
      problem: 'lies in the data folder or the keeper folder, or one of them in it',
      write: 'Write a folder on another disk',
    });
  }
  const anchorDir =
    values['HALTIJA_ANCHOR_DIR'] === undefined ? undefined : resolve(String(values['HALTIJA_ANCHOR_DIR']));
  if (anchorDir !== undefined && (anchorDir === dataDir || anchorDir.startsWith(`${dataDir}/`))) {
    problems.push({
      setting: 'HALTIJA_ANCHOR_DIR',
      problem: 'lies in the data folder, so whoever puts back older data puts back older checkpoints',
      write: 'Write a folder on another disk',
    });
  }
  const [witnessUrl, witnessKey] = [values['HALTIJA_WITNESS_URL'], values['HALTIJA_WITNESS_KEY']];
  if ((witnessUrl === undefined) !== (witnessKey === undefined))
    problems.push({
      setting: `HALTIJA_WITNESS_${witnessUrl === undefined ? 'URL' : 'KEY'}`,
      problem: 'is missing',
      write: 'Write both, or neither',
    });
  const keyService = readKeyServiceSettings(given, problems);
  const phone = readPhoneSettings(given, problems);
  const mail = readMailSettings(given, problems);
  const customerUrl = values['HALTIJA_CUSTOMER_REGISTER_URL'];
  const customerKey = readSecretSetting('HALTIJA_CUSTOMER_REGISTER_SECRET', given, problems);
  if ((customerUrl === undefined) !== (customerKey === undefined))
    problems.push({
      setting: `HALTIJA_CUSTOMER_REGISTER_${customerUrl === undefined ? 'URL' : 'SECRET'}`,
      problem: 'is missing',
      write: 'Write both, or neither',
    });
  const certificate = (of: 'TLS' | 'SMTP'): CertificateFiles | undefined => {
    const [certFile, keyFile] = [values[`HALTIJA_${of}_CERT_FILE`], values[`HALTIJA_${of}_KEY_FILE`]];
    if (certFile !== undefined && keyFile !== undefined)
      return { keyFile: resolve(String(keyFile)), certFile: resolve(String(certFile)) };
    if (certFile !== keyFile)
      problems.push({
        setting: `HALTIJA_${of}_${certFile === undefined ? 'CERT' : 'KEY'}_FILE`,
        problem: 'is missing',
        write: 'Write both files, or neither',
      });
    return undefined;
  };
  const bucket = readBucketSettings(blobBucket, given, problems);
  const blobDir = resolve(text('HALTIJA_BLOB_DIR', join(dataDir, 'blobs')));
  const backup = readBackupSettings(
    given,
    [
      ['HALTIJA_DATA_DIR', dataDir],
      ['HALTIJA_KEEPER_DIR', keeperDir],
      ['HALTIJA_BLOB_DIR', bucket === undefined ? blobDir : undefined],
      ['HALTIJA_ANCHOR_DIR', anchorDir],
    ],
    problems,
  );
  const tls = certificate('TLS');
  const smtpTls = certificate('SMTP');
  const port = number('HALTIJA_PORT', 8080);
  const publicUrl = text('HALTIJA_PUBLIC_URL', `http${tls ? 's' : ''}://localhost:${port}`).replace(
    /\/$/,
    '',
  );
  if (tls && publicUrl.startsWith('http:'))
    problems.push({
      setting: 'HALTIJA_PUBLIC_URL',
      problem: 'is not https, and HALTIJA_TLS_CERT_FILE serves nothing else',
      write: 'Write the https:// address',
    });
  const databaseUrl = values['HALTIJA_DATABASE_URL'];
  const databaseProblem = databaseUrl === undefined ? undefined : problemOfDatabaseUrl(String(databaseUrl));
  if (databaseProblem) problems.push({ setting: 'HALTIJA_DATABASE_URL', ...databaseProblem });
  if (problems.length > 0) throw new SettingsInvalid(problems);
  const optional = (name: Known) => (values[name] === undefined ? undefined : String(values[name]));
  return {
    host: text('HALTIJA_HOST', '127.0.0.1'),
    port,
    publicUrl,
    dataDir,
    keeperDir,
    keeperCopyDir,
    keyService,
    phone,
    phoneSources:
      values['HALTIJA_PHONE_SOURCES'] === undefined
        ? undefined
        : resolve(String(values['HALTIJA_PHONE_SOURCES'])),
    customerRegister:
      customerUrl === undefined || customerKey === undefined
        ? undefined
        : { url: String(customerUrl), secret: customerKey },
    blobDir,
    bucket,
    anchorDir,
    anchorMail: optional('HALTIJA_ANCHOR_MAIL'),
    witness:
      witnessUrl === undefined || witnessKey === undefined
        ? undefined
        : { url: String(witnessUrl).replace(/\/$/, ''), key: String(witnessKey) },
    backup,
    databaseUrl: optional('HALTIJA_DATABASE_URL'),
    registerFile: resolve(text('HALTIJA_REGISTER', defaults.registerFile)),
    smtpHost: text('HALTIJA_SMTP_HOST', '127.0.0.1'),
    smtpPort: number('HALTIJA_SMTP_PORT', 2525),
    lmtpPort: number('HALTIJA_LMTP_PORT', 0),
    smtpNetworks: text('HALTIJA_SMTP_NETWORKS', '127.0.0.0/8,::1/128')
      .split(',')
      .map((network) => network.trim())
      .filter((network) => network !== ''),
    tls,
    smtpTls,
    mailSizeLimit: number('HALTIJA_MAIL_SIZE_LIMIT', 50) * 1024 * 1024,
    webhookNetworks: text('HALTIJA_WEBHOOK_NETWORKS', '')
      .split(',')
      .map((network) => network.trim())
      .filter((network) => network !== ''),
    ...mail,
    mailAuthservId: optional('HALTIJA_MAIL_AUTHSERV_ID'),
    mailDns: text('HALTIJA_MAIL_DNS', 'on') === 'on',
    logLevel: text('HALTIJA_LOG_LEVEL', 'info'),
  };
}

function pick(environment: Readonly<Record<string, string | undefined>>): Record<string, string | undefined> {
  // An empty variable counts as not set, as in a compose file with a blank value.
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name, value]) => name.startsWith('HALTIJA_') && value !== undefined && value !== '',
    ),
  );
}

function readFile(path: string | undefined, problems: SettingProblem[]): Record<string, string | undefined> {
  const file = path ?? 'haltija.settings.yaml';
  if (!existsSync(file)) {
    if (path !== undefined)
      problems.push({
        setting: 'HALTIJA_SETTINGS',
        problem: 'names a file that is not there',
        write: 'Write the path of a YAML file, or leave it out',
      });
    return {};
  }
  try {
    const content: unknown = parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 });
    if (content === null || content === undefined) return {};
    return z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).parse(content);
  } catch {
    problems.push({
      setting: 'HALTIJA_SETTINGS',
      problem: 'names a file that cannot be read as settings',
      write: 'Write one line for each setting, such as HALTIJA_PORT: 8080',
    });
    return {};
  }
}

function defaultDataDir(environment: Readonly<Record<string, string | undefined>>): string {
  if (process.getuid?.() === 0) return '/var/lib/haltija/service';
  return join(environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'haltija');
}

/** Whether one of the two is, or lies in, the other. */
export function overlap(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}/`) || other.startsWith(`${one}/`);
}
