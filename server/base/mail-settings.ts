import { type Secret, secretIsThere } from './secret.ts';

/** A client of an identity provider that gives access tokens for a mailbox (OAuth 2.0, RFC 6749). */
export interface OAuthSetting {
  readonly name: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Undefined: a public client. */
  readonly clientSecret: Secret | undefined;
  /** Undefined: the client signs in for itself (`client_credentials`). */
  readonly refreshToken: Secret | undefined;
  readonly scope: string | undefined;
}

export type SignInSetting =
  | { readonly kind: 'password'; readonly user: string; readonly password: Secret }
  | { readonly kind: 'oauth'; readonly user: string; readonly oauth: OAuthSetting };

/** What becomes of fetched mail in its mailbox, once it is durable with us. */
export type AfterKeeping =
  | { readonly act: 'mark' }
  | { readonly act: 'leave' }
  | { readonly act: 'delete' }
  | { readonly act: 'move'; readonly folder: string };

/** Where a mailbox of the declaration is read from. */
export interface ImapSetting {
  readonly mailbox: string;
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly signIn: SignInSetting;
  readonly folder: string;
  readonly after: AfterKeeping;
  /** ISO date: at the first reading older mail is left where it is. */
  readonly since: string | undefined;
}

export interface MailSettings {
  readonly imap: readonly ImapSetting[];
  readonly outgoingSmtpUrl: string | undefined;
  /** Undefined: as the address says. */
  readonly outgoingSignIn: SignInSetting | undefined;
}

interface Problem {
  readonly setting: string;
  readonly problem: string;
  readonly write: string;
}

type Given = Readonly<Record<string, string | undefined>>;

const imapName = /^HALTIJA_IMAP_([A-Z0-9_]+)_(URL|PASSWORD_FILE|PASSWORD|OAUTH|AFTER|SINCE)$/;
const oauthName =
  /^HALTIJA_OAUTH_([A-Z0-9_]+)_(TOKEN_URL|CLIENT_ID|CLIENT_SECRET_FILE|CLIENT_SECRET|REFRESH_TOKEN_FILE|REFRESH_TOKEN|SCOPE)$/;
const outgoingName = /^HALTIJA_OUTGOING_SMTP_(URL|PASSWORD_FILE|PASSWORD|OAUTH)$/;

export const mailSettingNames = [
  'HALTIJA_IMAP_<MAILBOX>_URL',
  'HALTIJA_OAUTH_<NAME>_TOKEN_URL',
  'HALTIJA_OUTGOING_SMTP_URL',
] as const;

export const isMailSetting = (name: string): boolean =>
  imapName.test(name) || oauthName.test(name) || outgoingName.test(name);

/** How mail comes and goes, of settings that `isMailSetting`. Every problem is added to `problems`; values are never quoted. */
export function readMailSettings(given: Given, problems: Problem[]): MailSettings {
  const groupOf = (pattern: RegExp) =>
    new Set(Object.keys(given).flatMap((name) => pattern.exec(name)?.[1] ?? []));
  const clients = new Map<string, OAuthSetting>();
  for (const name of groupOf(oauthName)) {
    const client = readOAuth(name, given, problems);
    if (client) clients.set(name, client);
  }
  const imap = [...groupOf(imapName)].flatMap((name) => readImap(name, given, clients, problems) ?? []);
  return { imap, ...readOutgoing(given, clients, problems) };
}

/** `NAME` or `NAME_FILE`, never both; undefined when there is neither. */
function readSecretSetting(name: string, given: Given, problems: Problem[]): Secret | undefined {
  const value = given[name];
  const path = given[`${name}_FILE`];
  if (value !== undefined && path !== undefined) {
    problems.push({
      setting: name,
      problem: 'is given twice',
      write: `Write ${name} or ${name}_FILE, not both`,
    });
    return undefined;
  }
  if (value !== undefined) return { kind: 'value', value };
  if (path === undefined) return undefined;
  const secret: Secret = { kind: 'file', path };
  if (!secretIsThere(secret))
    problems.push({
      setting: `${name}_FILE`,
      problem: 'names a file that is empty or cannot be read',
      write: 'Write the path of a file with the secret alone in it, mode 0600',
    });
  return secret;
}

/** A secret goes over TLS, or stays on this machine. */
function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && local));
}

function readOAuth(name: string, given: Given, problems: Problem[]): OAuthSetting | undefined {
  const of = (what: string) => given[`HALTIJA_OAUTH_${name}_${what}`];
  const tokenUrl = of('TOKEN_URL');
  const clientId = of('CLIENT_ID');
  if (tokenUrl === undefined || !isSafeUrl(tokenUrl))
    problems.push({
      setting: `HALTIJA_OAUTH_${name}_TOKEN_URL`,
      problem: 'is no token address',
      write: 'Write it as the provider gives it, such as https://oauth2.googleapis.com/token',
    });
  if (clientId === undefined)
    problems.push({
      setting: `HALTIJA_OAUTH_${name}_CLIENT_ID`,
      problem: 'is missing',
      write: 'Write the id of the client registered with the provider',
    });
  const clientSecret = readSecretSetting(`HALTIJA_OAUTH_${name}_CLIENT_SECRET`, given, problems);
  const refreshToken = readSecretSetting(`HALTIJA_OAUTH_${name}_REFRESH_TOKEN`, given, problems);
  if (clientSecret === undefined && refreshToken === undefined)
    problems.push({
      setting: `HALTIJA_OAUTH_${name}_CLIENT_SECRET`,
      problem: 'is missing',
      write: 'Write the secret of the client, or a refresh token of the mailbox, or both',
    });
  if (tokenUrl === undefined || clientId === undefined) return undefined;
  return { name: lower(name), tokenUrl, clientId, clientSecret, refreshToken, scope: of('SCOPE') };
}

/** What is no percent-encoding means itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const lower = (name: string) => name.toLowerCase().replaceAll('_', '-');

function findClient(
  setting: string,
  name: string,
  clients: ReadonlyMap<string, OAuthSetting>,
  problems: Problem[],
): OAuthSetting | undefined {
  const client = clients.get(name.toUpperCase().replaceAll('-', '_'));
  if (client === undefined)
    problems.push({
      setting,
      problem: 'names a client that is not set',
      write: 'Write the <NAME> of HALTIJA_OAUTH_<NAME>_TOKEN_URL, and set that',
    });
  return client;
}

function readImap(
  name: string,
  given: Given,
  clients: ReadonlyMap<string, OAuthSetting>,
  problems: Problem[],
): ImapSetting | undefined {
  const setting = `HALTIJA_IMAP_${name}_URL`;
  const of = (what: string) => given[`HALTIJA_IMAP_${name}_${what}`];
  const text = of('URL');
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['imap:', 'imaps:'].includes(url.protocol) || url.hostname === '' || url.username === '') {
    problems.push({
      setting,
      problem: text === undefined ? 'is missing' : 'is no mailbox address',
      write: 'Write imaps://user:password@host:993/INBOX',
    });
    return undefined;
  }
  const user = decode(url.username);
  const signIn = readSignIn(`HALTIJA_IMAP_${name}`, { user, url }, given, clients, problems);
  if (signIn === undefined) return undefined;
  const after = readAfter(of('AFTER') ?? 'mark');
  if (after === undefined)
    problems.push({
      setting: `HALTIJA_IMAP_${name}_AFTER`,
      problem: 'is not known',
      write: 'Write mark, leave, delete or move:Folder',
    });
  const since = of('SINCE');
  if (since !== undefined && !isDate(since))
    problems.push({
      setting: `HALTIJA_IMAP_${name}_SINCE`,
      problem: 'is no date',
      write: 'Write it as 2026-11-01',
    });
  const secure = url.protocol === 'imaps:';
  return {
    mailbox: lower(name),
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    signIn,
    folder: decode(url.pathname.slice(1)) || 'INBOX',
    after: after ?? { act: 'mark' },
    since,
  };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}

function readAfter(text: string): AfterKeeping | undefined {
  if (text === 'mark' || text === 'leave' || text === 'delete') return { act: text };
  const folder = /^move:(.+)$/.exec(text)?.[1];
  return folder === undefined ? undefined : { act: 'move', folder };
}

function readSignIn(
  prefix: string,
  { user, url }: { user: string; url: URL },
  given: Given,
  clients: ReadonlyMap<string, OAuthSetting>,
  problems: Problem[],
): SignInSetting | undefined {
  const client = given[`${prefix}_OAUTH`];
  const password =
    readSecretSetting(`${prefix}_PASSWORD`, given, problems) ??
    (url.password === '' ? undefined : ({ kind: 'value', value: decode(url.password) } satisfies Secret));
  if (client !== undefined) {
    if (password !== undefined)
      problems.push({
        setting: `${prefix}_OAUTH`,
        problem: 'stands beside a password',
        write: 'Leave the password out: one way to sign in',
      });
    const oauth = findClient(`${prefix}_OAUTH`, client, clients, problems);
    return oauth && { kind: 'oauth', user, oauth };
  }
  if (password === undefined) {
    problems.push({
      setting: `${prefix}_PASSWORD`,
      problem: 'is missing',
      write: `Write it here, in ${prefix}_PASSWORD_FILE or in the address, or name a client in ${prefix}_OAUTH`,
    });
    return undefined;
  }
  return { kind: 'password', user, password };
}

function readOutgoing(
  given: Given,
  clients: ReadonlyMap<string, OAuthSetting>,
  problems: Problem[],
): Pick<MailSettings, 'outgoingSmtpUrl' | 'outgoingSignIn'> {
  const prefix = 'HALTIJA_OUTGOING_SMTP';
  const text = given[`${prefix}_URL`];
  const none = { outgoingSmtpUrl: undefined, outgoingSignIn: undefined };
  if (text === undefined) {
    if (Object.keys(given).some((name) => outgoingName.test(name)))
      problems.push({
        setting: `${prefix}_URL`,
        problem: 'is missing',
        write: 'Write smtps://user@host:465 or smtp://user@host:587',
      });
    return none;
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    problems.push({
      setting: `${prefix}_URL`,
      problem: 'is no mail server address',
      write: 'Write smtps://user:password@host:465 or smtp://host:587',
    });
    return none;
  }
  const user = decode(url.username);
  const signsIn = user !== '' || given[`${prefix}_OAUTH`] !== undefined;
  return {
    outgoingSmtpUrl: text,
    outgoingSignIn: signsIn ? readSignIn(prefix, { user, url }, given, clients, problems) : undefined,
  };
}
