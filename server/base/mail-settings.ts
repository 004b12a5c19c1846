import {
  decode,
  lower,
  type OAuthSetting,
  readOAuth,
  readSignIn,
  type SignInSetting,
} from './mail-sign-in-settings.ts';
import type { Given, Problem } from './secret-settings.ts';

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

/** An account that answers go out by. */
export interface OutgoingSetting {
  /** The mailbox of the declaration it is for; null: every one that has none of its own. */
  readonly mailbox: string | null;
  readonly url: string;
  /** Undefined: as the address says. */
  readonly signIn: SignInSetting | undefined;
}

export interface MailSettings {
  readonly imap: readonly ImapSetting[];
  /** At most one for each mailbox, and one for all others. */
  readonly outgoing: readonly OutgoingSetting[];
}

const imapName = /^HALTIJA_IMAP_([A-Z0-9_]+)_(URL|PASSWORD_FILE|PASSWORD|OAUTH|AFTER|SINCE)$/;
const oauthName =
  /^HALTIJA_OAUTH_([A-Z0-9_]+)_(TOKEN_URL|CLIENT_ID|CLIENT_SECRET_FILE|CLIENT_SECRET|REFRESH_TOKEN_FILE|REFRESH_TOKEN|SCOPE)$/;
const outgoingName = /^HALTIJA_OUTGOING_SMTP_(?:([A-Z0-9_]+)_)?(URL|PASSWORD_FILE|PASSWORD|OAUTH)$/;

export const mailSettingNames = [
  'HALTIJA_IMAP_<MAILBOX>_URL',
  'HALTIJA_OAUTH_<NAME>_TOKEN_URL',
  'HALTIJA_OUTGOING_SMTP_URL',
  'HALTIJA_OUTGOING_SMTP_<MAILBOX>_URL',
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
  const common = Object.keys(given).some(
    (name) => outgoingName.exec(name)?.[1] === undefined && outgoingName.test(name),
  );
  const outgoing = [...(common ? [null] : []), ...groupOf(outgoingName)].flatMap(
    (name) => readOutgoing(name, given, clients, problems) ?? [],
  );
  return { imap, outgoing };
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

/** @param name of the mailbox, as in the settings; null: of the account for all others */
function readOutgoing(
  name: string | null,
  given: Given,
  clients: ReadonlyMap<string, OAuthSetting>,
  problems: Problem[],
): OutgoingSetting | undefined {
  const prefix = outgoingPrefix(name);
  const text = given[`${prefix}_URL`];
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
  if (text === undefined || !url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    problems.push({
      setting: `${prefix}_URL`,
      problem: text === undefined ? 'is missing' : 'is no mail server address',
      write: 'Write smtps://user:password@host:465 or smtp://host:587',
    });
    return undefined;
  }
  const user = decode(url.username);
  const signsIn = user !== '' || given[`${prefix}_OAUTH`] !== undefined;
  return {
    mailbox: name === null ? null : lower(name),
    url: text,
    signIn: signsIn ? readSignIn(prefix, { user, url }, given, clients, problems) : undefined,
  };
}

const outgoingPrefix = (name: string | null) =>
  name === null ? 'HALTIJA_OUTGOING_SMTP' : `HALTIJA_OUTGOING_SMTP_${name}`;

/** Names the setting of a mailbox's key: `service-sv` is HALTIJA_…_SERVICE_SV_URL. */
export const mailboxSetting = (way: 'IMAP' | 'OUTGOING_SMTP', mailbox: string | null) =>
  mailbox === null
    ? `HALTIJA_${way}_URL`
    : `HALTIJA_${way}_${mailbox.toUpperCase().replaceAll('-', '_')}_URL`;
