import type { Secret } from './secret.ts';
import { type Given, isSafeUrl, type Problem, readSecretSetting } from './secret-settings.ts';

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

export function readOAuth(name: string, given: Given, problems: Problem[]): OAuthSetting | undefined {
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
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const lower = (name: string) => name.toLowerCase().replaceAll('_', '-');

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

export function readSignIn(
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
