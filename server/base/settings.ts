import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { isMailSetting, type MailSettings, mailSettingNames, readMailSettings } from './mail-settings.ts';

export interface Settings extends MailSettings {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly keeperDir: string;
  readonly blobDir: string;
  /** Undefined: the embedded server. */
  readonly databaseUrl: string | undefined;
  readonly registerFile: string;
  readonly smtpHost: string;
  /** 0: no listener. */
  readonly smtpPort: number;
  readonly lmtpPort: number;
  readonly smtpNetworks: readonly string[];
  /** Files in PEM; with both, the listeners offer STARTTLS. */
  readonly smtpTls: { readonly keyFile: string; readonly certFile: string } | undefined;
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

const portNumber = z.coerce.number().int().min(0).max(65_535);
const known = {
  HALTIJA_HOST: {
    schema: z.string().min(1).max(255),
    problem: 'is empty',
    write: 'Write an address to listen on, such as 127.0.0.1',
  },
  HALTIJA_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, such as 8080',
  },
  HALTIJA_PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    problem: 'is no web address',
    write: 'Write the address people use, such as https://contact.example.fi',
  },
  HALTIJA_DATA_DIR: { schema: z.string().min(1).max(4096), problem: 'is empty', write: 'Write a folder' },
  HALTIJA_KEEPER_DIR: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write a folder outside HALTIJA_DATA_DIR',
  },
  HALTIJA_BLOB_DIR: { schema: z.string().min(1).max(4096), problem: 'is empty', write: 'Write a folder' },
  HALTIJA_DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    problem: 'is no PostgreSQL address',
    write: 'Write postgresql://owner:password@host:5432/database, or leave it out for the embedded server',
  },
  HALTIJA_REGISTER: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the declaration, such as register/kivra-customer-service.yaml',
  },
  HALTIJA_SMTP_HOST: {
    schema: z.string().min(1).max(255),
    problem: 'is empty',
    write: 'Write an address to take mail on, such as 127.0.0.1',
  },
  HALTIJA_SMTP_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, or 0 for no listener',
  },
  HALTIJA_LMTP_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, or 0 for no listener',
  },
  HALTIJA_SMTP_NETWORKS: {
    schema: z.string().max(2000),
    problem: 'is too long',
    write: 'Write networks that may hand mail over, such as 127.0.0.0/8,::1/128',
  },
  HALTIJA_SMTP_CERT_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the certificate (PEM, with its chain), and HALTIJA_SMTP_KEY_FILE beside it',
  },
  HALTIJA_SMTP_KEY_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the key (PEM), and HALTIJA_SMTP_CERT_FILE beside it',
  },
  HALTIJA_MAIL_SIZE_LIMIT: {
    schema: z.coerce.number().int().min(1).max(150),
    problem: 'is no size',
    write: 'Write mebibytes from 1 to 150, such as 50',
  },
  HALTIJA_WEBHOOK_NETWORKS: {
    schema: z.string().max(2000),
    problem: 'is too long',
    write: 'Write networks of yours that web hooks may reach, such as 10.20.0.0/16; leave it out for none',
  },
  HALTIJA_MAIL_AUTHSERV_ID: {
    schema: z.string().regex(/^[\w.-]{1,255}$/),
    problem: 'is no name of a mail server',
    write:
      'Write the name that your own mail server puts first in its Authentication-Results, such as mx.example.fi',
  },
  HALTIJA_MAIL_DNS: {
    schema: z.enum(['on', 'off']),
    problem: 'is neither on nor off',
    write: 'Write on to check senders by DNS, or off to leave every sender unconfirmed',
  },
  HALTIJA_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    problem: 'is no level',
    write: 'Write debug, info, warn, error or silent',
  },
} as const;
type Known = keyof typeof known;

/** Read by the launcher and the tests, not by the service. */
const elsewhere = new Set([
  'HALTIJA_SETTINGS',
  'HALTIJA_REQUIRE_ALL',
  'HALTIJA_CHROMIUM',
  'HALTIJA_DOVECOT',
  'HALTIJA_LAUNCHER_PID',
]);

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
    if (isMailSetting(name)) continue;
    if (!Object.hasOwn(known, name)) {
      problems.push({
        setting: name,
        problem: 'is no setting of Haltija',
        write: `Known are ${[...Object.keys(known), ...mailSettingNames].join(', ')}`,
      });
      continue;
    }
    const { schema, problem, write } = known[name as Known];
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
  const mail = readMailSettings(given, problems);
  const certFile = values['HALTIJA_SMTP_CERT_FILE'];
  const keyFile = values['HALTIJA_SMTP_KEY_FILE'];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    problems.push({
      setting: certFile === undefined ? 'HALTIJA_SMTP_CERT_FILE' : 'HALTIJA_SMTP_KEY_FILE',
      problem: 'is missing',
      write: 'Write both files, or neither',
    });
  }
  if (problems.length > 0) throw new SettingsInvalid(problems);
  const port = number('HALTIJA_PORT', 8080);
  const optional = (name: Known) => (values[name] === undefined ? undefined : String(values[name]));
  return {
    host: text('HALTIJA_HOST', '127.0.0.1'),
    port,
    publicUrl: text('HALTIJA_PUBLIC_URL', `http://localhost:${port}`).replace(/\/$/, ''),
    dataDir,
    keeperDir,
    blobDir: resolve(text('HALTIJA_BLOB_DIR', join(dataDir, 'blobs'))),
    databaseUrl: optional('HALTIJA_DATABASE_URL'),
    registerFile: resolve(text('HALTIJA_REGISTER', defaults.registerFile)),
    smtpHost: text('HALTIJA_SMTP_HOST', '127.0.0.1'),
    smtpPort: number('HALTIJA_SMTP_PORT', 2525),
    lmtpPort: number('HALTIJA_LMTP_PORT', 0),
    smtpNetworks: text('HALTIJA_SMTP_NETWORKS', '127.0.0.0/8,::1/128')
      .split(',')
      .map((network) => network.trim())
      .filter((network) => network !== ''),
    smtpTls:
      certFile === undefined || keyFile === undefined
        ? undefined
        : { keyFile: resolve(String(keyFile)), certFile: resolve(String(certFile)) },
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
